package org.studentmanagement.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.studentmanagement.database.Jdbc;

/** Writes to the cluster all the time, each time over a connection of its own, to know when that can be done. */
final class Probe implements AutoCloseable {
    private static final long PERIOD_MS = 100;

    /** Those that are not answered within a second are no reason to ask no more. */
    private static final int AT_ONCE = 12;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(AT_ONCE);
    private final Silence writes = new Silence();
    private final String url;

    Probe(PatroniCluster cluster) throws SQLException {
        url = cluster.url("postgres") + "&connectTimeout=1&loginTimeout=1&socketTimeout=1";
        try (Connection connection = cluster.connect("postgres")) {
            Jdbc.execute(connection, "CREATE TABLE IF NOT EXISTS probes (at timestamptz DEFAULT now())");
        }
        for (int each = 0; each < AT_ONCE; each++) {
            threads.scheduleWithFixedDelay(this::write, each * PERIOD_MS, AT_ONCE * PERIOD_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void write() {
        try (Connection connection = DriverManager.getConnection(url)) {
            Jdbc.execute(connection, "INSERT INTO probes DEFAULT VALUES");
            writes.heard();
        } catch (SQLException away) {
            // which is what is asked for
        }
    }

    Silence writes() {
        return writes;
    }

    /** Until several have been stored since. */
    void awaitMore() {
        int before = writes.times();
        Awaitility.await("writes to the cluster").until(() -> writes.times() >= before + AT_ONCE);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
