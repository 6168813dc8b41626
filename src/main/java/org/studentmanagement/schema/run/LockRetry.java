package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

/** Tries work again that did not get its lock, and between two attempts lets those go on whom it made wait. */
final class LockRetry implements AutoCloseable {
    /** A lock that was not to be had in time, and one over which two were waiting for each other. */
    private static final Set<String> NO_LOCK = Set.of("55P03", "40P01");

    private final MigrationConfig config = MigrationConfig.configured();
    private final BlockerWatch watch;
    private final MigrationObserver observer;

    /**
     * For the work of one session, which may take its time from now on, except while it waits for a lock.
     *
     * @param beside another one, which looks who is in the way
     */
    LockRetry(Connection working, Connection beside, MigrationObserver observer) throws SQLException {
        this.observer = observer;
        Jdbc.execute(
                working,
                "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = "
                        + config.lockTimeout().toMillis());
        try {
            // A statement ends soon after the process that wanted it was killed, and so does the lock.
            Jdbc.execute(working, "SET client_connection_check_interval = '1s'");
        } catch (SQLException onThisPlatformServersCannot) {
            // the lock ends with the statement
        }
        watch = new BlockerWatch(working, beside, observer);
    }

    /**
     * Returns what the work does.
     *
     * @param what names it in a sentence
     * @throws Refused if it got no lock at the last attempt; it names the session that was in the way
     */
    <T> T call(String what, LiquibaseScope.Work<T> work) throws SQLException {
        Duration pause = config.lockBackoff();
        watch.seen();
        for (int attempt = 1; ; attempt++) {
            try {
                return LiquibaseScope.call(work);
            } catch (SQLException e) {
                if (!NO_LOCK.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                String blocker = watch.seen().orElse("another session");
                if (attempt >= config.lockAttempts()) {
                    throw new Refused(
                            ExitCode.FAILED,
                            "gave up after %d attempts of %d ms, because %s holds a lock; end it, or try again later."
                                    .formatted(attempt, config.lockTimeout().toMillis(), blocker));
                }
                observer.note("%s did not get its lock, and tries again in %d ms.".formatted(what, pause.toMillis()));
                MigrationLock.pause(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
