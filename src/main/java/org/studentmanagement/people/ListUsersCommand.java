package org.studentmanagement.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", description = "Shows the users, disabled ones too.")
final class ListUsersCommand implements Runnable {
    @ParentCommand
    private UserCommand user;

    @Mixin
    private Output output;

    @Override
    public void run() {
        user.withUsers(users -> {
            List<UserRows.Listed> all = users.list();
            output.print(all, all.isEmpty() ? "There are no users." : table(all));
        });
    }

    private static Table table(List<UserRows.Listed> users) {
        Table table = new Table("user", "may", "last seen", "state", "name");
        users.forEach(listed -> table.row(
                listed.email(),
                may(listed),
                listed.lastSeen() == null ? "never" : seconds(listed.lastSeen()),
                listed.disabled() == null ? "active" : "disabled " + seconds(listed.disabled()),
                listed.name()));
        return table;
    }

    private static String may(UserRows.Listed listed) {
        List<String> may = new ArrayList<>(listed.roles());
        if (listed.student() != null) {
            may.add("student " + listed.student());
        }
        if (listed.teacher() != null) {
            may.add("teacher " + listed.teacher());
        }
        return String.join(" ", may);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
