package org.studentmanagement.schoolclass;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a class. */
@Schema(description = "A class to store")
record SchoolClassRequest(
        @Schema(description = "Code, unique", examples = "2026-7A", maxLength = ClassValues.CODE_LENGTH)
        @NotNull
        @CodePointLength(max = ClassValues.CODE_LENGTH)
        @Pattern(regexp = ClassValues.CODE, message = "must be of capitals, digits and single hyphens, like 2026-7A")
        String code,

        @Schema(
                description = "What it is called, unique within the term,"
                        + " with something to be seen and without control characters",
                examples = "7A",
                maxLength = ClassValues.NAME_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = ClassValues.NAME_LENGTH)
        String name,

        @Schema(description = "Id of the school year, or of the term of one, in which it is taught", examples = "1")
        @NotNull
        Long termId) {}
