package org.studentmanagement.transfer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.studentmanagement.transfer.ImportResult.Outcome;

/**
 * An import within a transaction, which whoever has begun it ends. The rows are copied into staging tables as they are read, so memory
 * does not grow with the files; everything after that is done by the database, many rows a statement.
 */
public final class OpenImport {
    private static final int FETCHED_ROWS = 1000;

    private final Connection connection;
    private final List<Sheet> sheets;
    private final ImportOptions options;
    private final ImportWatcher watcher;
    private final Map<Sheet, String> files = new LinkedHashMap<>();

    /** @param sheets each after those that its rows refer to */
    public OpenImport(Connection connection, List<Sheet> sheets, ImportOptions options, ImportWatcher watcher) {
        this.connection = connection;
        this.sheets = sheets;
        this.options = options;
        this.watcher = watcher;
    }

    /** @throws UnusableFileException if a file cannot be read or its header is wrong */
    public ImportResult run(Map<Sheet, Source> sources) throws UnusableFileException, SQLException {
        Map<Sheet, Set<String>> given;
        try (Staging staging = Staging.open(sheets, sources, watcher)) {
            given = staging.copyTo(connection);
        }
        given.keySet().forEach(sheet -> files.put(sheet, sources.get(sheet).name()));
        return merge(sheets, given, Archive.Around.NOTHING);
    }

    /**
     * Takes an archive, by itself.
     *
     * @throws UnusableFileException if it cannot be read, is not one, or has a file with a wrong header
     */
    public ImportResult run(Archive archive, Source zip) throws UnusableFileException, SQLException {
        List<Sheet> all = Stream.of(archive.sheetsBefore(), sheets, archive.sheetsBehind())
                .flatMap(List::stream)
                .toList();
        ArchiveStaging staging = new ArchiveStaging(archive, zip, watcher);
        Map<Sheet, Set<String>> read = staging.copyTo(connection, all);
        Map<Sheet, Set<String>> given = new LinkedHashMap<>();
        for (Sheet sheet : all) {
            if (read.containsKey(sheet)) {
                given.put(sheet, read.get(sheet));
                files.put(sheet, archive.fileOf(sheet));
            } else if (archive.translated().containsKey(sheet.name())) {
                given.put(sheet, archive.translated().get(sheet.name()));
            }
        }
        return merge(all, given, archive.around(staging.said(), read));
    }

    private ImportResult merge(List<Sheet> all, Map<Sheet, Set<String>> given, Archive.Around around)
            throws SQLException {
        Merge merge = new Merge(connection, all, given, options.withdrawMissing(), around, watcher);
        if (!options.dryRun()) {
            merge.lock();
        }
        List<Tally> tallies = merge.prepare(files);
        Optional<Withdrawals> withdrawals = merge.withdrawals();
        Outcome outcome = outcome(tallies, withdrawals);
        if (outcome == Outcome.STORED) {
            merge.store();
        }
        return new ImportResult(tallies, withdrawals, outcome);
    }

    /** What was read, with the names of the files. */
    public Map<Sheet, String> files() {
        return files;
    }

    /** Tells of every refused row, in the order of the files and of their lines. */
    public void report(Consumer<Refusal> refusals) throws SQLException {
        for (Map.Entry<Sheet, String> file : files.entrySet()) {
            report(file.getKey(), file.getValue(), refusals);
        }
    }

    /** The query for the line, refused_column and reason of each refused row, over the connection that has read them. */
    public static String refused(Sheet sheet) {
        return "SELECT line, refused_column, reason FROM import_" + sheet.name() + " WHERE reason IS NOT NULL";
    }

    private Outcome outcome(List<Tally> tallies, Optional<Withdrawals> withdrawals) {
        if (options.dryRun()) {
            return Outcome.DRY_RUN;
        }
        if (!options.skipInvalid() && tallies.stream().anyMatch(tally -> tally.refused() > 0)) {
            return Outcome.REFUSED;
        }
        if (withdrawals.isPresent() && !options.allow(withdrawals.get())) {
            return Outcome.TOO_MANY_WITHDRAWALS;
        }
        return withdrawals.map(Withdrawals::number).orElse(0L) == 0
                        && tallies.stream().noneMatch(Tally::changes)
                ? Outcome.UNCHANGED
                : Outcome.STORED;
    }

    private void report(Sheet sheet, String file, Consumer<Refusal> refusals) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet rows = statement.executeQuery(refused(sheet) + " ORDER BY line")) {
                while (rows.next()) {
                    refusals.accept(new Refusal(
                            file, rows.getLong(1), Optional.ofNullable(rows.getString(2)), rows.getString(3)));
                }
            }
        }
    }
}
