package org.studentmanagement.people;

import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "disable", description = "Shuts a user out, at once and in every browser.")
final class DisableUserCommand implements Runnable {
    @ParentCommand
    private UserCommand user;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "EMAIL", description = "The user.")
    private String email;

    private record Done(String email, boolean disabled) implements Document {}

    @Override
    public void run() {
        user.withUsers(users -> users.disable(email));
        output.print(new Done(email, true), "Disabled " + email + ".");
    }
}
