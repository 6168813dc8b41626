package org.studentmanagement.course;

import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: a course cannot be of a term that does not exist. */
class UnknownTerm extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "There is no such term: nothing was stored";

    @Example(when = WHEN, path = "/api/courses")
    static UnknownTerm example() {
        return new UnknownTerm(9);
    }

    UnknownTerm(long id) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-term",
                "The term does not exist",
                "No term has the id %d. Nothing was stored; send the id of an existing term, or null.".formatted(id),
                List.of(Problem.Fault.at("/term_id", "is the id of no term")));
    }
}
