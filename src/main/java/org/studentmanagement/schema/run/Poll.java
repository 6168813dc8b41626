package org.studentmanagement.schema.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at a database again and again, beside the work, in a thread that keeps no process alive. */
public final class Poll implements AutoCloseable {
    public interface Look {
        void look() throws SQLException;
    }

    private final ScheduledExecutorService timer;

    public Poll(String thread, Duration pause, Look look) {
        this(thread, pause, pause, look);
    }

    /** @param first how long it pauses before the first look */
    public Poll(String thread, Duration first, Duration pause, Look look) {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, thread);
            daemon.setDaemon(true);
            return daemon;
        });
        timer.scheduleWithFixedDelay(() -> run(look), first.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run(Look look) {
        try {
            look.look();
        } catch (SQLException lost) {
            // Without the connection there is nothing to see, and the work itself tells what happened.
            timer.shutdown();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
