package org.studentmanagement.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.studentmanagement.access.RandomToken;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;
import org.studentmanagement.people.Sessions.Whose;

/** Sets passwords: by a link that was handed out, or for who knows the present one. Every session of the user ends. */
@ApplicationScoped
class PasswordLinks {
    /** Until when. */
    @RegisterForReflection
    record Expiry(Instant expiresAt) {}

    private static final String MAKE = """
            INSERT INTO password_links (user_id, token_hash, expires_at)
            SELECT id, $2, now() + make_interval(secs => $3) FROM users WHERE id = $1
            ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
            RETURNING expires_at
            """;

    private static final String KNOWN = "SELECT FROM password_links WHERE token_hash = $1 AND expires_at > now()";

    private static final String USE = """
            WITH used AS (
                DELETE FROM password_links WHERE token_hash = $1 AND expires_at > now() RETURNING user_id)
            UPDATE users SET password_hash = $2 FROM used WHERE id = used.user_id RETURNING users.id AS user_id
            """;

    private static final String SET =
            "UPDATE users SET password_hash = $2 WHERE id = $1 AND disabled_at IS NULL RETURNING id AS user_id";

    @Inject
    Passwords passwords;

    @Inject
    SignInConfig config;

    /** A link that takes the place of the user's last. */
    Uni<GivenLink> make(long user) {
        String token = RandomToken.make();
        return Sql.write(Expiry.class, MAKE, user, Sessions.bytes(RandomToken.hash(token)), (double)
                        config.link().toSeconds())
                .map(made -> {
                    if (made.isEmpty()) {
                        throw new NotFound("user", user);
                    }
                    return new GivenLink(token, made.get(0).expiresAt());
                });
    }

    /** Looks for the link before it hashes, which is slow. */
    Uni<Void> use(LinkedPasswordRequest asked) {
        Buffer token = Sessions.bytes(RandomToken.hash(asked.token()));
        return Sql.require(UnknownLink::new, KNOWN, token)
                .flatMap(known -> UserSignIn.away(() -> passwords.hash("password", asked.password())))
                .flatMap(hash -> Sql.transaction(sql -> sql.run(Whose.class, USE, token, hash)
                        .flatMap(set -> {
                            if (set.isEmpty()) {
                                throw new UnknownLink();
                            }
                            return Sessions.endAll(set.get(0).userId(), sql);
                        })));
    }

    /** The hash of what is the password of the user from now on. */
    Uni<String> set(long user, String member, String password) {
        return UserSignIn.away(() -> passwords.hash(member, password))
                .call(hash -> Sql.transaction(
                        sql -> sql.run(Whose.class, SET, user, hash).flatMap(set -> Sessions.endAll(user, sql))));
    }
}
