package org.studentmanagement.billing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Sql;
import org.studentmanagement.schoolclass.UnknownClass;

/** The same fee for many students, in one statement. */
final class Charge {
    /** Who is asked for. */
    @RegisterForReflection
    record Asked(long studentId) {}

    /** By the calendar of UTC. */
    static final String TODAY = "(now() AT TIME ZONE 'UTC')::date";

    /** An import has the table for itself, and then locks students. */
    static final String TABLE = "LOCK TABLE fees IN ROW EXCLUSIVE MODE";

    private static final String CLASS = "SELECT FROM classes WHERE id = $1";

    private static final String MEMBERS = """
            SELECT student_id FROM class_members
            WHERE class_id = $1 AND joined_on <= coalesce($2::date, %1$s) AND (left_on > coalesce($2::date, %1$s)) IS NOT FALSE
            GROUP BY student_id
            ORDER BY min(roll_number), student_id
            """.formatted(TODAY);

    /** In the order of their ids, as by everybody who charges. Who has left by then is seen by the statement after it. */
    private static final String LOCK = """
            SELECT id AS student_id FROM students WHERE id = ANY((SELECT $1::bigint[])::bigint[]) ORDER BY id FOR NO KEY UPDATE
            """;

    private static final String CHARGE = """
            WITH known AS MATERIALIZED (
                SELECT id, EXISTS (
                  SELECT FROM departures d WHERE d.student_id = s.id AND d.state = 'granted' AND d.leaves_on <= $2) AS departed
                FROM students s WHERE id = ANY((SELECT $1::bigint[])::bigint[])),
              charged AS (
                INSERT INTO fees (student_id, month, amount, discount, discount_reason, due_on)
                SELECT id, $2, $3::text::numeric, $4::text::numeric, $5, $6 FROM known
                WHERE NOT departed AND NOT $7
                ORDER BY id
                ON CONFLICT (student_id, month) DO NOTHING
                RETURNING id, student_id)
            SELECT asked.id AS student_id, coalesce(charged.id, f.id) AS fee_id,
              CASE WHEN charged.id IS NOT NULL THEN 'charged' WHEN known.id IS NULL THEN 'unknown'
                WHEN f.id IS NOT NULL THEN 'skipped' WHEN known.departed THEN 'departed' WHEN $7 THEN 'charged'
                ELSE 'skipped' END AS outcome
            FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (id, position)
            LEFT JOIN known ON known.id = asked.id
            LEFT JOIN charged ON charged.student_id = asked.id
            LEFT JOIN fees f ON f.student_id = asked.id AND f.month = $2
            ORDER BY position
            """;

    private Charge() {}

    static Uni<ChargeResponse> all(ChargeRequest request) {
        request.require();
        return Sql.transaction(sql -> sql.order(TABLE)
                .flatMap(locked -> students(request, sql))
                .call(students -> sql.run(Asked.class, LOCK, (Object) students))
                .flatMap(students -> sql.run(
                        ChargeResponse.Item.class,
                        CHARGE,
                        students,
                        request.month(),
                        request.amount().toPlainString(),
                        Objects.requireNonNullElse(request.discount(), BigDecimal.ZERO)
                                .toPlainString(),
                        request.discountReason(),
                        request.dueOn(),
                        request.dryRun()))
                .map(items -> ChargeResponse.of(items, request.dryRun())));
    }

    private static Uni<Long[]> students(ChargeRequest request, Sql sql) {
        if (request.classId() == null) {
            return Uni.createFrom().item(request.studentIds().toArray(Long[]::new));
        }
        return sql.find(() -> new UnknownClass(request.classId()), CLASS, request.classId())
                .flatMap(found -> sql.run(Asked.class, MEMBERS, request.classId(), request.membersOn()))
                .map(members -> members.stream().map(Asked::studentId).toArray(Long[]::new));
    }

    /** What a discount of a fee lacks. */
    static ProblemException refusal(BigDecimal amount, BigDecimal discount) {
        return discount.compareTo(amount) > 0
                ? invalid("/discount", "must not be more than the amount")
                : invalid("/discount_reason", "must not be blank: say why there is a discount");
    }

    static ProblemException invalid(String pointer, String detail) {
        return ProblemException.invalid(List.of(Problem.Fault.at(pointer, detail)));
    }
}
