package org.studentmanagement.api;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** 412: somebody else has changed the row since the caller read it. */
public class StaleVersion extends ProblemException {
    private static final long serialVersionUID = 1L;

    @Example(path = "/api/students/1")
    public StaleVersion() {
        super(
                StatusCode.PRECONDITION_FAILED,
                "stale",
                "It has changed meanwhile",
                "If-Match names another version than the stored one. Read it again, and repeat the change on that.");
    }
}
