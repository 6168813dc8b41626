package org.studentmanagement.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Imports CSV files in a transaction of its own. */
final class Importer {
    private final Datasource datasource;
    private final List<Sheet> sheets;
    private final ImportOptions options;
    private final Consumer<Refusal> refusals;

    /**
     * @param sheets each after those that its rows refer to
     * @param refusals told of every refused row, when the transaction has ended and no lock is held any more
     */
    Importer(Datasource datasource, List<Sheet> sheets, ImportOptions options, Consumer<Refusal> refusals) {
        this.datasource = datasource;
        this.sheets = sheets;
        this.options = options;
        this.refusals = refusals;
    }

    /**
     * @throws UnusableFileException if a file cannot be read or its header is wrong; then nothing is stored
     * @throws UnknownOutcomeException if the connection breaks once the commit has been sent
     * @throws SQLException for any other fault of the database; then nothing is stored
     */
    ImportResult run(Map<Sheet, Source> sources) throws UnusableFileException, SQLException {
        return run(open -> open.run(sources));
    }

    /** The same with an archive. */
    ImportResult run(Archive archive, Source zip) throws UnusableFileException, SQLException {
        return run(open -> open.run(archive, zip));
    }

    private ImportResult run(Work work) throws UnusableFileException, SQLException {
        // A connection that is closed before the commit rolls back, whatever state a fault has left it in.
        try (Connection connection = datasource.connectToSchema("import")) {
            connection.setAutoCommit(false);
            OpenImport open = new OpenImport(connection, sheets, options, ImportWatcher.TERMINAL);
            ImportResult result = work.on(open);
            try {
                connection.commit();
                open.report(refusals);
            } catch (SQLException e) {
                throw result.outcome() == Outcome.STORED ? new UnknownOutcomeException(e) : e;
            }
            return result;
        }
    }

    private interface Work {
        ImportResult on(OpenImport open) throws UnusableFileException, SQLException;
    }
}
