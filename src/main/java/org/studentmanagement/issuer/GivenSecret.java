package org.studentmanagement.issuer;

import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;

/** The one time that a secret is seen. */
record GivenSecret(String clientId, String clientSecret) implements Document {
    void print(Output output) {
        output.print(this, "client_id      %s%nclient_secret  %s".formatted(clientId, clientSecret));
        output.err().println("The secret is not shown again.");
    }
}
