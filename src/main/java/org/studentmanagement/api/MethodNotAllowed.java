package org.studentmanagement.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** 405: the path knows other methods. */
class MethodNotAllowed extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final String allowed;

    MethodNotAllowed(Set<String> allowed) {
        super(
                StatusCode.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "Method Not Allowed",
                "This path knows " + String.join(", ", allowed) + ". /q/openapi says what they do.");
        this.allowed = String.join(", ", allowed);
    }

    @Example
    static MethodNotAllowed example() {
        return new MethodNotAllowed(Set.of("GET"));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.ALLOW, allowed);
    }
}
