package org.studentmanagement.billing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.setting.School;
import org.studentmanagement.student.NoSuchStudent;

/** All that was charged and paid, and what was owed after each. */
@Schema(description = "The fees, payments and reversals of a student, complete, by day")
record AccountStatement(
        @Schema(description = Money.CURRENCY, examples = "EUR")
        String currency,

        List<Entry> items) {
    @RegisterForReflection
    record Head(String currency) {}

    @RegisterForReflection
    @Schema(name = "AccountEntry", description = "A fee, a payment or a reversal")
    record Entry(
            @Schema(
                    description = "Of a fee the first day of its month, else when it was paid or given back",
                    examples = "2026-09-01")
            LocalDate day,

            @Schema(
                    examples = "fee",
                    enumeration = {"fee", "payment", "reversal"})
            String kind,

            @Schema(description = "Of the fee, or of the payment", examples = "1")
            long id,

            @Schema(description = "Of the receipt; null of a fee", nullable = true, examples = "1")
            Long receiptNumber,

            @Schema(description = "How it was paid; null of a fee", nullable = true, examples = "card")
            String method,

            @Schema(
                    implementation = String.class,
                    description = "What it adds to what is owed: of a payment less than nothing",
                    examples = Money.EXAMPLE,
                    pattern = Money.TOLD)
            @Money
            BigDecimal amount,

            @Schema(
                    implementation = String.class,
                    description = "What is owed after it",
                    examples = Money.EXAMPLE,
                    pattern = Money.TOLD)
            @Money
            BigDecimal balance) {}

    private static final String HEAD =
            "SELECT %s AS currency FROM students WHERE id = $1".formatted(School.CURRENCY_OF_AMOUNTS);

    private static final String ENTRIES = """
            SELECT e.*, sum(e.amount) OVER (ORDER BY e.day, e.kind, e.id) AS balance
            FROM (
              SELECT f.month AS day, 'fee' AS kind, f.id, NULL::bigint AS receipt_number, NULL::text AS method, f.amount - f.discount AS amount
              FROM fees f WHERE f.student_id = $1
              UNION ALL
              SELECT p.paid_on, CASE WHEN p.reverses IS NULL THEN 'payment' ELSE 'reversal' END, p.id, p.receipt_number, p.method,
                CASE WHEN p.reverses IS NULL THEN -p.amount ELSE p.amount END
              FROM payments p WHERE p.student_id = $1) e
            ORDER BY e.day, e.kind, e.id
            """;

    /** Fails where no student has the id. */
    static Uni<AccountStatement> of(long student) {
        return Sql.snapshot(sql -> sql.run(Head.class, HEAD, student).flatMap(head -> {
            if (head.isEmpty()) {
                throw new NoSuchStudent(student);
            }
            return sql.run(Entry.class, ENTRIES, student)
                    .map(entries -> new AccountStatement(head.get(0).currency(), entries));
        }));
    }
}
