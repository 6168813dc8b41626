package org.studentmanagement.access;

import io.quarkus.security.identity.SecurityIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** How long a stream may go on that somebody was let follow: nobody looks again who it is. */
public final class UntilWhen {
    /** A session may be over before that is seen, so that who has one comes again, as with a token of the service's own. */
    private static final Duration OF_SESSION = Duration.ofMinutes(10);

    private UntilWhen() {}

    public static Instant of(SecurityIdentity identity, Clock clock) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Instant.ofEpochSecond(token.getExpirationTime())
                : clock.instant().plus(OF_SESSION);
    }
}
