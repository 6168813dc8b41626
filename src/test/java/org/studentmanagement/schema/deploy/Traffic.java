package org.studentmanagement.schema.deploy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Seed;

/** Many who write to a database and read it for as long as this is open, each its own rows. */
public final class Traffic implements AutoCloseable {
    private static final int WRITERS = 4;

    /** What a writer does next; it commits by itself. */
    public interface Writes {
        String next(int writer, int nth, Random random);
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final String database;
    private volatile boolean open = true;

    public Traffic(Seed seed, String database, String readsFrom, Writes writes) {
        this.database = database;
        IntStream.range(0, WRITERS).forEach(writer -> threads.submit(() -> write(seed.random(writer), writer, writes)));
        threads.submit(() -> read(readsFrom));
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
            }
            return null;
        }
    }

    private Void read(String query) throws SQLException {
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            while (open) {
                statement.execute(query);
                read.incrementAndGet();
            }
            return null;
        }
    }

    /** Ends it, after which what it has counted stays so. */
    public void stop() {
        open = false;
        threads.shutdown();
        Awaitility.await().until(threads::isTerminated);
    }

    @Override
    public void close() {
        stop();
    }
}
