package org.studentmanagement.people;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.RowsWork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code user}: people who sign in, the first administrator among them. */
@Command(
        name = "user",
        description = "Lets people sign in, each with a password of his own, and shuts them out.",
        subcommands = {
            CreateUserCommand.class,
            ListUsersCommand.class,
            UserPasswordCommand.class,
            DisableUserCommand.class,
            EnableUserCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:The database failed; nothing is changed, unless the message says that this is not known.",
            "2:An option cannot be used; nothing is changed.",
            "3:Refused; nothing is changed, and the message says why."
        })
public final class UserCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Supplier<Datasource> datasource;

    private UserCommand(Supplier<Datasource> datasource) {
        this.datasource = datasource;
    }

    /** The command on the configured database, as the user who migrates. */
    public static CommandLine commandLine() {
        return commandLine(() -> Datasource.configured().forMigrations());
    }

    static CommandLine commandLine(Supplier<Datasource> datasource) {
        return new CommandLine(new UserCommand(datasource));
    }

    void withUsers(Work work) {
        RowsWork.run(datasource, "user", connection -> work.on(new UserRows(connection)));
    }

    /** What a command does with the users. */
    interface Work {
        void on(UserRows users) throws SQLException;
    }
}
