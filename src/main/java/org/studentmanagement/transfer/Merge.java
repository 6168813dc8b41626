package org.studentmanagement.transfer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Progress;

/** The way from the staging tables to the tables of the service. */
final class Merge {
    private final Connection connection;
    private final List<Sheet> sheets;
    private final Map<Sheet, Set<String>> given;
    private final boolean withdrawMissing;
    private final Archive.Around around;
    private final ImportWatcher watcher;

    /**
     * @param given which columns the rows of each sheet have that has some
     * @param around what the sheets do
     */
    Merge(
            Connection connection,
            List<Sheet> sheets,
            Map<Sheet, Set<String>> given,
            boolean withdrawMissing,
            Archive.Around around,
            ImportWatcher watcher) {
        this.connection = connection;
        this.sheets = sheets;
        this.given = given;
        this.withdrawMissing = withdrawMissing;
        this.around = around;
        this.watcher = watcher;
    }

    /** Lets readers go on and makes writers wait, other imports among them, until the transaction ends. */
    void lock() throws SQLException {
        execute("SET lock_timeout = '30s'");
        execute(sheets.stream()
                .flatMap(sheet -> sheet.locked().stream())
                .collect(Collectors.joining(", ", "LOCK TABLE ", " IN SHARE ROW EXCLUSIVE MODE")));
    }

    /**
     * Refuses what cannot be stored, sets apart what differs from what is stored, and counts.
     *
     * @param files the names of those that are counted
     */
    List<Tally> prepare(Map<Sheet, String> files) throws SQLException {
        List<String> statements = new ArrayList<>(around.before());
        // A new table has no statistics, and the planner would take millions of rows for a few.
        sheets.forEach(sheet -> statements.add("ANALYZE import_" + sheet.name()));
        for (Sheet sheet : sheets) {
            Set<String> columns = given.getOrDefault(sheet, Set.of());
            sheet.missing()
                    .ifPresent(missing -> statements.add("CREATE TEMP TABLE missing_%s AS %s%s"
                            .formatted(sheet.name(), missing, takesAway(sheet) ? "" : " WITH NO DATA")));
            if (given.containsKey(sheet)) {
                statements.addAll(sheet.checks(columns));
            }
            // of a sheet without a file there is an empty table, for the sheets after it
            statements.add(sheet.changes(columns));
            statements.add("ANALYZE changed_" + sheet.name());
        }
        statements.addAll(around.behind());
        execute("Checking", statements);

        List<Tally> tallies = new ArrayList<>();
        for (Map.Entry<Sheet, String> file : files.entrySet()) {
            tallies.add(tally(file.getKey(), file.getValue()));
        }
        return tallies;
    }

    /** What is missing, or to be deleted, is gone before anything is stored, which may need its place. */
    void store() throws SQLException {
        execute(
                "Storing",
                Stream.concat(
                                around.deletes().stream(),
                                given.keySet().stream()
                                        .flatMap(sheet -> Stream.concat(
                                                takesAway(sheet) ? Stream.of(sheet.withdraw()) : Stream.empty(),
                                                sheet.stores().stream())))
                        .toList());
    }

    /** None where nothing is to be taken away. */
    Optional<Withdrawals> withdrawals() throws SQLException {
        for (Sheet sheet : given.keySet()) {
            if (takesAway(sheet)) {
                return Optional.of(new Withdrawals(
                        Jdbc.number(connection, "SELECT count(*) FROM missing_" + sheet.name()),
                        Jdbc.number(connection, sheet.present())));
            }
        }
        return Optional.empty();
    }

    private boolean takesAway(Sheet sheet) {
        return withdrawMissing && given.containsKey(sheet) && sheet.missing().isPresent();
    }

    private Tally tally(Sheet sheet, String file) throws SQLException {
        String counts = """
                SELECT
                  (SELECT count(*) FROM changed_%1$s WHERE is_new),
                  (SELECT count(*) FROM changed_%1$s WHERE NOT is_new),
                  count(reason),
                  count(*)
                FROM import_%1$s""".formatted(sheet.name());
        Optional<String> deleting = sheet.deletions();
        Deletions deletions = deleting.isEmpty()
                ? Deletions.NONE
                : Jdbc.first(connection, deleting.get(), row -> new Deletions(row.getLong(1), row.getLong(2)))
                        .orElseThrow();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(counts)) {
            row.next();
            return new Tally(
                    file,
                    row.getLong(1),
                    row.getLong(2),
                    deletions,
                    row.getLong(3),
                    row.getLong(4) + deletions.lines());
        }
    }

    private void execute(String task, List<String> statements) throws SQLException {
        try (Progress progress = watcher.working(task, statements.size())) {
            for (String sql : statements) {
                execute(sql);
                progress.step();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
