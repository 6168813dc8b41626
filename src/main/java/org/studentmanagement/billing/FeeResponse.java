package org.studentmanagement.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;
import org.studentmanagement.setting.School;

/** A fee as stored, with what of it is paid. */
@Schema(description = "What a student is to pay for a month")
record FeeResponse(
        long id,

        @Schema(description = "Null once the student was erased", examples = "1", nullable = true)
        Long studentId,

        @Schema(description = Money.CURRENCY, examples = "EUR")
        String currency,

        @Schema(description = "For which month, as its first day", examples = "2026-09-01")
        LocalDate month,

        @Schema(
                implementation = String.class,
                description = "Before the discount",
                examples = Money.EXAMPLE,
                pattern = Money.TOLD)
        @Money
        BigDecimal amount,

        @Schema(
                implementation = String.class,
                description = "What of it is not asked for",
                examples = "0.00",
                pattern = Money.TOLD)
        @Money
        BigDecimal discount,

        @Schema(description = "Why there is a discount", examples = "A sibling is a student too", nullable = true)
        String discountReason,

        @Schema(description = "The last day on which paying is not late", examples = "2026-09-15")
        LocalDate dueOn,

        @Schema(
                implementation = String.class,
                description = "By payments that were not taken back",
                examples = "400.00",
                pattern = Money.TOLD)
        @Money
        BigDecimal paid,

        @Schema(description = "Whether nothing is left to pay", examples = "false")
        boolean settled,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {

    /** Of a fee {@code r}. */
    static final String COLUMNS = "r.id, r.student_id, " + School.CURRENCY_OF_AMOUNTS
            + " AS currency, r.month, r.amount, r.discount, r.discount_reason, r.due_on, paid(r.id) AS paid, r.settled,"
            + " r.created_at, r.updated_at, r.version";
}
