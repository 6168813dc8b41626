package org.studentmanagement.access;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ProblemException;

/** 429: somebody tries too often. */
class TooManyRequests extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooManyRequests(long seconds) {
        super(
                StatusCode.TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many requests",
                "Nothing was done. Send the request again after " + seconds + " seconds.");
        this.seconds = seconds;
    }

    @Override
    public long retryAfter() {
        return seconds;
    }
}
