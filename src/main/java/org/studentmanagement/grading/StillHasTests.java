package org.studentmanagement.grading;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.SharedResponse;

/** 409: a course or a class cannot go while it has tests. */
class StillHasTests extends ProblemException {
    private static final long serialVersionUID = 1L;

    StillHasTests(String noun, long tests) {
        super(
                StatusCode.CONFLICT,
                "still-has-tests",
                "It has tests",
                "The %s has tests: %d. Delete these first.".formatted(noun, tests));
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/courses/1")
    static StillHasTests example() {
        return new StillHasTests("course", 2);
    }
}
