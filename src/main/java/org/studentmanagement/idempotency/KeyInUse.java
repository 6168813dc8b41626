package org.studentmanagement.idempotency;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 409: the first request with the key has not been answered yet. */
class KeyInUse extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The first request with this Idempotency-Key is still running";

    @Example(when = WHEN)
    KeyInUse() {
        super(
                StatusCode.CONFLICT,
                "idempotency-key-in-use",
                "The first request is still running",
                "Another request with this Idempotency-Key is still running, and this one did nothing. Send it again"
                        + " in a second.");
    }
}
