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

/** What a student owes, as sums of the rows at one moment. */
@Schema(description = "What a student owes")
record Balance(
        Sums sums,

        @Schema(description = "The fees of which something is left to pay, the oldest month first")
        List<OpenFee> openFees) {

    @RegisterForReflection
    @Schema(name = "BalanceSums", description = "Sums of all that is charged and paid")
    record Sums(
            @Schema(description = Money.CURRENCY, examples = "EUR")
            String currency,

            @Schema(
                    implementation = String.class,
                    description = "All fees",
                    examples = Money.EXAMPLE,
                    pattern = Money.TOLD)
            @Money
            BigDecimal charged,

            @Schema(
                    implementation = String.class,
                    description = "Their discounts",
                    examples = "0.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal discounted,

            @Schema(
                    implementation = String.class,
                    description = "All payments that were not taken back",
                    examples = "400.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal paid,

            @Schema(
                    implementation = String.class,
                    description =
                            "What is owed: charged without discounted and paid. Of who is left something, less than nothing",
                    examples = "800.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal balance,

            @Schema(
                    implementation = String.class,
                    description = "What of the payments pays no fee yet",
                    examples = "0.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal credit,

            @Schema(
                    implementation = String.class,
                    description = "What is open after the day on which it was due",
                    examples = "0.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal overdue) {}

    @RegisterForReflection
    @Schema(description = "A fee of which something is left to pay")
    record OpenFee(
            @Schema(examples = "1") long id,

            @Schema(examples = "2026-09-01") LocalDate month,

            @Schema(examples = "2026-09-15") LocalDate dueOn,

            @Schema(
                    implementation = String.class,
                    description = "What is left to pay",
                    examples = "800.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal open,

            @Schema(description = "Whether the day is over on which it was due", examples = "false")
            boolean overdue) {}

    /** The sums, and one of the fees that are open; without it where none is. */
    @RegisterForReflection
    record Line(
            String currency,
            BigDecimal charged,
            BigDecimal discounted,
            BigDecimal paid,
            BigDecimal balance,
            BigDecimal credit,
            BigDecimal overdue,
            Long fee,
            LocalDate month,
            LocalDate dueOn,
            BigDecimal open,
            Boolean late) {
        Sums sums() {
            return new Sums(currency, charged, discounted, paid, balance, credit, overdue);
        }

        OpenFee openFee() {
            return new OpenFee(fee, month, dueOn, open, late);
        }
    }

    private static final String BALANCE = """
            WITH charged AS (
                SELECT coalesce(sum(f.amount), 0.00) AS charged, coalesce(sum(f.discount), 0.00) AS discounted,
                  coalesce(sum(f.amount - f.discount - paid(f.id)) FILTER (WHERE NOT f.settled AND f.due_on < %1$s), 0.00) AS overdue
                FROM fees f WHERE f.student_id = $1),
              taken AS (
                SELECT coalesce(sum(p.amount), 0.00) AS paid,
                  coalesce(sum((SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = p.id)), 0.00) AS allocated
                FROM payments p
                WHERE p.student_id = $1 AND p.reverses IS NULL AND NOT EXISTS (SELECT FROM payments r WHERE r.reverses = p.id))
            SELECT %2$s AS currency, charged, discounted, paid, charged - discounted - paid AS balance, paid - allocated AS credit, overdue,
              f.id AS fee, f.month, f.due_on, f.amount - f.discount - paid(f.id) AS open, f.due_on < %1$s AS late
            FROM students s CROSS JOIN charged CROSS JOIN taken
            LEFT JOIN fees f ON f.student_id = s.id AND NOT f.settled
            WHERE s.id = $1
            ORDER BY f.month
            """.formatted(Charge.TODAY, School.CURRENCY_OF_AMOUNTS);

    /** Fails where no student has the id. */
    static Uni<Balance> of(long student) {
        return Sql.list(Line.class, BALANCE, student).map(lines -> of(student, lines));
    }

    /** What is left of payments pays what is open, the oldest first. */
    static Uni<Balance> takeUpCredit(long student) {
        return Sql.transaction(sql -> sql.order(Charge.TABLE)
                .flatMap(locked -> sql.run(Payments.Done.class, Payments.ALLOCATE_CREDIT, student))
                .flatMap(done -> sql.run(Line.class, BALANCE, student))
                .map(lines -> of(student, lines)));
    }

    private static Balance of(long student, List<Line> lines) {
        if (lines.isEmpty()) {
            throw new NoSuchStudent(student);
        }
        return new Balance(
                lines.get(0).sums(),
                lines.stream()
                        .filter(line -> line.fee() != null)
                        .map(Line::openFee)
                        .toList());
    }
}
