package org.studentmanagement.billing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** Money that somebody takes. */
@Schema(description = "A payment to take down")
record PaymentRequest(
        @Schema(description = "For whom it is paid", examples = "1") @NotNull
        Long studentId,

        @Schema(
                description = "How it is paid",
                examples = BillingValues.CASH,
                enumeration = {BillingValues.CASH, "card", "bank", "upi"})
        @NotNull
        @Pattern(regexp = BillingValues.METHOD, message = BillingValues.A_METHOD)
        String method,

        @Schema(
                description = "By which the bank, the card terminal or the provider knows it, unique within the method;"
                        + " only what is paid in cash need have none",
                examples = "TXN-4711",
                nullable = true,
                maxLength = BillingValues.REFERENCE_LENGTH,
                pattern = "\\S")
        @PlainText
        @CodePointLength(max = BillingValues.REFERENCE_LENGTH)
        String reference,

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
                description = "The day on which it was paid; today, by the calendar of UTC, unless sent",
                examples = "2026-09-10",
                nullable = true)
        LocalDate paidOn,

        @Schema(
                description = "Which fees it pays, and how much of each. Left out, it pays what is open, the oldest"
                        + " month first. What is left over is the student's, and pays fees to come",
                examples = "[{\"fee_id\": 1, \"amount\": \"1200.00\"}]",
                nullable = true,
                type = SchemaType.ARRAY)
        @Size(max = MOST, message = "must list at most 500 fees")
        List<@NotNull @Valid Part> allocations,

        @Schema(
                description = "What is to be noted",
                nullable = true,
                maxLength = BillingValues.REASON_LENGTH,
                pattern = "\\S")
        @PlainText
        @CodePointLength(max = BillingValues.REASON_LENGTH)
        String reason) {

    private static final int MOST = 500;

    /** What of it pays a fee. */
    @Schema(name = "AllocationToStore", description = "What of the payment pays a fee")
    record Part(
            @Schema(examples = "1") @NotNull Long feeId,

            @Schema(
                    implementation = String.class,
                    description = "At most what is open of the fee",
                    examples = Money.EXAMPLE,
                    pattern = Money.SENT)
            @Money
            @NotNull
            @Positive(message = "must be more than 0.00")
            BigDecimal amount) {}

    /** What takes more than one member to see. */
    void require() {
        if (reference == null && !method.equals(BillingValues.CASH)) {
            throw Charge.invalid("/reference", "must not be blank: send that by which the payment is known");
        }
        if (allocations != null) {
            HashSet<Long> fees = new HashSet<>();
            for (int place = 0; place < allocations.size(); place++) {
                if (!fees.add(allocations.get(place).feeId())) {
                    throw Charge.invalid(
                            "/allocations/%d/fee_id".formatted(place), "is there already: list each fee once");
                }
            }
            if (allocations.stream()
                            .map(Part::amount)
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                            .compareTo(amount)
                    > 0) {
                throw Charge.invalid("/allocations", "must not be more than the amount together");
            }
        }
    }
}
