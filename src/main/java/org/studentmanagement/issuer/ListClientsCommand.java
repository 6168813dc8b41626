package org.studentmanagement.issuer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", description = "Shows the clients, revoked ones too.")
final class ListClientsCommand implements Runnable {
    @ParentCommand
    private ClientCommand client;

    @Mixin
    private Output output;

    @Override
    public void run() {
        client.withClients(clients -> {
            List<ClientRows.Listed> all = clients.list();
            output.print(all, all.isEmpty() ? "There are no clients." : table(all));
        });
    }

    private static Table table(List<ClientRows.Listed> clients) {
        Table table = new Table("client", "may", "created", "state", "description");
        clients.forEach(listed -> table.row(
                listed.id(),
                listed.student() == null ? may(listed) : "student " + listed.student(),
                seconds(listed.created()),
                state(listed),
                listed.description()));
        return table;
    }

    private static String may(ClientRows.Listed listed) {
        return listed.roles().stream()
                .map(role ->
                        RosterScope.ofStored(role).map(RosterScope::shortened).orElse(role))
                .collect(Collectors.joining(" "));
    }

    private static String state(ClientRows.Listed listed) {
        if (listed.revoked() != null) {
            return "revoked " + seconds(listed.revoked());
        }
        StringBuilder state = new StringBuilder("active");
        if (listed.previousSecretUntil() != null) {
            state.append(", old secret until ").append(seconds(listed.previousSecretUntil()));
        }
        if (listed.hashedSlowly()) {
            state.append(", hashed slowly: rotate it");
        }
        listed.roles().stream()
                .filter(role -> !Role.GRANTABLE.containsKey(role)
                        && RosterScope.ofStored(role).isEmpty())
                .forEach(role -> state.append(", no role here: ").append(role));
        return state.toString();
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
