package org.studentmanagement.enrollment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.Sql;
import org.studentmanagement.course.Course;
import org.studentmanagement.course.NoSuchCourse;

/** How full a course is. */
@Schema(description = "How full a course is")
record CourseSeats(
        @Schema(description = "Seats; null for no limit", examples = "30", nullable = true)
        Integer capacity,

        @Schema(description = "Students who are enrolled, with or without a seat", examples = "30")
        long enrolled,

        @Schema(description = "Those among them whom a registrar allowed though the course was full", examples = "0")
        long overCapacity,

        @Schema(description = "Students on the waiting list", examples = "2")
        long waiting) {

    /** Of the table that triggers keep: no more are taken than there are. */
    static final String CONSTRAINT = "course_seats_check";

    private static final String SEATS = """
            SELECT c.capacity, e.enrolled, e.over_capacity,
              (SELECT count(*) FROM waitlist_entries w WHERE w.course_id = c.id) AS waiting
            FROM courses c CROSS JOIN LATERAL (
              SELECT count(*) AS enrolled, count(*) FILTER (WHERE over_capacity) AS over_capacity
              FROM student_courses WHERE course_id = c.id) e
            WHERE c.id = $1
            """;

    /** Of the members, which a hash of the whole could take for others. */
    List<Object> numbers() {
        return Arrays.asList(capacity, enrolled, overCapacity, waiting);
    }

    static Uni<CourseSeats> of(long course) {
        return Sql.list(CourseSeats.class, SEATS, course)
                .map(found -> found.stream().findFirst().orElseThrow(() -> new NoSuchCourse(course)));
    }

    /** 409: a capacity cannot be less than what is taken. */
    static class Taken extends ProblemException {
        private static final long serialVersionUID = 1L;

        @Example(when = Course.SEATS_TAKEN, path = "/api/courses/2")
        static Taken example() {
            return new Taken(30);
        }

        private Taken(long taken) {
            super(
                    StatusCode.CONFLICT,
                    "seats-taken",
                    "More seats are taken",
                    "The course has %d students who take a seat. Nothing was changed; send that capacity or more, or end enrollments first."
                            .formatted(taken),
                    List.of(Problem.Fault.at("/capacity", "is less than the seats that are taken: " + taken)));
        }
    }

    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return CONSTRAINT;
        }

        @Override
        public ProblemException explain(Row row) {
            return new Taken(Enrollment.count("course.id = ?1 and not overCapacity", row.id));
        }
    }
}
