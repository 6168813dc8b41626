package org.studentmanagement.people;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 401: the browser has the cookie of a session that is over. */
class SessionEnded extends ProblemException {
    private static final long serialVersionUID = 1L;

    @Example
    SessionEnded() {
        super(
                StatusCode.UNAUTHORIZED,
                "session-ended",
                "The session has ended",
                "The user has signed out, was not seen for long, or has another password. Sign in again.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
