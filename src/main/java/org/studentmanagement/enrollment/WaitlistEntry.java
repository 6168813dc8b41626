package org.studentmanagement.enrollment;

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
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import org.studentmanagement.course.Course;
import org.studentmanagement.student.Student;

/** A student in line for a seat. {@link Waitlist} has the statements. */
@Entity
@Table(
        name = "waitlist_entries",
        indexes = @Index(columnList = "course_id, id"),
        uniqueConstraints = @UniqueConstraint(columnNames = {"student_id", "course_id"}))
class WaitlistEntry {
    /** The order of joining, given by a trigger. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "student_id", foreignKey = @ForeignKey(name = "waitlist_entries_student_id_fkey"))
    Student student;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "course_id", foreignKey = @ForeignKey(name = "waitlist_entries_course_id_fkey"))
    Course course;

    @Column(nullable = false)
    Instant joinedAt;
}
