package org.studentmanagement.issuer;

import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "revoke", description = "Shuts a client out for good. The token that it has is good until it expires.")
final class RevokeClientCommand implements Runnable {
    @ParentCommand
    private ClientCommand client;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "The client.")
    private String id;

    private record Revocation(String clientId, boolean revoked) implements Document {}

    @Override
    public void run() {
        client.withClients(clients -> clients.revoke(id));
        output.print(new Revocation(id, true), "Revoked " + id + ".");
    }
}
