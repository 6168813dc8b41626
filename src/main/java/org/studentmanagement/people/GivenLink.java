package org.studentmanagement.people;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The one time that a link is seen. */
@Schema(description = "What is handed to a user, who sets a password with it, once; it is not shown again")
record GivenLink(
        @Schema(
                description = "Token, to be sent with the password to /api/password",
                examples = "Yk1cS0pGZ0x2d3N1b1J2aE9nR0x5Q0xqQ1d4bEtqMnM")
        String token,

        @Schema(description = "Until when it is good", examples = "2026-11-26T08:00:00Z")
        Instant expiresAt) {}
