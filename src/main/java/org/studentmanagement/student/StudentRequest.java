package org.studentmanagement.student;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller sets of a student. The lengths are those of the columns. */
@Schema(description = "A student to store")
record StudentRequest(
        @Schema(description = "Registration number, unique", examples = "11391")
        @NotNull
        @Size(max = 32)
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._/-]*",
                message = "must be of letters, digits and . _ / - only, and begin with a letter or digit")
        String number,

        @Schema(description = "Full name", examples = "Ada Lovelace") @NotBlank @Size(max = 100)
        String name,

        @Schema(description = "E-mail address, unique without regard to case", examples = "ada@students.example")
        @NotBlank
        @Size(max = 120)
        @Email
        String email) {

    static StudentRequest of(Student student) {
        return new StudentRequest(student.number, student.name, student.email);
    }
}
