package org.studentmanagement.access;

import io.quarkus.security.AuthenticationFailedException;

/** A token is valid, but says nothing that this service could go by. */
final class UnusableToken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnusableToken(String reason) {
        super(reason, null, false, false);
    }

    /** @param reason for the log, without what the token has */
    static AuthenticationFailedException because(String reason) {
        return new AuthenticationFailedException(new UnusableToken(reason));
    }
}
