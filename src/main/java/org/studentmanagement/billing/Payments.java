package org.studentmanagement.billing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ServerError;
import org.studentmanagement.api.Sql;
import org.studentmanagement.student.Student;

/**
 * The verbs of payments. The trigger that numbers a payment locks the student first, for as long as the transaction lasts; what is
 * open is read by statements after it. That nothing is paid twice, whoever writes, is up to the triggers of allocations.
 */
final class Payments {
    @RegisterForReflection
    record Taken(long id, Long studentId) {}

    /** What of a fee is left to pay; null where there is no such fee of the student. */
    @RegisterForReflection
    record Open(long feeId, BigDecimal open) {}

    @RegisterForReflection
    record Done(boolean done) {}

    private static final String ONE =
            "SELECT " + PaymentResponse.COLUMNS + " FROM " + PaymentResponse.FROM + " WHERE p.id = $1";

    private static final String PARTS = """
            SELECT a.fee_id, f.month, a.amount
            FROM allocations a JOIN fees f ON f.id = a.fee_id
            WHERE a.payment_id = $1
            ORDER BY f.month, a.id
            """;

    private static final String TAKE = """
            INSERT INTO payments (student_id, method, reference, amount, paid_on, reason, taken_by)
            VALUES ($1, $2, $3, $4::text::numeric, coalesce($5::date, %s), $6, $7)
            RETURNING id, student_id
            """.formatted(Charge.TODAY);

    private static final String REVERSE = """
            INSERT INTO payments (reverses, paid_on, reason, taken_by)
            SELECT id, %s, $2, $3 FROM payments WHERE id = $1
            RETURNING id, student_id
            """.formatted(Charge.TODAY);

    private static final String OPEN = """
            WITH locked AS MATERIALIZED (
              SELECT f.id, f.amount - f.discount - paid(f.id) AS open
              FROM fees f
              WHERE f.student_id = $1 AND f.id = ANY($2::bigint[]) ORDER BY f.id FOR NO KEY UPDATE)
            SELECT asked.id AS fee_id, locked.open
            FROM unnest($2::bigint[]) WITH ORDINALITY AS asked (id, position) LEFT JOIN locked ON locked.id = asked.id
            ORDER BY position
            """;

    private static final String ALLOCATE = """
            WITH added AS (
              INSERT INTO allocations (payment_id, fee_id, amount)
              SELECT $1, fee_id, amount::numeric FROM unnest($2::bigint[], $3::text[]) AS asked (fee_id, amount)
              ORDER BY fee_id)
            SELECT true AS done
            """;

    static final String ALLOCATE_CREDIT = "SELECT allocate_credit(ARRAY[$1::bigint]) IS NOT NULL AS done";

    private Payments() {}

    static Uni<Page<PaymentResponse>> list(PaymentQuery query) {
        return page(query, query.studentId, query);
    }

    private static Uni<Page<PaymentResponse>> page(PaymentQuery query, Long student, PageQuery page) {
        Listing<PaymentResponse> payments = new Listing<>(
                PaymentResponse.class, PaymentResponse.COLUMNS, PaymentResponse.FROM, "p.id", PaymentResponse::id);
        return payments.sortedBy("id", "p.id", Long.class, PaymentResponse::id)
                .where("p.student_id = %s", student)
                .where("p.paid_on = %s", query.day)
                .where("p.receipt_number = %s", query.receiptNumber)
                .where("p.method IN ('cash', 'card', 'bank', 'upi') AND p.reference = %s", query.reference)
                .page(page);
    }

    /** Those for a student. */
    static Uni<Page<PaymentResponse>> list(long student, PageQuery query) {
        return page(new PaymentQuery(), student, query)
                .call(page -> page.items().isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }

    /** Fails where none has the id. */
    static Uni<PaymentResponse.Whole> one(long id) {
        return Sql.snapshot(sql -> whole(id, sql));
    }

    static Uni<PaymentResponse.Whole> whole(long id, Sql sql) {
        return sql.run(PaymentResponse.class, ONE, id).flatMap(found -> {
            if (found.isEmpty()) {
                throw new NotFound("payment", id);
            }
            return sql.run(PaymentResponse.Part.class, PARTS, id)
                    .map(parts -> new PaymentResponse.Whole(found.get(0), parts));
        });
    }

    /** Takes money, and pays with it what is asked for or, where nothing is, what is open. */
    static Uni<PaymentResponse.Whole> take(PaymentRequest request) {
        request.require();
        String actor = Cause.of(null).actor();
        return Sql.transaction(sql -> sql.run(
                                Taken.class,
                                TAKE,
                                request.studentId(),
                                request.method(),
                                request.reference(),
                                request.amount().toPlainString(),
                                request.paidOn(),
                                request.reason(),
                                actor)
                        .map(taken -> taken.get(0).id())
                        .call(id -> request.allocations() == null
                                ? sql.run(Done.class, ALLOCATE_CREDIT, request.studentId())
                                : allocate(id, request, sql))
                        .flatMap(id -> whole(id, sql)))
                .onFailure(failure -> ServerError.breaks(failure, "payments_student_id_fkey"))
                .transform(none -> new UnknownStudent(request.studentId()))
                .onFailure(failure -> ServerError.breaks(failure, "payments_method_reference_idx"))
                .transform(taken -> new ReferenceTaken(request.method()))
                .onFailure(failure -> ServerError.breaks(failure, "payments_paid_on"))
                .transform(early -> Charge.invalid("/paid_on", "must be a day that has come"));
    }

    private static Uni<?> allocate(long payment, PaymentRequest request, Sql sql) {
        List<PaymentRequest.Part> parts = request.allocations().stream()
                .sorted(Comparator.comparing(PaymentRequest.Part::feeId))
                .toList();
        if (parts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.run(
                        Open.class,
                        OPEN,
                        request.studentId(),
                        request.allocations().stream()
                                .map(PaymentRequest.Part::feeId)
                                .toArray(Long[]::new))
                .invoke(open -> refuse(open, request.allocations()))
                .flatMap(open -> sql.run(
                        Done.class,
                        ALLOCATE,
                        payment,
                        parts.stream().map(PaymentRequest.Part::feeId).toArray(Long[]::new),
                        parts.stream()
                                .map(part -> part.amount().toPlainString())
                                .toArray(String[]::new)));
    }

    private static void refuse(List<Open> fees, List<PaymentRequest.Part> parts) {
        List<Problem.Fault> unknown = IntStream.range(0, parts.size())
                .filter(place -> fees.get(place).open() == null)
                .mapToObj(place -> Problem.Fault.at(
                        "/allocations/%d/fee_id".formatted(place), "is the id of no fee of the student"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new UnknownFees(unknown);
        }
        List<Problem.Fault> more = IntStream.range(0, parts.size())
                .filter(place ->
                        parts.get(place).amount().compareTo(fees.get(place).open()) > 0)
                .mapToObj(place -> Problem.Fault.at(
                        "/allocations/%d/amount".formatted(place),
                        "is more than is open: " + fees.get(place).open().toPlainString()))
                .toList();
        if (!more.isEmpty()) {
            throw new MoreThanOpen(more);
        }
    }

    /** Takes a payment back as a whole: what it paid is open again. */
    static Uni<PaymentResponse.Whole> reverse(long payment, String reason) {
        String actor = Cause.of(null).actor();
        return Sql.transaction(sql -> sql.run(Taken.class, REVERSE, payment, reason, actor)
                        .flatMap(taken -> {
                            if (taken.isEmpty()) {
                                throw new NotFound("payment", payment);
                            }
                            return whole(taken.get(0).id(), sql);
                        }))
                .onFailure(failure -> ServerError.breaks(failure, "payments_reverses_key"))
                .transform(again -> new Reversed())
                .onFailure(failure -> ServerError.breaks(failure, "payments_reversed"))
                .transform(reversal -> Reversed.itself());
    }
}
