package org.studentmanagement.idempotency;

import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 422: the key stands for a request that was another one. */
class KeyReused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The Idempotency-Key was sent with another path or body";

    @Example(when = WHEN)
    KeyReused() {
        super(
                UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "The key stands for another request",
                "This Idempotency-Key was sent with another path or body, and that was carried out. Nothing was changed now;"
                        + " send a new key with a new request, and the very same body with the same key.");
    }
}
