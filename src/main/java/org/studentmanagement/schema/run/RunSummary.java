package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.studentmanagement.database.Jdbc;

/** How the last run that applied a revision went. The duration is in milliseconds. */
public record RunSummary(Long durationMs, Long rows, String version, String who) {
    /** Of a revision that was applied before runs were recorded. */
    public static final RunSummary NONE = new RunSummary(null, null, null, null);

    private static final String LATEST = """
            SELECT DISTINCT ON (revision) revision, round(extract(epoch FROM duration) * 1000)::bigint, rows, version, who
            FROM migration_run
            WHERE outcome = 'done' AND direction <> 'down'
            ORDER BY revision, id DESC
            """;

    public static Map<String, RunSummary> read(Connection connection) throws SQLException {
        Map<String, RunSummary> runs = new HashMap<>();
        if (MigrationRuns.present(connection)) {
            Jdbc.list(
                    connection,
                    LATEST,
                    row -> runs.put(
                            row.getString(1),
                            new RunSummary(
                                    row.getObject(2, Long.class),
                                    row.getObject(3, Long.class),
                                    row.getString(4),
                                    row.getString(5))));
        }
        return runs;
    }
}
