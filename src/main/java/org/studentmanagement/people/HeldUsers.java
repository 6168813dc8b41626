package org.studentmanagement.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import org.studentmanagement.student.Holding;

/** With what a student signs in, but for the password, and where the student is signed in. */
@ApplicationScoped
class HeldUsers {
    @RegisterForReflection
    record Bound(
            long id,
            String name,
            String email,
            Instant lastSeenAt,
            Instant disabledAt,
            Instant createdAt,
            Instant updatedAt) {}

    @RegisterForReflection
    record SignedIn(Instant createdAt, Instant seenAt) {}

    private static final String USERS = """
            SELECT id, name, email, last_seen_at, disabled_at, created_at, updated_at
            FROM users WHERE student_id = $1 ORDER BY id
            """;

    private static final String SESSIONS = """
            SELECT s.created_at, s.seen_at FROM user_sessions s JOIN users u ON u.id = s.user_id
            WHERE u.student_id = $1 ORDER BY s.created_at
            """;

    @Produces
    Holding users() {
        return new Holding("users", Bound.class, USERS);
    }

    @Produces
    Holding sessions() {
        return new Holding("sessions", SignedIn.class, SESSIONS);
    }
}
