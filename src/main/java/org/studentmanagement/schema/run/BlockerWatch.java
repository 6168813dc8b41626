package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.studentmanagement.database.Jdbc;

/**
 * Looks, while a change runs, who keeps it from its lock. PostgreSQL can tell only as long as somebody waits, and so not
 * after the wait has been given up.
 */
final class BlockerWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final String BLOCKERS = """
            SELECT string_agg(format('session %%s (%%s, user %%s, %%s since %%s)', pid, coalesce(nullif(application_name, ''),
                    'unnamed'), usename, state, to_char(state_change AT TIME ZONE 'UTC', 'HH24:MI:SS "UTC"')), ' and ')
            FROM pg_stat_activity
            WHERE pid = ANY (pg_blocking_pids(%d))
            """;

    private final Connection beside;
    private final String query;
    private final MigrationObserver observer;
    private final Poll poll;
    private volatile String seen;

    /** Watches the session of a connection from another one, which commits by itself. */
    BlockerWatch(Connection watched, Connection beside, MigrationObserver observer) throws SQLException {
        this.beside = beside;
        this.observer = observer;
        query = BLOCKERS.formatted(Jdbc.number(watched, "SELECT pg_backend_pid()"));
        poll = new Poll("migration-blockers", PAUSE, this::look);
    }

    /** Who was seen since the last call. */
    Optional<String> seen() {
        Optional<String> blocker = Optional.ofNullable(seen);
        seen = null;
        return blocker;
    }

    private void look() throws SQLException {
        String blocker = Jdbc.string(beside, query);
        if (blocker != null) {
            if (seen == null) {
                observer.note("Waiting for a lock that " + blocker + " holds.");
            }
            seen = blocker;
        }
    }

    @Override
    public void close() {
        poll.close();
    }
}
