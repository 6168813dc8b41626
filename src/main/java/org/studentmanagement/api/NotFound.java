package org.studentmanagement.api;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** 404: there is no such thing as the path names. */
public class NotFound extends ProblemException {
    private static final long serialVersionUID = 1L;

    public static final String NO_PATH = "Nothing is at this path. /q/openapi lists what is.";

    public NotFound(String noun, long id) {
        this("No " + noun + " has the id " + id + ".");
    }

    @Example(path = "/api/students/1")
    static NotFound example() {
        return new NotFound("student", 1);
    }

    public NotFound(String detail) {
        super(StatusCode.NOT_FOUND, "not-found", "There is no such thing", detail);
    }
}
