package org.studentmanagement.assessment;

import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 422: an assessment or a result refers to what does not exist. */
class UnknownOfAssessment extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** @param member that refers to it, as other software calls it */
    UnknownOfAssessment(String member) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-reference",
                "What it refers to does not exist",
                member
                        + " refers to what does not exist, or no longer. Nothing was stored; send that of an existing one.");
    }

    @Example(when = "It cannot be stored as it is: detail says why. Nothing was stored")
    static UnknownOfAssessment example() {
        return new UnknownOfAssessment("student.sourcedId");
    }
}
