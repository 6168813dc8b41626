package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Refused;

/**
 * Tries work again that did not get its lock, and between two attempts lets those go on whom it made wait. While the work runs it
 * looks who keeps it from its lock: PostgreSQL can tell only as long as somebody waits, and so not after the wait has been
 * given up.
 */
final class LockRetry implements AutoCloseable {
    /** A lock that was not to be had in time, and one over which two were waiting for each other. */
    private static final Set<String> NO_LOCK = Set.of("55P03", "40P01");

    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final String BLOCKERS = """
            SELECT string_agg(format('session %%s (%%s, user %%s, %%s since %%s)', pid, coalesce(nullif(application_name, ''),
                    'unnamed'), usename, state, to_char(state_change AT TIME ZONE 'UTC', 'HH24:MI:SS "UTC"')), ' and ')
            FROM pg_stat_activity
            WHERE pid = ANY (pg_blocking_pids(%d))
            """;

    private final MigrationConfig config = MigrationConfig.configured();
    private final Connection beside;
    private final MigrationObserver observer;
    private final String blockers;
    private final Poll poll;
    private volatile String seen;

    /**
     * For the work of one session, which may take its time from now on, except while it waits for a lock.
     *
     * @param beside another one, which commits by itself
     */
    LockRetry(Connection working, Connection beside, MigrationObserver observer) throws SQLException {
        this.beside = beside;
        this.observer = observer;
        Jdbc.execute(
                working,
                "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = "
                        + config.lockTimeout().toMillis());
        try {
            // A statement ends soon after the process that wanted it was killed, and so does the lock.
            Jdbc.execute(working, "SET client_connection_check_interval = '1s'");
        } catch (SQLException onThisPlatformServersCannot) {
            // then it ends with its answer
        }
        blockers = BLOCKERS.formatted(Jdbc.number(working, "SELECT pg_backend_pid()"));
        poll = new Poll("migration-blockers", PAUSE, this::look);
    }

    /** @throws Refused if it got no lock at the last attempt; it names the session that was in the way */
    <T> T call(String what, LiquibaseScope.Work<T> work) throws SQLException {
        Duration pause = config.lockBackoff();
        for (int attempt = 1; ; attempt++) {
            seen = null;
            try {
                return LiquibaseScope.call(work);
            } catch (SQLException e) {
                if (!NO_LOCK.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                if (attempt >= config.lockAttempts()) {
                    throw Refused.failed(
                            "gave up after %d attempts of %d ms, because %s holds a lock; end it, or try again later.",
                            attempt, config.lockTimeout().toMillis(), seen == null ? "another session" : seen);
                }
                observer.note("%s did not get its lock, and tries again in %d ms.".formatted(what, pause.toMillis()));
                MigrationLock.pause(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    private void look() throws SQLException {
        String blocker = Jdbc.string(beside, blockers);
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
