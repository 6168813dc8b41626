package org.studentmanagement.imports;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Previews and carries out imports, one at a time in all replicas together. Whoever asks for one wakes the replica that is asked; else it
 * looks every few seconds, so that what a replica has left when it was stopped is begun again by another.
 */
@Singleton
class ImportWorker {
    private static final Logger LOG = Logger.getLogger(ImportWorker.class);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ImportTurn turn;
    private final Semaphore asked = new Semaphore(0);
    private final Thread thread = new Thread(this::work, "imports");
    private volatile boolean stopped;

    @Inject
    ImportWorker(ImportTurn turn) {
        this.turn = turn;
        thread.setDaemon(true);
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent ended) {
        stopped = true;
        turn.abort();
        thread.interrupt();
    }

    /** There may be something to do. */
    void wake() {
        asked.release();
    }

    private void work() {
        while (!stopped) {
            try {
                while (!stopped && turn.take()) {
                    LOG.debug("An import has come further");
                }
            } catch (SQLException away) {
                LOG.debug("The imports cannot be read", away);
            } catch (RuntimeException failure) {
                LOG.error("An import has failed for a reason that is the service's own", failure);
            }
            try {
                asked.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                asked.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
