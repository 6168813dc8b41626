package org.studentmanagement.access;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 429: somebody tries too often. */
public class TooManyRequests extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    /** @param seconds after which to come again */
    public TooManyRequests(long seconds) {
        super(
                StatusCode.TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many requests",
                "Nothing was done. Send the request again after " + seconds + " seconds.");
        this.seconds = seconds;
    }

    @Example
    static TooManyRequests example() {
        return new TooManyRequests(12);
    }

    @Override
    public long retryAfter() {
        return seconds;
    }
}
