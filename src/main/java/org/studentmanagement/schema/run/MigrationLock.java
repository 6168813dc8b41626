package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Refused;

/**
 * The advisory lock of PostgreSQL that lets one session migrate a database at a time. It belongs to the session that does
 * the work, so it ends when the work does: not before, even if the process is killed, and not later.
 */
public final class MigrationLock implements AutoCloseable {
    /** The letters STUD. Advisory locks are numbers that those who use a database agree on. */
    public static final long KEY = 0x53545544;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REPORT = Duration.ofSeconds(10);

    private final Connection connection;

    private MigrationLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Waits until the session of the connection, which commits by itself, has the lock. It asks again and again: one that
     * stood waiting inside the database would be a transaction for which an index that is built concurrently waits.
     */
    static MigrationLock acquire(Connection connection, MigrationObserver observer) throws SQLException {
        Instant report = Instant.MIN;
        while (!Jdbc.is(connection, "SELECT pg_try_advisory_lock(" + KEY + ")")) {
            if (Instant.now().isAfter(report)) {
                holder(connection).ifPresent(holder -> observer.note("Waiting for another migration: " + holder + "."));
                report = Instant.now().plus(REPORT);
            }
            pause(POLL);
        }
        return new MigrationLock(connection);
    }

    /** Takes it without waiting; none if somebody has it. */
    public static Optional<MigrationLock> tryAcquire(Connection connection) throws SQLException {
        return Jdbc.is(connection, "SELECT pg_try_advisory_lock(" + KEY + ")")
                ? Optional.of(new MigrationLock(connection))
                : Optional.empty();
    }

    public static Optional<Holder> holder(Connection connection) throws SQLException {
        return Jdbc.first(
                connection,
                """
                SELECT pid, backend_start, format('session %%s of %%s, %%s from %%s', pid, application_name, usename,
                    coalesce(host(client_addr), 'this host'))
                FROM pg_locks
                JOIN pg_stat_activity USING (pid)
                WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = %d AND objsubid = 1
                  AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """.formatted(KEY),
                row -> new Holder(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3)));
    }

    /** @param name tells the session, and who is at it from where */
    public record Holder(int pid, Instant since, String name) {
        @Override
        public String toString() {
            return name + ", since " + since.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    @Override
    public void close() throws SQLException {
        Jdbc.is(connection, "SELECT pg_advisory_unlock(" + KEY + ")");
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.failed("Interrupted while waiting for a lock.");
        }
    }
}
