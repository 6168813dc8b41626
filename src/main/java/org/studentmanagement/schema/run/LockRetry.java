package org.studentmanagement.schema.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

/** Tries work again that did not get its lock, and between two attempts lets those go on whom it made wait. */
final class LockRetry {
    /** A lock that was not to be had in time, and one over which two were waiting for each other. */
    private static final Set<String> NO_LOCK = Set.of("55P03", "40P01");

    private final MigrationConfig config;
    private final BlockerWatch watch;
    private final MigrationObserver observer;

    LockRetry(MigrationConfig config, BlockerWatch watch, MigrationObserver observer) {
        this.config = config;
        this.watch = watch;
        this.observer = observer;
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
}
