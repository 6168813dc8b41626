package org.studentmanagement.access;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The name of a caller in logs, limits and histories: the token's subject, or of a user who has signed in the id, which unlike the names
 * and addresses beside them are no personal data.
 */
public final class Actor {
    private Actor() {}

    public static String of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return token.getSubject();
        }
        return identity.isAnonymous() ? "nobody" : identity.getPrincipal().getName();
    }

    /** Of a user, by the id. */
    public static String ofUser(long id) {
        return "user:" + id;
    }
}
