package org.studentmanagement.people;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.Console;
import org.studentmanagement.access.RandomToken;
import org.studentmanagement.terminal.CommandSettings;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Option;

/** The password of a command, which is made and printed once, or typed: as an argument, every user of the machine could read it. */
final class NewPassword {
    /** Characters, of 64 each: nobody guesses it. */
    private static final int LENGTH = 20;

    @Option(names = "--ask", description = "Have the password typed on the terminal, rather than made and printed.")
    private boolean ask;

    private record Given(String email, String password) implements Document {}

    /** The one time that it is seen, unless it was typed. */
    String obtain() {
        if (!ask) {
            return RandomToken.make().substring(0, LENGTH);
        }
        Console terminal = System.console();
        if (terminal == null) {
            throw UserRefused.noTerminal();
        }
        String typed = new String(terminal.readPassword("Password: "));
        Passwords.fault(typed).ifPresent(fault -> {
            throw UserRefused.unfit(fault);
        });
        return typed;
    }

    /** As slow to guess as what the service stores. */
    static String hash(String password) {
        return BcryptUtil.bcryptHash(
                password, CommandSettings.of(SignInConfig.class).cost());
    }

    void print(Output output, String email, String password) {
        if (ask) {
            output.print(new Given(email, null), "%s can sign in.".formatted(email));
        } else {
            output.print(new Given(email, password), "email     %s%npassword  %s".formatted(email, password));
            output.err().println("The password is not shown again.");
        }
    }
}
