package org.studentmanagement.grading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** 422: a test is of a course or a class, and there is none. */
class NobodysTest extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "There is no such course or class: nothing was stored";

    private NobodysTest(String noun, long id) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-" + noun,
                "The " + noun + " does not exist",
                "No %s has the id %d. Nothing was stored; send the id of an existing one.".formatted(noun, id),
                List.of(Problem.Fault.at("/" + noun + "_id", "is the id of no " + noun)));
    }

    @Example(when = WHEN, name = "nobodys-test", path = "/api/tests")
    static NobodysTest example() {
        return new NobodysTest("course", 9);
    }

    /** Of what the keys refer to, and of the check that it is one of them. */
    @ApplicationScoped
    static class Refusals {
        private record OfKey(String constraint, String noun) implements ConstraintRefusal {
            @Override
            public ProblemException explain(Row row) {
                return row instanceof Test test
                        ? new NobodysTest(noun, noun.equals("course") ? test.courseId : test.classId)
                        : new StillHasTests(noun, Test.count(noun + "Id", row.id));
            }
        }

        private record OfBoth(String constraint) implements ConstraintRefusal {
            @Override
            public ProblemException explain(Row row) {
                return ProblemException.invalid(
                        List.of(Problem.Fault.at("", "must have either a course_id or a class_id")));
            }
        }

        @Produces
        ConstraintRefusal ofCourse() {
            return new OfKey("tests_course_id_fkey", "course");
        }

        @Produces
        ConstraintRefusal ofClass() {
            return new OfKey("tests_class_id_fkey", "class");
        }

        @Produces
        ConstraintRefusal ofBoth() {
            return new OfBoth("tests_check");
        }
    }
}
