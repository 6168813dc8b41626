package org.studentmanagement.access;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The name of a caller in logs and limits: the token's subject, which unlike the names and addresses beside it is no personal data. */
final class Actor {
    private Actor() {}

    static String of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return String.valueOf(token.getSubject());
        }
        return "nobody";
    }
}
