package org.studentmanagement.schema.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.run.Poll;
import org.studentmanagement.terminal.Progress;

/** A bar for the rows that PostgreSQL's own programs copy, as the server counts them. */
final class CopyProgress implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String COPYING = """
            SELECT copying.relid, copying.tuples_processed
            FROM pg_stat_progress_copy copying JOIN pg_stat_activity program USING (pid)
            WHERE program.application_name = '%s' AND copying.datname = current_database()
            """.formatted(PostgresProgram.APPLICATION);

    private final Connection connection;
    private final Progress progress;
    private final Map<Long, Long> copied = new HashMap<>();
    private Poll poll;

    CopyProgress(String task, Datasource datasource, long rows) throws SQLException {
        connection = datasource.connect("student-management db, watching");
        progress = Progress.ofSteps(task, rows);
    }

    void begin() {
        poll = new Poll("copy-progress", PAUSE, this::look);
    }

    private void look() throws SQLException {
        for (var table : copying(connection)) {
            Long before = copied.put(table.getKey(), table.getValue());
            progress.advance(Math.max(0, table.getValue() - (before == null ? 0 : before)));
        }
    }

    /** The tables of the database that the programs are at, each with the rows that are done. */
    static List<Map.Entry<Long, Long>> copying(Connection connection) throws SQLException {
        return Jdbc.list(connection, COPYING, row -> Map.entry(row.getLong(1), row.getLong(2)));
    }

    @Override
    public void close() throws SQLException {
        poll.close();
        progress.close();
        connection.close();
    }
}
