package org.studentmanagement.access;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The name of a caller in logs and limits: the token's subject, which unlike the names and addresses beside it is no personal data. */
public final class Actor {
    private Actor() {}

    public static String of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return String.valueOf(token.getSubject());
        }
        return "nobody";
    }
}
