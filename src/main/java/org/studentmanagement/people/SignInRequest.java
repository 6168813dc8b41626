package org.studentmanagement.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who signs in. */
@Schema(description = "With what a user signs in")
record SignInRequest(
        @Schema(
                description = "E-mail address, without regard to case",
                examples = "mary@school.example",
                maxLength = 200)
        @NotNull
        @Size(max = 200)
        String email,

        @Schema(description = "Password", examples = "correct horse battery", maxLength = 200) @NotNull @Size(max = 200)
        String password) {
    /** Without the password, wherever it is printed. */
    @Override
    public String toString() {
        return "SignInRequest[]";
    }
}
