package org.studentmanagement.billing;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.EachOnce;
import org.studentmanagement.api.PlainText;

/** The same fee for many students, or for a class. */
@Schema(description = "Who is to pay what for a month: send student_ids or class_id")
record ChargeRequest(
        @Schema(
                description = "1 to 5000 students, each once",
                examples = "[1, 2]",
                type = SchemaType.ARRAY,
                nullable = true)
        @Size(min = 1, max = MOST, message = SOME)
        @EachOnce(member = "student_ids", most = MOST)
        List<@NotNull Long> studentIds,

        @Schema(description = "Whose members are to pay, in place of student_ids", examples = "1", nullable = true)
        Long classId,

        @Schema(
                description = "The day on which they are, or were, members; today, by the calendar of UTC, unless sent",
                examples = "2026-09-01",
                nullable = true)
        LocalDate membersOn,

        @Schema(description = "For which month, as its first day", examples = "2026-09-01") @NotNull @FirstOfMonth
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
                examples = "Paid for the whole year",
                nullable = true,
                maxLength = BillingValues.DISCOUNT_REASON_LENGTH,
                pattern = "\\S")
        @PlainText
        @CodePointLength(max = BillingValues.DISCOUNT_REASON_LENGTH)
        String discountReason,

        @Schema(description = "The last day on which paying is not late", examples = "2026-09-15") @NotNull
        LocalDate dueOn,

        @Schema(description = "Goes through every check, and stores nothing", defaultValue = "false")
        boolean dryRun) {

    static final int MOST = 5_000;

    private static final String SOME = "must list 1 to 5000 students";

    /** What takes more than one member to see. */
    void require() {
        if ((studentIds == null) == (classId == null)) {
            throw Charge.invalid(
                    studentIds == null ? "/student_ids" : "/class_id",
                    studentIds == null
                            ? SOME + ", or class_id must name a class"
                            : "must be left out where student_ids are sent");
        }
        if (membersOn != null && classId == null) {
            throw Charge.invalid("/members_on", "must be left out where no class_id is sent");
        }
        BigDecimal less = Objects.requireNonNullElse(discount, BigDecimal.ZERO);
        if (less.compareTo(amount) > 0 || less.signum() > 0 && discountReason == null) {
            throw Charge.refusal(amount, less);
        }
    }
}
