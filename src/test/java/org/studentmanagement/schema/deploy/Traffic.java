package org.studentmanagement.schema.deploy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Seed;

/** Many who write to a database and read it for as long as this is open, each its own rows. */
public final class Traffic implements AutoCloseable {
    private static final int WRITERS = 4;

    /** Between two statements of one, who would take the processor from all the others if they followed each other at once. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** What a writer does next; it commits by itself. */
    public interface Writes {
        String next(int writer, int nth, Random random);
    }

    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();
    private final Connection reads;
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final String database;
    private volatile boolean open = true;

    public Traffic(Seed seed, String database, String readsFrom, Writes writes) throws SQLException {
        this.database = database;
        reads = PostgresServer.connect(database);
        IntStream.range(0, WRITERS).forEach(writer -> writers.submit(() -> write(seed.random(writer), writer, writes)));
        reader.scheduleWithFixedDelay(() -> read(readsFrom), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        Awaitility.await().until(() -> written.get() > WRITERS && read.get() > 0);
    }

    /** How many statements were acknowledged. */
    public int written() {
        return written.get();
    }

    public int reads() {
        return read.get();
    }

    /** How often the server has refused a write, by SQLSTATE. */
    public Map<String, AtomicInteger> refusals() {
        return refusals;
    }

    private Void write(Random random, int writer, Writes writes) throws SQLException {
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '3s'");
            for (int nth = 0; open; nth++) {
                try {
                    statement.execute(writes.next(writer, nth, random));
                    written.incrementAndGet();
                } catch (SQLException refused) {
                    refusals.computeIfAbsent(refused.getSQLState(), state -> new AtomicInteger())
                            .incrementAndGet();
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return null;
        }
    }

    private void read(String query) {
        try (var statement = reads.createStatement()) {
            statement.execute(query);
            read.incrementAndGet();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, after which what it has counted stays so. */
    public void stop() throws SQLException {
        open = false;
        writers.shutdown();
        reader.shutdown();
        Awaitility.await().until(() -> writers.isTerminated() && reader.isTerminated());
        reads.close();
    }

    @Override
    public void close() throws SQLException {
        stop();
    }
}
