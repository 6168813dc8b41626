package org.studentmanagement.issuer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import org.studentmanagement.student.Holding;

/** The clients of a student, but for their secrets. */
@ApplicationScoped
class HeldClients {
    @RegisterForReflection
    record Bound(String id, String description, Instant createdAt, Instant previousSecretUntil, Instant revokedAt) {}

    private static final String BOUND = """
            SELECT id, description, created_at, previous_secret_until, revoked_at
            FROM clients WHERE student_id = $1 ORDER BY id
            """;

    @Produces
    Holding clients() {
        return new Holding("clients", Bound.class, BOUND);
    }
}
