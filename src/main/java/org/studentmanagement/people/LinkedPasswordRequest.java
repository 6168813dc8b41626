package org.studentmanagement.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A password of somebody who was given a link. */
@Schema(description = "The token of a link, and the password that is to be set")
record LinkedPasswordRequest(
        @Schema(
                description = "Token of the link",
                examples = "Yk1cS0pGZ0x2d3N1b1J2aE9nR0x5Q0xqQ1d4bEtqMnM",
                maxLength = 200)
        @NotNull
        @Size(max = 200)
        String token,

        @Schema(
                description = "The password, of at least 8 characters and at most 72 bytes of UTF-8",
                examples = "correct horse battery",
                minLength = Passwords.FEWEST_CHARACTERS,
                maxLength = Passwords.MOST_BYTES)
        @NotNull
        String password) {
    @Override
    public String toString() {
        return "LinkedPasswordRequest[]";
    }
}
