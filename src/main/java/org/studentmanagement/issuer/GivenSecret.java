package org.studentmanagement.issuer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;

/** The one time that a secret is seen. */
@Schema(description = "With what a client asks for tokens; the secret is not shown again")
record GivenSecret(
        @Schema(examples = "moodle") String clientId,

        @Schema(examples = "Yk1cS0pGZ0x2d3N1b1J2aE9nR0x5Q0xqQ1d4bEtqMnM")
        String clientSecret)
        implements Document {
    void print(Output output) {
        output.print(this, "client_id      %s%nclient_secret  %s".formatted(clientId, clientSecret));
        output.err().println("The secret is not shown again.");
    }
}
