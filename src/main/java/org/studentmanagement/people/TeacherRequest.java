package org.studentmanagement.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a teacher. */
@Schema(description = "A teacher to store")
record TeacherRequest(
        @Schema(description = "Staff number, unique", examples = "T-204", maxLength = TeacherValues.NUMBER_LENGTH)
        @NotNull
        @CodePointLength(max = TeacherValues.NUMBER_LENGTH)
        @Pattern(
                regexp = TeacherValues.NUMBER,
                message = "must be of letters, digits and . _ / - only, and begin with a letter or digit")
        String number,

        @Schema(
                description = "Full name, with something to be seen and without control characters",
                examples = "Mary Somerville",
                maxLength = TeacherValues.NAME_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = TeacherValues.NAME_LENGTH)
        String name,

        @Schema(
                description = "E-mail address, unique without regard to case; null where none is known",
                examples = "mary@school.example",
                nullable = true,
                maxLength = TeacherValues.EMAIL_LENGTH)
        @CodePointLength(max = TeacherValues.EMAIL_LENGTH)
        @Pattern(regexp = TeacherValues.EMAIL, message = "must be an email address like mary@school.example")
        String email) {}
