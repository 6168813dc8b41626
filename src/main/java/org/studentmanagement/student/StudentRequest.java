package org.studentmanagement.student;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a student. */
@Schema(description = "A student to store")
record StudentRequest(
        @Schema(
                description = "Registration number, unique",
                examples = "11391",
                maxLength = StudentValues.NUMBER_LENGTH)
        @NotNull
        @CodePointLength(max = StudentValues.NUMBER_LENGTH)
        @Pattern(
                regexp = StudentValues.NUMBER,
                message = "must be of letters, digits and . _ / - only, and begin with a letter or digit")
        String number,

        @Schema(
                description = "Full name, with something to be seen and without control characters",
                examples = "Ada Lovelace",
                maxLength = StudentValues.NAME_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = StudentValues.NAME_LENGTH)
        String name,

        @Schema(
                description = "E-mail address, unique without regard to case",
                examples = "ada@students.example",
                maxLength = StudentValues.EMAIL_LENGTH)
        @NotNull
        @CodePointLength(max = StudentValues.EMAIL_LENGTH)
        @Pattern(regexp = StudentValues.EMAIL, message = "must be an email address like ada@students.example")
        String email) {}
