package org.studentmanagement.api;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** 503: the database went away between being told to store something and saying that it had. */
class UnknownOutcome extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** @param request by which it is told what sending it again would do */
    UnknownOutcome(ContainerRequestContext request) {
        this(request.getMethod(), request.getHeaderString(RetryHeaders.IDEMPOTENCY_KEY) != null);
    }

    @Example
    UnknownOutcome() {
        this(HttpMethod.POST, true);
    }

    private UnknownOutcome(String method, boolean keyed) {
        super(
                StatusCode.SERVICE_UNAVAILABLE,
                "outcome-unknown",
                "Whether it was stored is not known",
                "The database went away while it was storing. Read what is there, or send the same request again after the seconds"
                        + " that Retry-After says: nothing is stored twice. If it was stored, " + again(method, keyed));
    }

    private static String again(String method, boolean keyed) {
        return switch (method) {
            case HttpMethod.POST ->
                keyed
                        ? "the answer is then the one that was lost."
                        : "the answer is then 409, or says that nothing had to be added.";
            case HttpMethod.DELETE -> "the answer is then 404.";
            default -> "the answer is then 412, or says that nothing had to be changed.";
        };
    }
}
