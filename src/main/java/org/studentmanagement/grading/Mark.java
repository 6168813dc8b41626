package org.studentmanagement.grading;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.studentmanagement.student.Student;

/** What a student has scored in a test, or why nothing. {@link Marking} has the statements. */
@Entity
@Table(name = "marks", indexes = @Index(columnList = "student_id"))
@IdClass(Mark.Key.class)
class Mark extends PanacheEntityBase {
    record Key(Long testId, Long studentId) {}

    @Id
    @Column(name = "test_id")
    Long testId;

    @Id
    @Column(name = "student_id")
    Long studentId;

    @Column(nullable = false, columnDefinition = "text")
    String state;

    @Column(columnDefinition = "numeric(7,2)")
    BigDecimal score;

    /** That of the test. */
    @Column(nullable = false, columnDefinition = "numeric(7,2)")
    BigDecimal maximum;

    @Column(length = TestValues.REMARK_LENGTH)
    String remark;

    @Column(nullable = false, columnDefinition = "text")
    String actor;

    @Column(nullable = false)
    Instant updatedAt;

    @Column(nullable = false)
    long version;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "student_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "marks_student_id_fkey"))
    Student student;

    /** As well. */
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "test_id",
            insertable = false,
            updatable = false,
            foreignKey =
                    @ForeignKey(
                            name = "marks_test_id_maximum_fkey",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (test_id, maximum) REFERENCES tests (id, maximum) ON UPDATE CASCADE"))
    Test test;
}
