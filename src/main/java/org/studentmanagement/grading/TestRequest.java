package org.studentmanagement.grading;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a test. */
@Schema(description = "A test to store, of a course or of a class: one of course_id and class_id, which stays")
record TestRequest(
        @Schema(description = "Code, unique", examples = "AAA-2013J-TMA1", maxLength = TestValues.CODE_LENGTH)
        @NotNull
        @CodePointLength(max = TestValues.CODE_LENGTH)
        @Pattern(regexp = TestValues.CODE, message = TestValues.A_CODE)
        String code,

        @Schema(
                description = "What it is called",
                examples = "First assignment",
                maxLength = TestValues.TITLE_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = TestValues.TITLE_LENGTH)
        String title,

        @Schema(
                description = "Of what sort it is, in the words of the school",
                examples = "coursework",
                maxLength = TestValues.CATEGORY_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = TestValues.CATEGORY_LENGTH)
        String category,

        @Schema(description = "Id of the course whose test it is; null of a class", examples = "1", nullable = true)
        Long courseId,

        @Schema(description = "Id of the class whose test it is; null of a course", nullable = true)
        Long classId,

        @Schema(description = "On which day it is held, or to be handed in", examples = "2013-10-20") @NotNull
        LocalDate heldOn,

        @Schema(
                description = "The highest score, above 0 and at most 99999.99; not lower than one that was given",
                examples = "100")
        @NotNull
        @DecimalMin(value = "0", inclusive = false, message = TestValues.A_MAXIMUM)
        @Digits(integer = TestValues.DIGITS, fraction = TestValues.DECIMALS, message = TestValues.A_MAXIMUM)
        BigDecimal maximum,

        @Schema(
                description = "What it counts, compared with the others of the course or class: 0 to 99999.99",
                examples = "10")
        @NotNull
        @DecimalMin(value = "0", message = TestValues.A_WEIGHT)
        @Digits(integer = TestValues.DIGITS, fraction = TestValues.DECIMALS, message = TestValues.A_WEIGHT)
        BigDecimal weight) {}
