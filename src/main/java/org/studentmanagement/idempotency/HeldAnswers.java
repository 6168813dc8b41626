package org.studentmanagement.idempotency;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import org.studentmanagement.student.Holding;

/**
 * Answers that name a student: by the path of what was stored, by {@code student_id} in a body, or since a client of the student got
 * them. It goes through all of them, which are of a day, for the few who ask to be told.
 */
@ApplicationScoped
class HeldAnswers {
    /** An answer, or what of it is about the student. */
    @RegisterForReflection
    record Kept(String client, String key, int status, Instant createdAt, String answer) {}

    private static final String NAMING = """
            WITH student AS MATERIALIZED (
              SELECT $1::bigint AS id, '/api/students/' || $1::bigint AS path, '"student_id":' || $1::bigint AS member),
            found AS (
              SELECT k.*, student.id AS student,
                k.client IN (
                    SELECT c.id FROM clients c WHERE c.student_id = $1::bigint
                    UNION ALL SELECT 'user:' || u.id FROM users u WHERE u.student_id = $1::bigint)
                  OR strpos(k.headers, path || '"') > 0 OR strpos(k.headers, path || '/') > 0 AS whole,
                strpos(k.body, member || ',') > 0 OR strpos(k.body, member || '}') > 0 AS part
              FROM student, idempotency_keys k)
            SELECT client, key, status, created_at,
              CASE WHEN whole THEN body
                ELSE jsonb_path_query_array(
                  body::jsonb, 'strict $.** ? (@.type() == "object" && @.student_id == $id)', jsonb_build_object('id', student))::text
                END AS answer
            FROM found
            WHERE whole OR part
            ORDER BY created_at, client, key
            """;

    @Produces
    Holding answers() {
        return new Holding("answers", Kept.class, NAMING);
    }
}
