package org.studentmanagement.people;

import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: who takes another password has to know the present one. */
class WrongPassword extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "It is not the present password: nothing was changed";

    @Example(when = WHEN, path = "/api/me/password")
    WrongPassword() {
        super(
                UNPROCESSABLE_CONTENT,
                "wrong-password",
                "It is not the present password",
                "Send the present password beside the new one. Nothing was changed.",
                List.of(Problem.Fault.at("/password", "is not the present one")));
    }
}
