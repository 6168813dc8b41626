package org.studentmanagement.billing;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a fee. */
@Schema(description = "A fee to store")
record FeeRequest(
        @Schema(description = "Who is to pay; it stays", examples = "1") @NotNull
        Long studentId,

        @Schema(description = "For which month, as its first day, once a student; it stays", examples = "2026-09-01")
        @NotNull
        @FirstOfMonth
        LocalDate month,

        @Schema(
                implementation = String.class,
                description = "In the currency of the school, more than nothing",
                examples = Money.EXAMPLE,
                pattern = Money.SENT)
        @Money
        @NotNull
        @Positive(message = "must be more than 0.00")
        BigDecimal amount,

        @Schema(
                implementation = String.class,
                description = "What of it is not asked for, at most the amount; 0.00 unless sent",
                examples = "0.00",
                pattern = Money.SENT)
        @Money
        BigDecimal discount,

        @Schema(
                description = "Why there is a discount, which must be said where there is one",
                examples = "A sibling is a student too",
                nullable = true,
                maxLength = BillingValues.DISCOUNT_REASON_LENGTH,
                pattern = "\\S")
        @PlainText
        @CodePointLength(max = BillingValues.DISCOUNT_REASON_LENGTH)
        String discountReason,

        @Schema(description = "The last day on which paying is not late", examples = "2026-09-15") @NotNull
        LocalDate dueOn) {}
