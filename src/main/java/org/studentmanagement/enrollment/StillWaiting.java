package org.studentmanagement.enrollment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: a student or course cannot go while it is on a waiting list or has one. */
class StillWaiting extends ProblemException {
    private static final long serialVersionUID = 1L;

    private static final String OF_STUDENT =
            "The student waits for courses. Take the student off their waiting lists first.";

    private StillWaiting(String sentence) {
        super(StatusCode.CONFLICT, "still-waiting", "A waiting list refers to it", sentence);
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/students/1")
    static StillWaiting example() {
        return new StillWaiting(OF_STUDENT);
    }

    /** The two foreign keys of {@code waitlist_entries}, each with its words. */
    private record Refusal(String constraint, String sentence) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return new StillWaiting(sentence);
        }
    }

    @ApplicationScoped
    static class Refusals {
        @Produces
        ConstraintRefusal waitingStudent() {
            return new Refusal("waitlist_entries_student_id_fkey", OF_STUDENT);
        }

        @Produces
        ConstraintRefusal awaitedCourse() {
            return new Refusal(
                    "waitlist_entries_course_id_fkey",
                    "Students wait for the course. Take them off its waiting list first, or set its capacity to null.");
        }
    }
}
