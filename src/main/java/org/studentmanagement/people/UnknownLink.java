package org.studentmanagement.people;

import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 422: no password can be set by this link. */
class UnknownLink extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The link is not good, or not any more: no password was set";

    @Example(when = WHEN, path = "/api/password")
    UnknownLink() {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-link",
                "The link is not good",
                "It was used, is too old, or another one took its place. Ask an administrator for a new one.");
    }
}
