package org.studentmanagement.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.access.RandomToken;
import org.studentmanagement.api.Sql;

/**
 * Who is signed in. A session is a row: it ends on every replica when the row goes, and what the user may do is read with each request, so
 * that a change of roles counts from the next one on.
 */
@ApplicationScoped
class Sessions {
    /** Whose session it is, and whether that it is used has not been noted for some minutes. */
    @RegisterForReflection
    record SignedIn(long id, List<String> roles, Long studentId, Long teacherId, boolean noteDue) {}

    @RegisterForReflection
    record Whose(long userId) {}

    /** In seconds, so that not every request writes. */
    private static final long NOTED_AFTER = Duration.ofMinutes(5).toSeconds();

    private static final String FIND = """
            SELECT u.id, u.roles, u.student_id, u.teacher_id, s.seen_at < now() - make_interval(secs => $4) AS note_due
            FROM user_sessions s JOIN users u ON u.id = s.user_id
            WHERE s.token_hash = $1 AND u.disabled_at IS NULL
              AND s.seen_at > now() - make_interval(secs => $2) AND s.created_at > now() - make_interval(secs => $3)
            """;

    private static final String NOTE = """
            WITH used AS (UPDATE user_sessions SET seen_at = now() WHERE token_hash = $1 RETURNING user_id)
            UPDATE users SET last_seen_at = now() FROM used WHERE id = used.user_id RETURNING users.id AS user_id
            """;

    /**
     * What has expired goes with the next that begins. The user is locked, and has the password that was looked at: whoever changes that
     * ends all sessions once it is changed.
     */
    private static final String BEGIN = """
            WITH expired AS (
                DELETE FROM user_sessions
                WHERE user_id = $1
                  AND (seen_at <= now() - make_interval(secs => $4) OR created_at <= now() - make_interval(secs => $5))),
              signed_in AS (
                UPDATE users SET last_seen_at = now()
                WHERE id = $1 AND disabled_at IS NULL AND ($3::text IS NULL OR password_hash = $3)
                RETURNING id)
            INSERT INTO user_sessions (token_hash, user_id) SELECT $2, id FROM signed_in
            RETURNING user_id
            """;

    private static final String END_ALL = "DELETE FROM user_sessions WHERE user_id = $1 RETURNING user_id";

    private static final String END = "DELETE FROM user_sessions WHERE token_hash = $1 RETURNING user_id";

    private final double idle;
    private final double longest;

    Sessions(SignInConfig config) {
        idle = config.idle().toSeconds();
        longest = config.longest().toSeconds();
    }

    Uni<Optional<SignedIn>> find(String token) {
        byte[] hash = RandomToken.hash(token);
        return Sql.newest(SignedIn.class, FIND, bytes(hash), idle, longest, (double) NOTED_AFTER)
                .call(found -> found.stream().anyMatch(SignedIn::noteDue)
                        ? Sql.write(Whose.class, NOTE, bytes(hash))
                        : Uni.createFrom().voidItem())
                .map(found -> found.stream().findFirst());
    }

    /**
     * The token of a new session; none where the user is gone, shut out, or has another password by now.
     *
     * @param passwordHash that of the password that was right, or null where another has said who it is
     */
    Uni<Optional<String>> begin(long user, String passwordHash) {
        String token = RandomToken.make();
        return Sql.write(Whose.class, BEGIN, user, bytes(RandomToken.hash(token)), passwordHash, idle, longest)
                .map(begun -> begun.isEmpty() ? Optional.empty() : Optional.of(token));
    }

    Uni<Void> end(String token) {
        return Sql.write(Whose.class, END, bytes(RandomToken.hash(token))).replaceWithVoid();
    }

    static Uni<Void> endAll(long user) {
        return Sql.write(Whose.class, END_ALL, user).replaceWithVoid();
    }

    /** The same in a transaction, which has changed the user before: a session that began meanwhile has waited for that, or is seen. */
    static Uni<Void> endAll(long user, Sql sql) {
        return sql.run(Whose.class, END_ALL, user).replaceWithVoid();
    }

    static Buffer bytes(byte[] hash) {
        return Buffer.buffer(hash);
    }
}
