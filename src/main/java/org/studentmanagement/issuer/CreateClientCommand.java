package org.studentmanagement.issuer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.access.GrantableRoles;
import org.studentmanagement.access.RandomToken;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.api.TextRule;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "create",
        description = "Makes a client, and prints its secret, which is not shown again.",
        sortOptions = false)
final class CreateClientCommand implements Runnable {
    @ParentCommand
    private ClientCommand client;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Small letters, digits and hyphens: its client_id.")
    private String id;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            completionCandidates = GrantableRoles.class,
            description = "What it may do. Repeat it for several.")
    private List<String> roles = List.of();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description =
                    "What other school software may do by OneRoster, in full or without https://…/. Repeat it for several.")
    private List<String> scopes = List.of();

    @Option(
            names = "--student",
            paramLabel = "NUMBER",
            description = "Instead of roles: the student whose record it may see, and whose enrollments it may change.")
    private String student;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is, and who answers for it.")
    private String description = "";

    @Spec
    void explainRoles(CommandSpec spec) {
        spec.usageMessage().footerHeading("%nRoles:%n").footer(explained());
    }

    @Override
    public void run() {
        check();
        List<String> words = Stream.concat(
                        roles.stream(), scopes.stream().map(RosterScope::full).map(RosterScope::stored))
                .distinct()
                .toList();
        String secret = RandomToken.make();
        client.withClients(clients -> clients.create(id, description, words, student, secret));
        new GivenSecret(id, secret).print(output);
    }

    private static String[] explained() {
        return Stream.concat(
                        Arrays.stream(GrantableRoles.explained()),
                        Stream.concat(
                                Stream.of("", "Scopes:"),
                                RosterScope.GRANTABLE.entrySet().stream()
                                        .map(scope -> "  %-28s  %s."
                                                .formatted(RosterScope.shortened(scope.getKey()), scope.getValue()))))
                .toArray(String[]::new);
    }

    private void check() {
        CommandLine line = output.commandLine();
        if (!Client.ID.matcher(id).matches()) {
            throw new ParameterException(
                    line, "A name is of at most 64 small letters, digits and hyphens, and ends in none: " + id);
        }
        if ((roles.isEmpty() && scopes.isEmpty()) == (student == null)) {
            throw new ParameterException(line, "Say what it may do: --role or --scope, once or more, or --student.");
        }
        if (!Role.GRANTABLE.keySet().containsAll(roles)) {
            throw new ParameterException(
                    line, "A role is %s: %s".formatted(GrantableRoles.listed(), String.join(", ", roles)));
        }
        if (!scopes.stream().map(RosterScope::full).allMatch(RosterScope.GRANTABLE::containsKey)) {
            throw new ParameterException(
                    line, "A scope is %s: %s".formatted(RosterScope.listed(), String.join(", ", scopes)));
        }
        if (description.codePointCount(0, description.length()) > Client.DESCRIPTION_LENGTH) {
            throw new ParameterException(
                    line, "A description has at most " + Client.DESCRIPTION_LENGTH + " characters.");
        }
        TextRule.fault(description, false).ifPresent(fault -> {
            throw new ParameterException(line, "A description " + fault + ".");
        });
    }
}
