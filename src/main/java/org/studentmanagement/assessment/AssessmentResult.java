package org.studentmanagement.assessment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;
import org.studentmanagement.course.Course;
import org.studentmanagement.schoolclass.SchoolClass;
import org.studentmanagement.student.Student;

/** How a student has done in an assessment, one of the times that it was taken. {@link SentAssessmentResult} has the statements. */
@Entity
@Table(
        name = "assessment_results",
        indexes = {
            @Index(columnList = "assessment_id"),
            @Index(columnList = "student_id"),
            @Index(columnList = "scale_course_id"),
            @Index(columnList = "scale_class_id")
        })
class AssessmentResult extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "assessment_id", foreignKey = @ForeignKey(name = "assessment_results_assessment_id_fkey"))
    Assessment assessment;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "student_id", foreignKey = @ForeignKey(name = "assessment_results_student_id_fkey"))
    Student student;

    @Column(nullable = false, length = AssessmentValues.STATUS_LENGTH)
    String scoreStatus;

    @Column(columnDefinition = "numeric")
    BigDecimal score;

    @Column(length = AssessmentValues.TITLE_LENGTH)
    String textScore;

    @Column(nullable = false)
    LocalDate scoreDate;

    @Column(columnDefinition = "numeric")
    BigDecimal scorePercentile;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "scale_course_id", foreignKey = @ForeignKey(name = "assessment_results_scale_course_id_fkey"))
    @OnDelete(action = OnDeleteAction.SET_NULL)
    Course scaleCourse;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "scale_class_id", foreignKey = @ForeignKey(name = "assessment_results_scale_class_id_fkey"))
    @OnDelete(action = OnDeleteAction.SET_NULL)
    SchoolClass scaleClass;

    @Column(length = AssessmentValues.TEXT_LENGTH)
    String comment;

    Boolean inProgress;

    Boolean incomplete;

    Boolean late;

    Boolean missing;

    @Column(columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String learningObjectives;

    @Column(columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String metadata;

    @Column(nullable = false, columnDefinition = "text")
    String actor;

    @Column(nullable = false)
    Instant createdAt;

    @Column(nullable = false)
    Instant updatedAt;

    @Column(nullable = false)
    long version;
}
