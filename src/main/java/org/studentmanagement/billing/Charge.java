package org.studentmanagement.billing;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Sql;

/** The same fee for many students, in one statement. */
final class Charge {
    /** By the calendar of UTC. */
    static final String TODAY = "(now() AT TIME ZONE 'UTC')::date";

    /** Students are locked in the order of their ids, as by everybody who charges. */
    private static final String CHARGE = """
            WITH known AS MATERIALIZED (
                SELECT id FROM students WHERE id = ANY((SELECT $1::bigint[])::bigint[]) ORDER BY id FOR NO KEY UPDATE),
              charged AS (
                INSERT INTO fees (student_id, month, amount, discount, discount_reason, due_on)
                SELECT id, $2, $3::text::numeric, $4::text::numeric, $5, $6 FROM known
                ORDER BY id
                ON CONFLICT (student_id, month) DO NOTHING
                RETURNING id, student_id)
            SELECT asked.id AS student_id, coalesce(charged.id, f.id) AS fee_id,
              CASE WHEN charged.id IS NOT NULL THEN 'charged' WHEN known.id IS NULL THEN 'unknown' ELSE 'skipped' END AS outcome
            FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (id, position)
            LEFT JOIN known ON known.id = asked.id
            LEFT JOIN charged ON charged.student_id = asked.id
            LEFT JOIN fees f ON f.student_id = asked.id AND f.month = $2
            ORDER BY position
            """;

    private Charge() {}

    static Uni<ChargeResponse> all(ChargeRequest request) {
        BigDecimal discount = Objects.requireNonNullElse(request.discount(), BigDecimal.ZERO);
        if (discount.compareTo(request.amount()) > 0 || discount.signum() > 0 && request.discountReason() == null) {
            throw refusal(request.amount(), discount);
        }
        return Sql.write(
                        ChargeResponse.Item.class,
                        CHARGE,
                        request.studentIds().toArray(Long[]::new),
                        request.month(),
                        request.amount().toPlainString(),
                        discount.toPlainString(),
                        request.discountReason(),
                        request.dueOn())
                .map(ChargeResponse::of);
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
