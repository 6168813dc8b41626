package org.studentmanagement.issuer;

import java.time.Duration;
import org.studentmanagement.access.RandomToken;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "rotate",
        description = "Gives a client a new secret and prints it; the old one is good a while longer.",
        sortOptions = false)
final class RotateClientCommand implements Runnable {
    @ParentCommand
    private ClientCommand client;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "The client.")
    private String id;

    @Option(
            names = "--grace",
            paramLabel = "HOURS",
            defaultValue = "24",
            description = "How long the old secret is good: 0 to 720, normally ${DEFAULT-VALUE}.")
    private int grace;

    @Override
    public void run() {
        if (grace < 0 || grace > 720) {
            throw new ParameterException(output.commandLine(), "The grace is 0 to 720 hours: " + grace);
        }
        String secret = RandomToken.make();
        client.withClients(clients -> clients.rotate(id, secret, Duration.ofHours(grace)));
        new GivenSecret(id, secret).print(output);
    }
}
