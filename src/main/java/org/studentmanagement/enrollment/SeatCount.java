package org.studentmanagement.enrollment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.course.Course;

/** What triggers keep of a course that has a capacity. {@link CourseSeats} has what is shown of it. */
@Entity
@Table(name = "course_seats")
class SeatCount {
    @Id
    Long courseId;

    /** Says the foreign key, and is read by nobody. */
    @OneToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "course_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "course_seats_course_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    Course course;

    @Column(nullable = false)
    int capacity;

    @Column(nullable = false)
    int taken;
}
