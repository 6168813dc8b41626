package org.studentmanagement.transfer;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.studentmanagement.Sheets;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** A migrated scratch database, and an import into it of files that stand in the test. */
final class ImportBench {
    static final Sheet STUDENTS = sheet("students");
    private static final Sheet TERMS = sheet("terms");
    private static final Sheet COURSES = sheet("courses");
    private static final Sheet ENROLLMENTS = sheet("enrollments");

    final String database;
    private final Map<Sheet, Source> sources = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private boolean dryRun;
    private boolean skipInvalid;
    private boolean withdrawMissing;
    private long withdrawals;

    ImportBench() throws SQLException {
        database = MigratedDatabase.create();
    }

    static Sheet sheet(String name) {
        return Sheets.ALL.stream()
                .filter(sheet -> sheet.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Any sheet's, by its name. */
    ImportBench file(String sheet, String... lines) {
        return file(sheet(sheet), sheet + ".csv", lines);
    }

    ImportBench students(String... lines) {
        return file(STUDENTS, "s.csv", lines);
    }

    ImportBench terms(String... lines) {
        return file(TERMS, "t.csv", lines);
    }

    ImportBench courses(String... lines) {
        return file(COURSES, "c.csv", lines);
    }

    ImportBench enrollments(String... lines) {
        return file(ENROLLMENTS, "e.csv", lines);
    }

    ImportBench bytes(Sheet sheet, String name, byte... content) {
        sources.put(sheet, new Source(name, content.length, () -> new ByteArrayInputStream(content)));
        return this;
    }

    ImportBench dryRun() {
        dryRun = true;
        return this;
    }

    ImportBench skipInvalid() {
        skipInvalid = true;
        return this;
    }

    /** Of no more than a tenth of the enrollments, or so many as are named. */
    ImportBench withdrawMissing(long number) {
        withdrawMissing = true;
        withdrawals = number;
        return this;
    }

    /** Imports the files named since the last run. */
    ImportResult run() throws SQLException, UnusableFileException {
        refusals.clear();
        try {
            Datasource datasource = new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());
            return new Importer(
                            datasource,
                            Sheets.ALL,
                            new ImportOptions(dryRun, skipInvalid, withdrawMissing, 10, withdrawals),
                            refusal -> refusals.add(refusal.toString()))
                    .run(Map.copyOf(sources));
        } finally {
            sources.clear();
            dryRun = false;
            skipInvalid = false;
            withdrawMissing = false;
            withdrawals = 0;
        }
    }

    /** What the last run refused, as it is shown. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    void execute(String sql) throws SQLException {
        PostgresServer.execute(database, sql);
    }

    /** The rows of a query, the values of each with a bar between. */
    List<String> rows(String sql) throws SQLException {
        try (Connection connection = PostgresServer.connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    private ImportBench file(Sheet sheet, String name, String... lines) {
        return bytes(sheet, name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
