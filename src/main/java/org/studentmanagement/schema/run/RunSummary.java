package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How the last run that applied a revision went. The duration is in milliseconds. */
public record RunSummary(Long durationMs, Long rows, String version, String who) {
    /** Of a revision that was applied before runs were recorded. */
    public static final RunSummary NONE = new RunSummary(null, null, null, null);

    /** The runs by the slugs of their revisions. */
    public static Map<String, RunSummary> read(Connection connection) throws SQLException {
        Map<String, RunSummary> runs = new HashMap<>();
        if (!MigrationRuns.present(connection)) {
            return runs;
        }
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("""
                    SELECT DISTINCT ON (revision) revision, round(extract(epoch FROM duration) * 1000)::bigint, rows,
                        version, who
                    FROM migration_run
                    WHERE outcome = 'done' AND direction <> 'down'
                    ORDER BY revision, id DESC
                    """)) {
                while (rows.next()) {
                    runs.put(
                            rows.getString(1),
                            new RunSummary(
                                    rows.getObject(2, Long.class),
                                    rows.getObject(3, Long.class),
                                    rows.getString(4),
                                    rows.getString(5)));
                }
            }
        }
        return runs;
    }
}
