package org.studentmanagement.assessment;

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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;
import org.studentmanagement.course.Course;
import org.studentmanagement.schoolclass.SchoolClass;

/** What students are tested in outside of a class. {@link SentAssessment} has the statements. */
@Entity
@Table(
        name = "assessments",
        indexes = {
            @Index(columnList = "course_id"),
            @Index(columnList = "class_id"),
            @Index(columnList = "parent_id"),
            @Index(columnList = "scale_course_id"),
            @Index(columnList = "scale_class_id")
        })
class Assessment {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false, length = AssessmentValues.TITLE_LENGTH)
    String title;

    @Column(length = AssessmentValues.TEXT_LENGTH)
    String description;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "course_id", foreignKey = @ForeignKey(name = "assessments_course_id_fkey"))
    @OnDelete(action = OnDeleteAction.SET_NULL)
    Course course;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "class_id", foreignKey = @ForeignKey(name = "assessments_class_id_fkey"))
    @OnDelete(action = OnDeleteAction.SET_NULL)
    SchoolClass schoolClass;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "parent_id", foreignKey = @ForeignKey(name = "assessments_parent_id_fkey"))
    Assessment parent;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "scale_course_id", foreignKey = @ForeignKey(name = "assessments_scale_course_id_fkey"))
    @OnDelete(action = OnDeleteAction.SET_NULL)
    Course scaleCourse;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "scale_class_id", foreignKey = @ForeignKey(name = "assessments_scale_class_id_fkey"))
    @OnDelete(action = OnDeleteAction.SET_NULL)
    SchoolClass scaleClass;

    @Column(columnDefinition = "numeric")
    BigDecimal resultValueMin;

    @Column(columnDefinition = "numeric")
    BigDecimal resultValueMax;

    @Column(columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String learningObjectives;

    @Column(columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String metadata;

    @Column(nullable = false)
    Instant createdAt;

    @Column(nullable = false)
    Instant updatedAt;

    @Column(nullable = false)
    long version;
}
