package org.studentmanagement.grading;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of one mark. */
@Schema(description = "A mark: a score, or why there is none", minProperties = 1)
record MarkRequest(
        @Schema(
                description =
                        "marked with a score, which may be left out then; absent counts as 0, excused does not count",
                enumeration = {TestValues.MARKED, TestValues.ABSENT, TestValues.EXCUSED},
                defaultValue = TestValues.MARKED)
        @CodePointLength(max = 7)
        @Pattern(regexp = TestValues.STATE, message = TestValues.A_STATE)
        String state,

        @Schema(description = "0 to the maximum of the test, of who is marked", examples = "78", nullable = true)
        @DecimalMin(value = "0", message = TestValues.A_SCORE)
        @Digits(integer = TestValues.DIGITS, fraction = TestValues.DECIMALS, message = TestValues.A_SCORE)
        BigDecimal score,

        @Schema(
                description = "In words, which the student sees too",
                nullable = true,
                maxLength = TestValues.REMARK_LENGTH)
        @PlainText(lines = true)
        @CodePointLength(max = TestValues.REMARK_LENGTH)
        String remark,

        @Schema(
                description = "Why the mark of a published test becomes another; asked for then",
                nullable = true,
                maxLength = TestValues.REASON_LENGTH)
        @PlainText
        @CodePointLength(max = TestValues.REASON_LENGTH)
        String reason) {

    @AssertTrue(message = "must have a score if marked, and none if absent or excused")
    @Schema(hidden = true)
    public boolean isFitting() {
        return Marking.fits(state, score);
    }

    MarksRequest of(long student, long version) {
        return new MarksRequest(
                List.of(new MarksRequest.Item(student, null, state, score, remark, version)), reason, true, false);
    }
}
