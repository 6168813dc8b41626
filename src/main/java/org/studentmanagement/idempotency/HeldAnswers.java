package org.studentmanagement.idempotency;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import org.studentmanagement.student.Holding;

/**
 * Answers that name a student: by where something was stored, by {@code student_id} in a body, or since a client of the student got
 * them. It goes through all of them, which are of a day, for the few who ask to be told.
 */
@ApplicationScoped
class HeldAnswers {
    /** An answer, or what of it is about the student. */
    @RegisterForReflection
    record Kept(String client, String key, int status, Instant createdAt, String answer) {}

    private static final String NAMING = """
            WITH student AS MATERIALIZED (
              SELECT $1::bigint AS id, '"Location":\\["[^"]*/api/students/' || $1::bigint || '["/]' AS location,
                '"student_id":' || $1::bigint || '[,}]' AS member)
            SELECT k.client, k.key, k.status, k.created_at,
              CASE WHEN own OR k.headers ~ student.location THEN k.body
                ELSE jsonb_path_query_array(
                  k.body::jsonb, 'strict $.** ? (@.type() == "object" && @.student_id == $id)', jsonb_build_object('id', student.id))::text
                END AS answer
            FROM student, idempotency_keys k,
              LATERAL (SELECT k.client IN (SELECT c.id FROM clients c WHERE c.student_id = $1::bigint) AS own) of_student
            WHERE own OR k.headers ~ student.location OR k.body ~ student.member
            ORDER BY k.created_at, k.client, k.key
            """;

    @Produces
    Holding answers() {
        return new Holding("answers", Kept.class, NAMING);
    }
}
