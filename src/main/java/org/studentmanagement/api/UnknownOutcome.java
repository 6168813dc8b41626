package org.studentmanagement.api;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** 503: the database went away between being told to store something and saying that it had. */
class UnknownOutcome extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** @param request by which it is told what sending it again would do */
    UnknownOutcome(ContainerRequestContext request) {
        super(
                StatusCode.SERVICE_UNAVAILABLE,
                "outcome-unknown",
                "Whether it was stored is not known",
                "The database went away while it was storing. Read what is there, or send the same request again after the seconds"
                        + " that Retry-After says: nothing is stored twice. If it was stored, " + again(request));
    }

    private static String again(ContainerRequestContext request) {
        return switch (request.getMethod()) {
            case HttpMethod.POST ->
                request.getHeaderString(RetryHeaders.IDEMPOTENCY_KEY) == null
                        ? "the answer is then 409, or says that nothing had to be added."
                        : "the answer is then the one that was lost.";
            case HttpMethod.DELETE -> "the answer is then 404.";
            default -> "the answer is then 412, or says that nothing had to be changed.";
        };
    }
}
