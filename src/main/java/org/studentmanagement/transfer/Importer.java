package org.studentmanagement.transfer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.transfer.ImportResult.Outcome;

/**
 * Upserts the rows of CSV files in one transaction. They are copied into staging tables as they are read, so memory
 * does not grow with the files; everything after that is done by the database, many rows a statement.
 */
final class Importer {
    private static final int FETCHED_ROWS = 1000;

    private final Datasource datasource;
    private final List<Sheet> sheets;
    private final boolean dryRun;
    private final boolean skipInvalid;
    private final Consumer<Refusal> refusals;

    /**
     * @param sheets each after those that its rows refer to
     * @param refusals told of every refused row, when the transaction has ended and no lock is held any more
     */
    Importer(
            Datasource datasource,
            List<Sheet> sheets,
            boolean dryRun,
            boolean skipInvalid,
            Consumer<Refusal> refusals) {
        this.datasource = datasource;
        this.sheets = sheets;
        this.dryRun = dryRun;
        this.skipInvalid = skipInvalid;
        this.refusals = refusals;
    }

    /**
     * @throws UnusableFileException if a file cannot be read or its header is wrong; then nothing is stored
     * @throws UnknownOutcomeException if the connection breaks once the commit has been sent
     * @throws SQLException for any other fault of the database; then nothing is stored
     */
    ImportResult run(Map<Sheet, Source> sources) throws UnusableFileException, SQLException {
        // A connection that is closed before the commit rolls back, whatever state a fault has left it in.
        try (Connection connection = datasource.connectToSchema("import")) {
            connection.setAutoCommit(false);
            Map<Sheet, Set<String>> given;
            try (Staging staging = Staging.open(sheets, sources)) {
                given = staging.copyTo(connection);
            }
            ImportResult result = merge(new Merge(connection, sheets, given), sources);
            try {
                connection.commit();
                for (Sheet sheet : given.keySet()) {
                    report(connection, sheet, sources.get(sheet).name());
                }
            } catch (SQLException e) {
                throw result.outcome() == Outcome.STORED ? new UnknownOutcomeException(e) : e;
            }
            return result;
        }
    }

    private ImportResult merge(Merge merge, Map<Sheet, Source> sources) throws SQLException {
        if (!dryRun) {
            merge.lock();
        }
        List<Tally> tallies = merge.prepare(sources);
        Outcome outcome = outcome(tallies);
        if (outcome == Outcome.STORED) {
            merge.store();
        }
        return new ImportResult(tallies, outcome);
    }

    private Outcome outcome(List<Tally> tallies) {
        if (dryRun) {
            return Outcome.DRY_RUN;
        }
        if (!skipInvalid && tallies.stream().anyMatch(tally -> tally.refused() > 0)) {
            return Outcome.REFUSED;
        }
        return tallies.stream().allMatch(tally -> tally.added() + tally.changed() == 0)
                ? Outcome.UNCHANGED
                : Outcome.STORED;
    }

    private void report(Connection connection, Sheet sheet, String file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet rows = statement.executeQuery("SELECT line, refused_column, reason FROM import_"
                    + sheet.name() + " WHERE reason IS NOT NULL ORDER BY line")) {
                while (rows.next()) {
                    refusals.accept(new Refusal(
                            file, rows.getLong(1), Optional.ofNullable(rows.getString(2)), rows.getString(3)));
                }
            }
        }
    }
}
