package org.studentmanagement.grading;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** Many marks of one test: 1 to 1,000. */
@Schema(description = "Marks of a test; who is not named keeps what is stored")
record MarksRequest(
        @Schema(examples = "[{\"student_id\": 1, \"score\": 78}]", type = SchemaType.ARRAY)
        @NotNull(message = SOME)
        @Size(min = 1, max = MOST, message = SOME)
        List<@NotNull @Valid Item> marks,

        @Schema(
                description = "Why marks of a published test become others; asked for then",
                nullable = true,
                maxLength = TestValues.REASON_LENGTH)
        @PlainText
        @CodePointLength(max = TestValues.REASON_LENGTH)
        String reason,

        @Schema(
                description = "All or nothing; otherwise each that is not refused is stored, and the answer is 207",
                defaultValue = "true")
        Boolean atomic,

        @Schema(description = "Goes through every check, and stores nothing", defaultValue = "false")
        boolean dryRun) {

    static final int MOST = 1_000;

    private static final String SOME = "must list 1 to 1000 marks";

    boolean allOrNothing() {
        return !Boolean.FALSE.equals(atomic);
    }

    /** A student, by the id or by the number, and the mark. */
    @Schema(
            name = "MarksRequestItem",
            description = "The mark of one student: student_id or student_number, and a score or why there is none",
            minProperties = 2)
    record Item(
            @Schema(examples = "1", nullable = true) Long studentId,
            @Schema(examples = "11391", nullable = true) String studentNumber,

            @Schema(
                    description = "As of a single mark",
                    enumeration = {TestValues.MARKED, TestValues.ABSENT, TestValues.EXCUSED},
                    defaultValue = TestValues.MARKED)
            @CodePointLength(max = 7)
            @Pattern(regexp = TestValues.STATE, message = TestValues.A_STATE)
            String state,

            @Schema(description = "As of a single mark", examples = "78", nullable = true)
            @DecimalMin(value = "0", message = TestValues.A_SCORE)
            @Digits(integer = TestValues.DIGITS, fraction = TestValues.DECIMALS, message = TestValues.A_SCORE)
            BigDecimal score,

            @Schema(description = "As of a single mark", nullable = true, maxLength = TestValues.REMARK_LENGTH)
            @PlainText(lines = true)
            @CodePointLength(max = TestValues.REMARK_LENGTH)
            String remark,

            @Schema(
                    description =
                            "That of the mark as it was read, so that nobody's is overwritten unseen; 0, or left out, where"
                                    + " there was none",
                    nullable = true)
            Long version) {

        @AssertTrue(message = "must have either student_id or student_number")
        @Schema(hidden = true)
        public boolean isSomebodys() {
            return (studentId == null) != (studentNumber == null);
        }

        @AssertTrue(message = "must have a score if marked, and none if absent or excused")
        @Schema(hidden = true)
        public boolean isFitting() {
            return Marking.fits(state, score);
        }
    }
}
