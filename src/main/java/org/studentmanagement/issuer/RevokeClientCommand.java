package org.studentmanagement.issuer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "revoke", description = "Shuts a client out for good. The token that it has is good until it expires.")
final class RevokeClientCommand implements Callable<Integer> {
    @ParentCommand
    private ClientCommand client;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "The client.")
    private String id;

    private record Revocation(String clientId, boolean revoked) implements Document {}

    @Override
    public Integer call() throws SQLException {
        try (Connection connection = client.connect()) {
            new ClientRows(connection).revoke(id);
        }
        output.print(new Revocation(id, true), "Revoked " + id + ".");
        return ExitCode.OK;
    }
}
