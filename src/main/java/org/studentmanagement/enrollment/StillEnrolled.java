package org.studentmanagement.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: a student or course cannot go while enrollments refer to it. */
class StillEnrolled extends ProblemException {
    private static final long serialVersionUID = 1L;

    private static final String OF_STUDENT =
            "The student has enrollments: %d. End them first: PUT an empty course_ids to the student's courses.";

    private StillEnrolled(String sentence, long enrollments) {
        super(StatusCode.CONFLICT, "still-enrolled", "Enrollments refer to it", sentence.formatted(enrollments));
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/students/1")
    static StillEnrolled example() {
        return new StillEnrolled(OF_STUDENT, 3);
    }

    /** The two foreign keys of {@code student_courses}, each with its words. */
    private record Refusal(String constraint, String column, String sentence) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return new StillEnrolled(sentence, Enrollment.count(column + " = ?1", row.id));
        }
    }

    @ApplicationScoped
    static class Refusals {
        @Produces
        ConstraintRefusal ofStudent() {
            return new Refusal("student_courses_student_id_fkey", "student.id", OF_STUDENT);
        }

        @Produces
        ConstraintRefusal ofCourse() {
            return new Refusal(
                    "student_courses_course_id_fkey", "course.id", "The course has enrollments: %d. End them first.");
        }
    }
}
