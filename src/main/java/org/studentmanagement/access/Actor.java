package org.studentmanagement.access;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The name of a caller in logs, limits and histories: the token's subject, or of a user who has signed in the id, which unlike the names
 * and addresses beside them are no personal data.
 */
public final class Actor {
    private static final String USER = "user:";

    private Actor() {}

    public static String of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return token.getSubject();
        }
        return identity.isAnonymous() ? "nobody" : identity.getPrincipal().getName();
    }

    /** Whether a token may have it: not none, which many could have, and not what a user has who signs in. */
    static boolean isOfToken(String subject) {
        return subject != null && !subject.isBlank() && !subject.startsWith(USER);
    }

    /** Of a user, by the id. */
    public static String ofUser(long id) {
        return USER + id;
    }
}
