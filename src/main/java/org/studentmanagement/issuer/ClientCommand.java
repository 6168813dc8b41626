package org.studentmanagement.issuer;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.RowsWork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code client}: who may ask the service's own issuer for tokens. */
@Command(
        name = "client",
        description = "Lets machines and front ends in, each with a secret of its own, and shuts them out.",
        subcommands = {
            CreateClientCommand.class,
            ListClientsCommand.class,
            RotateClientCommand.class,
            RevokeClientCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:The database failed; nothing is changed, unless the message says that this is not known.",
            "2:An option cannot be used; nothing is changed.",
            "3:Refused; nothing is changed, and the message says why."
        })
public final class ClientCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Supplier<Datasource> datasource;

    private ClientCommand(Supplier<Datasource> datasource) {
        this.datasource = datasource;
    }

    /** The command on the configured database, as the user who migrates: the server's need not be able to make clients. */
    public static CommandLine commandLine() {
        return commandLine(() -> Datasource.configured().forMigrations());
    }

    static CommandLine commandLine(Supplier<Datasource> datasource) {
        return new CommandLine(new ClientCommand(datasource));
    }

    void withClients(Work work) {
        RowsWork.run(datasource, "client", connection -> work.on(new ClientRows(connection)));
    }

    /** What a command does with the clients. */
    interface Work {
        void on(ClientRows clients) throws SQLException;
    }
}
