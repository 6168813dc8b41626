package org.studentmanagement.people;

import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "enable", description = "Lets a user sign in again.")
final class EnableUserCommand implements Runnable {
    @ParentCommand
    private UserCommand user;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "EMAIL", description = "The user.")
    private String email;

    private record Done(String email, boolean enabled) implements Document {}

    @Override
    public void run() {
        user.withUsers(users -> users.enable(email));
        output.print(new Done(email, true), "Enabled " + email + ".");
    }
}
