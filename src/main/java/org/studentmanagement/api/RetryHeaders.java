package org.studentmanagement.api;

/** Headers by which a POST may be sent again without harm, as {@code draft-ietf-httpapi-idempotency-key-header} has it. */
public final class RetryHeaders {
    /** Of a request: what it and its repetitions have in common. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Of an answer: it is that of an earlier request, and this one has done nothing. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private RetryHeaders() {}
}
