package org.studentmanagement.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;
import org.studentmanagement.student.StudentValues;

/** What an administrator sets of a user. */
@Schema(description = "A user to store: a student, or somebody with roles, who may be a teacher besides")
record UserRequest(
        @Schema(
                description = "Full name, with something to be seen and without control characters",
                examples = "Mary Somerville",
                maxLength = User.NAME_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = User.NAME_LENGTH)
        String name,

        @Schema(
                description = "E-mail address, with which the user signs in, unique without regard to case",
                examples = "mary@school.example",
                maxLength = User.EMAIL_LENGTH)
        @NotNull
        @CodePointLength(max = User.EMAIL_LENGTH)
        @Pattern(regexp = StudentValues.EMAIL, message = "must be an email address like mary@school.example")
        String email,

        @Schema(
                description =
                        "What the user may do, each role once; none for a student, or for who is a teacher and nothing else",
                examples = "[\"reader\"]",
                type = SchemaType.ARRAY)
        @NotNull(message = "must list the roles, or none: []")
        @Granted
        List<@NotNull String> roles,

        @Schema(description = "Id of the student whose record the user reaches, and nothing else", nullable = true)
        Long studentId,

        @Schema(description = "Id of the teacher who the user is", examples = "1", nullable = true)
        Long teacherId) {}
