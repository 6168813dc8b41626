package org.studentmanagement.grading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: a test or a student cannot go while there are marks. */
class StillHasMarks extends ProblemException {
    private static final long serialVersionUID = 1L;

    private static final String OF_TEST = "The test has marks: %d. Delete these first.";

    private StillHasMarks(String sentence, long marks) {
        super(StatusCode.CONFLICT, "still-has-marks", "There are marks", sentence.formatted(marks));
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/tests/1")
    static StillHasMarks example() {
        return new StillHasMarks(OF_TEST, 24);
    }

    static StillHasMarks ofTest(long marks) {
        return new StillHasMarks(OF_TEST, marks);
    }

    private record Refusal(String constraint, String column, String sentence) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return new StillHasMarks(sentence, Mark.count(column, row.id));
        }
    }

    @ApplicationScoped
    static class Refusals {
        @Produces
        ConstraintRefusal ofTest() {
            return new Refusal("marks_test_id_maximum_fkey", "testId", OF_TEST);
        }

        @Produces
        ConstraintRefusal ofStudent() {
            return new Refusal(
                    "marks_student_id_fkey",
                    "studentId",
                    "The student has marks: %d. Delete these first, or erase the student.");
        }
    }
}
