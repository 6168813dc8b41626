package org.studentmanagement.schoolclass;

import java.time.LocalDate;
import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: the members of a class do not go on into one of the same time, or of an earlier. */
class NotALaterClass extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The term of the class does not begin later: nothing was changed";

    @Example(when = WHEN, path = "/api/classes/1/promotion")
    static NotALaterClass example() {
        return new NotALaterClass(LocalDate.parse("2026-09-01"));
    }

    /** @param begins of the class whose members are to go on */
    NotALaterClass(LocalDate begins) {
        super(
                UNPROCESSABLE_CONTENT,
                "not-a-later-class",
                "The class is not of a later term",
                ("The term of this class begins on %s. Nothing was changed; send the id of a class whose term begins later,"
                                + " or move students one by one.")
                        .formatted(begins),
                List.of(Problem.Fault.at("/class_id", "must be of a term that begins after " + begins)));
    }
}
