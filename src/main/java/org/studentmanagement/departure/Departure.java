package org.studentmanagement.departure;

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
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.schoolclass.SchoolClass;
import org.studentmanagement.student.Student;

/**
 * That a student wants to leave school, or has left. {@link Departures} has the statements. Who has left is not charged from {@code
 * leaves_on} of the row whose {@code state} is {@code granted} on, of which a student has one at most.
 */
@Entity
@Table(
        name = "departures",
        indexes = {
            @Index(columnList = "student_id, id"),
            @Index(columnList = "state, id"),
            @Index(columnList = "class_id")
        })
public class Departure extends PanacheEntityBase {
    static final int TEXT_LENGTH = 1_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(name = "student_id", foreignKey = @ForeignKey(name = "departures_student_id_fkey"))
    Student student;

    /** The first day without school: asked for, and once granted, the one from which it holds. */
    @Column(nullable = false)
    LocalDate leavesOn;

    @Column(nullable = false, columnDefinition = "text")
    String reason;

    /** requested, granted, refused, withdrawn or taken_back. */
    @Column(nullable = false, columnDefinition = "text")
    String state;

    @Column(nullable = false, columnDefinition = "text")
    String askedBy;

    @Column(nullable = false)
    Instant askedAt;

    @Column(columnDefinition = "text")
    String decidedBy;

    Instant decidedAt;

    @Column(columnDefinition = "text")
    String note;

    /** The class that it ended, to be restored; null where there was none. */
    @ManyToOne(fetch = FetchType.LAZY)
    @OnDelete(action = OnDeleteAction.SET_NULL)
    @JoinColumn(name = "class_id", foreignKey = @ForeignKey(name = "departures_class_id_fkey"))
    SchoolClass schoolClass;

    Integer rollNumber;

    /** The courses of the enrollments that it ended, to be restored. */
    @Column(nullable = false)
    Long[] courseIds;
}
