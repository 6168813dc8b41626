package org.studentmanagement.people;

import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "password", description = "Gives a user a new password and prints it; every session of the user ends.")
final class UserPasswordCommand implements Runnable {
    @ParentCommand
    private UserCommand user;

    @Mixin
    private Output output;

    @Mixin
    private NewPassword password;

    @Parameters(paramLabel = "EMAIL", description = "The user.")
    private String email;

    @Override
    public void run() {
        String made = password.obtain();
        user.withUsers(users -> users.setPassword(email, NewPassword.hash(made)));
        password.print(output, email, made);
    }
}
