package org.studentmanagement.issuer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.NoDatasourceException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

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
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;
    static final int REFUSED = 3;

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
        return new CommandLine(new ClientCommand(datasource)).setExecutionExceptionHandler(ClientCommand::explain);
    }

    Connection connect() throws SQLException {
        return datasource.get().connectToSchema("client");
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof ClientRefused refused) {
            command.getErr().println(refused.getMessage());
            return REFUSED;
        }
        if (failure instanceof SQLException fault) {
            command.getErr().println(DatabaseFault.explainOwnSql(fault));
            if (DatabaseFault.broke(fault)) {
                command.getErr().println("Whether it is done is not known: client list shows it.");
            }
            return FAILED;
        }
        if (failure instanceof NoDatasourceException nowhere) {
            command.getErr().println(nowhere.getMessage());
            return FAILED;
        }
        throw failure;
    }
}
