package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;

/**
 * Marks are given, changed and taken away: many by one statement. Who marks a test locks its row, so that two come one after the other,
 * and that it is not published meanwhile; whoever writes past that is met by the versions.
 */
final class Marking {
    /**
     * What became of one mark.
     *
     * @param outcome ADDED, CHANGED, KEPT, or why it was refused: NO_STUDENT, REPEATED, ABOVE, STALE, NOT_ON_SHEET, NO_REASON
     */
    @RegisterForReflection
    record Decision(Long student, String outcome, Long version, BigDecimal maximum) {}

    /** @param seen whether students could see the marks of the test, now or before */
    @RegisterForReflection
    record Stored(long version, boolean seen) {}

    @RegisterForReflection
    record Deleted(long student) {}

    static final String LOCK = "SELECT FROM tests WHERE id = $1 FOR NO KEY UPDATE";

    private static final String MARK = "WITH " + Cause.ACTING + """
            ,
              test AS MATERIALIZED (
                SELECT id, maximum, course_id, class_id, coalesce(published_at, withdrawn_at) IS NOT NULL AS seen FROM tests WHERE id = $2),
              asked AS MATERIALIZED (
                SELECT a.position, coalesce(i.id, n.id) AS student_id, a.state, a.score::numeric AS score, a.remark,
                  coalesce(a.version, 0) AS version,
                  row_number() OVER (PARTITION BY coalesce(i.id, n.id) ORDER BY position) > 1 AS repeated
                FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
                  WITH ORDINALITY AS a (student_id, number, state, score, remark, version, position)
                LEFT JOIN students i ON i.id = a.student_id
                LEFT JOIN students n ON n.number = a.number),
              decided AS MATERIALIZED (
                SELECT asked.*, m.version AS stored, test.maximum,
                  CASE WHEN asked.student_id IS NULL THEN 'NO_STUDENT' WHEN repeated THEN 'REPEATED'
                    WHEN asked.score > test.maximum THEN 'ABOVE'
                    WHEN (m.state, m.score, m.remark) IS NOT DISTINCT FROM (asked.state, asked.score, asked.remark) THEN 'KEPT'
                    WHEN coalesce(m.version, 0) <> asked.version THEN 'STALE'
                    WHEN m.version IS NULL AND NOT EXISTS (
                      SELECT FROM student_courses e
                      WHERE e.student_id = asked.student_id AND e.course_id = test.course_id) AND NOT EXISTS (
                      SELECT FROM class_members c
                      WHERE c.student_id = asked.student_id AND c.class_id = test.class_id AND c.left_on IS NULL)
                      THEN 'NOT_ON_SHEET'
                    WHEN m.version IS NULL THEN 'ADDED'
                    WHEN test.seen AND $9::text IS NULL THEN 'NO_REASON' ELSE 'CHANGED' END AS outcome
                FROM test CROSS JOIN asked LEFT JOIN marks m ON m.test_id = $2 AND m.student_id = asked.student_id),
              accepted AS MATERIALIZED (
                SELECT FROM acting
                WHERE NOT $11 AND (NOT $10 OR NOT EXISTS (
                  SELECT FROM decided WHERE outcome NOT IN ('ADDED', 'CHANGED', 'KEPT')))),
              added AS (
                INSERT INTO marks (test_id, student_id, state, score, maximum, remark)
                SELECT $2, d.student_id, d.state, d.score, d.maximum, d.remark
                FROM decided d, accepted WHERE d.outcome = 'ADDED'
                ORDER BY d.student_id
                ON CONFLICT DO NOTHING
                RETURNING student_id, version),
              changed AS (
                UPDATE marks m SET state = d.state, score = d.score, remark = d.remark
                FROM decided d, accepted
                WHERE d.outcome = 'CHANGED' AND m.test_id = $2 AND m.student_id = d.student_id AND m.version = d.stored
                RETURNING m.student_id, m.version),
              written AS (SELECT * FROM added UNION ALL SELECT * FROM changed)
            SELECT d.student_id AS student,
              CASE WHEN d.outcome IN ('ADDED', 'CHANGED') AND w.version IS NULL AND EXISTS (SELECT FROM accepted)
                THEN 'STALE' ELSE d.outcome END AS outcome,
              coalesce(w.version, d.stored, 0) AS version, d.maximum
            FROM decided d LEFT JOIN written w ON w.student_id = d.student_id AND d.outcome IN ('ADDED', 'CHANGED')
            ORDER BY d.position
            """;

    private static final String STORED = """
            SELECT m.version, coalesce(t.published_at, t.withdrawn_at) IS NOT NULL AS seen
            FROM marks m JOIN tests t ON t.id = m.test_id
            WHERE m.test_id = $1 AND m.student_id = $2 FOR UPDATE OF m
            """;

    private static final String DELETE = "WITH " + Cause.ACTING + """

            DELETE FROM marks m USING acting WHERE m.test_id = $2 AND m.student_id = $3 RETURNING m.student_id AS student
            """;

    private Marking() {}

    /** Whether there is a score where, and only where, it is marked. */
    static boolean fits(String state, BigDecimal score) {
        return (state == null || state.equals(TestValues.MARKED)) == (score != null);
    }

    /** Fails with {@link MarksRefused} where it is to be all or nothing, and one is refused. */
    static Uni<List<Decision>> mark(long test, MarksRequest request) {
        List<MarksRequest.Item> marks = request.marks();
        Cause cause = Cause.of(request.reason());
        return locked(
                test,
                sql -> sql.run(
                                Decision.class,
                                MARK,
                                cause.values(),
                                test,
                                of(marks, MarksRequest.Item::studentId, Long[]::new),
                                of(marks, MarksRequest.Item::studentNumber, String[]::new),
                                of(
                                        marks,
                                        mark -> mark.state() == null ? TestValues.MARKED : mark.state(),
                                        String[]::new),
                                of(
                                        marks,
                                        mark -> mark.score() == null
                                                ? null
                                                : mark.score().toPlainString(),
                                        String[]::new),
                                of(marks, MarksRequest.Item::remark, String[]::new),
                                of(marks, MarksRequest.Item::version, Long[]::new),
                                request.reason(),
                                request.allOrNothing(),
                                request.dryRun())
                        .invoke(decisions -> {
                            if (request.allOrNothing()) {
                                MarksRefused.unlessAccepted(decisions);
                            }
                        }));
    }

    static Uni<Void> delete(long test, long student, KnownVersion known, String reason) {
        return locked(
                        test,
                        sql -> sql.run(Stored.class, STORED, test, student)
                                .invoke(found -> {
                                    if (found.isEmpty()) {
                                        throw new NotFound("The student has no mark in this test.");
                                    }
                                    known.require(found.get(0).version());
                                    if (found.get(0).seen() && reason == null) {
                                        throw MarksRefused.withoutReason();
                                    }
                                })
                                .flatMap(found -> sql.run(
                                        Deleted.class, DELETE, Cause.of(reason).values(), test, student)))
                .replaceWithVoid();
    }

    private static <T> Uni<T> locked(long test, Function<Sql, Uni<T>> work) {
        return Sql.transaction(
                sql -> sql.find(() -> new NotFound("test", test), LOCK, test).flatMap(locked -> work.apply(sql)));
    }

    private static <T> T[] of(
            List<MarksRequest.Item> marks, Function<MarksRequest.Item, T> part, IntFunction<T[]> array) {
        return marks.stream().map(part).toArray(array);
    }
}
