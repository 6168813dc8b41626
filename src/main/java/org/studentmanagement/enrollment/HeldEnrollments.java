package org.studentmanagement.enrollment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.time.LocalDate;
import org.studentmanagement.student.Holding;

/** What is held about the enrollments of a student. */
@ApplicationScoped
class HeldEnrollments {
    /** An enrollment with its course, which the student knows by that. */
    @RegisterForReflection
    record Present(
            long courseId,
            String code,
            String name,
            Instant enrolledAt,
            LocalDate completedOn,
            String result,
            boolean overCapacity) {}

    private static final String PRESENT = """
            SELECT e.course_id, c.code, c.name, e.enrolled_at, e.completed_on, e.result, e.over_capacity
            FROM student_courses e JOIN courses c ON c.id = e.course_id
            WHERE e.student_id = $1
            ORDER BY c.code
            """;

    private static final String HISTORY = "SELECT " + EnrollmentEvent.COLUMNS + """
             FROM enrollment_events e
            WHERE e.student_id = $1
            ORDER BY e.id
            """;

    @Produces
    Holding enrollments() {
        return new Holding("enrollments", Present.class, PRESENT);
    }

    /** Those that are over too, each of which the history tells of event by event. */
    @Produces
    Holding stints() {
        return new Holding("stints", Stint.class, Stint.OF_STUDENT);
    }

    @Produces
    Holding waitingLists() {
        return new Holding("waiting_lists", Waitlist.AwaitedCourse.class, Waitlist.OF_STUDENT);
    }

    @Produces
    Holding history() {
        return new Holding("history", EnrollmentEvent.class, HISTORY);
    }
}
