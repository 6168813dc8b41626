package org.studentmanagement.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another password of somebody who knows the present one. */
@Schema(description = "The present password, and the one that takes its place")
record OwnPasswordRequest(
        @Schema(description = "The present password", examples = "correct horse battery", maxLength = 200)
        @NotNull
        @Size(max = 200)
        String password,

        @Schema(
                description = "The new one, of at least 8 characters and at most 72 bytes of UTF-8",
                examples = "staple, correct horse",
                minLength = Passwords.FEWEST_CHARACTERS,
                maxLength = Passwords.MOST_BYTES)
        @NotNull
        String newPassword) {
    @Override
    public String toString() {
        return "OwnPasswordRequest[]";
    }
}
