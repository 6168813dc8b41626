package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.studentmanagement.api.Sql;

/** Which user it is of whom a provider tells. What the user may do is said here alone, never by the provider. */
@ApplicationScoped
class ProvidedUsers {
    private static final String FIND =
            "SELECT id AS user_id FROM users WHERE lower(email) = lower($1) AND disabled_at IS NULL";

    private final String claim;

    ProvidedUsers(SignInConfig config) {
        claim = config.claim();
    }

    /** @throws UnknownPerson in the {@code Uni}, where it is nobody who may sign in */
    Uni<Long> find(JsonWebToken token) {
        Object said = token.getClaim(claim);
        if (!(said instanceof String address) || !proven(token)) {
            return Uni.createFrom().failure(new UnknownPerson());
        }
        return Sql.newest(Sessions.Whose.class, FIND, address)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(UnknownPerson::new)
                        .userId());
    }

    /** Whoever may write any address into his account at a provider could be anybody. */
    private boolean proven(JsonWebToken token) {
        Object verified = token.getClaim(Claims.email_verified.name());
        return !claim.equals(Claims.email.name()) || Boolean.parseBoolean(String.valueOf(verified));
    }
}
