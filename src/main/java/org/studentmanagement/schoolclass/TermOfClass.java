package org.studentmanagement.schoolclass;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** A class is of a term that is there, and such a term stays. */
class TermOfClass extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "No such term is there for a class: nothing was stored";

    private TermOfClass(int status, String kind, String title, String detail, List<Problem.Fault> faults) {
        super(status, kind, title, detail, faults);
    }

    @Example(when = WHEN, name = "unknown-term-of-class", path = "/api/classes")
    static TermOfClass unknown() {
        return unknown(9);
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/terms/1")
    static TermOfClass used() {
        return used(4);
    }

    private static TermOfClass unknown(long id) {
        return new TermOfClass(
                UNPROCESSABLE_CONTENT,
                "unknown-term",
                "The term does not exist",
                "No term has the id %d. Nothing was stored; send the id of an existing term.".formatted(id),
                List.of(Problem.Fault.at("/term_id", "is the id of no term")));
    }

    private static TermOfClass used(long classes) {
        return new TermOfClass(
                StatusCode.CONFLICT,
                "still-has-classes",
                "Classes are taught in it",
                "The term has classes: %d. Send each another term_id, or delete it, first.".formatted(classes),
                List.of());
    }

    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return "classes_term_id_fkey";
        }

        @Override
        public ProblemException explain(Row row) {
            return row instanceof SchoolClass stored
                    ? unknown(stored.termId)
                    : used(SchoolClass.count("termId", row.id));
        }
    }
}
