package org.studentmanagement.billing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.setting.School;

/** A payment as taken down. */
@RegisterForReflection
@Schema(name = "Payment", description = "A payment, or the reversal of one")
record PaymentResponse(
        @Schema(examples = "1") long id,

        @Schema(description = "Null once the student was erased", examples = "1", nullable = true)
        Long studentId,

        @Schema(description = "Of the receipt: payments and reversals are numbered without gaps", examples = "1")
        long receiptNumber,

        @Schema(description = "cash, card, bank or upi", examples = "card")
        String method,

        @Schema(description = "By which others know it", examples = "TXN-4711", nullable = true)
        String reference,

        @Schema(description = Money.CURRENCY, examples = "EUR")
        String currency,

        @Schema(
                implementation = String.class,
                description = "Of a reversal, what was given back",
                examples = Money.EXAMPLE,
                pattern = Money.TOLD)
        @Money
        BigDecimal amount,

        @Schema(description = "When it was paid, or given back", examples = "2026-09-10")
        LocalDate paidOn,

        @Schema(
                implementation = String.class,
                description = "What of it pays fees; the rest pays fees to come",
                examples = Money.EXAMPLE,
                pattern = Money.TOLD)
        @Money
        BigDecimal allocated,

        @Schema(description = "Id of the payment that it takes back; null of a payment", nullable = true)
        Long reverses,

        @Schema(description = "Id of the payment with which it was taken back; null while it counts", nullable = true)
        Long reversedBy,

        @Schema(description = "Why it was taken back, or what was noted", nullable = true)
        String reason,

        @Schema(description = "Who took it down", examples = "bursar")
        String takenBy,

        @Schema(examples = "2026-11-20T09:00:00Z") Instant takenAt) {

    /** Of a payment {@code p} and its reversal {@code r}. */
    static final String COLUMNS = """
            p.id, p.student_id, p.receipt_number, p.method, p.reference, %s AS currency, p.amount, p.paid_on,
              coalesce((SELECT sum(a.amount) FROM allocations a WHERE a.payment_id = p.id AND a.freed_by IS NULL), 0.00) AS allocated,
              p.reverses, r.id AS reversed_by, p.reason, p.taken_by, p.taken_at
            """.formatted(School.CURRENCY_OF_AMOUNTS);

    static final String FROM = "payments p LEFT JOIN payments r ON r.reverses = p.id";

    /** What of it pays, or has paid, a fee. */
    @RegisterForReflection
    @Schema(name = "Allocation", description = "What of a payment pays a fee")
    record Part(
            @Schema(examples = "1") long feeId,

            @Schema(examples = "2026-09-01") LocalDate month,

            @Schema(implementation = String.class, examples = Money.EXAMPLE, pattern = Money.TOLD) @Money
            BigDecimal amount) {}

    /** One, with the fees that it pays. */
    @Schema(name = "PaymentWithAllocations", description = "A payment, and the fees that it pays")
    record Whole(
            PaymentResponse payment,

            @Schema(description = "Which fees it pays, or paid until it was taken back, the oldest month first")
            List<Part> allocations) {}
}
