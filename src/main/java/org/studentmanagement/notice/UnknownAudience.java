package org.studentmanagement.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** 422: a notice concerns a class, course or student that does not exist. */
class UnknownAudience extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "There is no such class, course or student: nothing was stored";

    private UnknownAudience(String noun) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-audience",
                "Whom it concerns does not exist",
                "No %s has the id. Nothing was stored; send the id of an existing %s.".formatted(noun, noun),
                List.of(Problem.Fault.at("/" + noun + "_id", "is the id of no " + noun)));
    }

    @Example(when = WHEN, path = "/api/notices")
    static UnknownAudience example() {
        return new UnknownAudience(NoticeValues.CLASS);
    }

    /** The foreign keys of {@code notices}. */
    private record Refusal(String constraint, String noun) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return new UnknownAudience(noun);
        }
    }

    @ApplicationScoped
    static class Refusals {
        @Produces
        ConstraintRefusal ofClass() {
            return new Refusal("notices_class_id_fkey", NoticeValues.CLASS);
        }

        @Produces
        ConstraintRefusal ofCourse() {
            return new Refusal("notices_course_id_fkey", NoticeValues.COURSE);
        }

        @Produces
        ConstraintRefusal ofStudent() {
            return new Refusal("notices_student_id_fkey", NoticeValues.STUDENT);
        }
    }
}
