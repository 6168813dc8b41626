package org.studentmanagement.schema.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.run.Poll;

/**
 * Looks, while a step runs, which locks its session holds. The times are as long as they can have been: from the last
 * look that did not see a lock to the first that does not see it any more. A transaction keeps its locks, so that a look at
 * its end misses none; outside of a transaction, one that comes and goes between two looks is not seen.
 */
final class LockSampler implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int FIRST_OF_USERS = 16_384;

    private static final String HELD = """
            SELECT relation, mode
            FROM pg_locks
            WHERE pid = %s AND granted AND locktype = 'relation' AND relation >= %d
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    /** A lock on a relation, which may be an index, as long as it was held. */
    record HeldSpan(long relation, LockMode mode, Duration from, Duration to) {}

    private record Lock(long relation, LockMode mode) {}

    private record Seen(Lock lock, long from, long to) {
        HeldSpan span(long start, long end) {
            long since = Math.max(0, Math.min(from, end) - start);
            long until = Math.max(since, Math.min(to, end) - start);
            return new HeldSpan(lock.relation(), lock.mode(), Duration.ofNanos(since), Duration.ofNanos(until));
        }
    }

    private final Connection beside;
    private final String query;
    private final Poll poll;
    private final Map<Lock, Long> open = new HashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private long lastLook = System.nanoTime();
    private long lookedInside;
    private boolean ended;

    /** Watches the session of a process id, from a connection of its own that commits by itself. */
    LockSampler(Connection beside, int pid) {
        this.beside = beside;
        query = HELD.formatted(pid, FIRST_OF_USERS);
        poll = new Poll("rehearsal-locks", PAUSE, this::look);
    }

    /** Looks from within the transaction, which is about to be committed. */
    synchronized void lookInside(Connection changing) throws SQLException {
        long begun = System.nanoTime();
        see(locks(changing, HELD.formatted("pg_backend_pid()", FIRST_OF_USERS)), begun);
    }

    /** The looks of others from within the transaction took so long, which is nothing of the step's own. */
    synchronized void tookInside(Duration duration) {
        lookedInside = duration.toNanos();
    }

    /** Ends the watch of a step that has just ended. */
    synchronized List<HeldSpan> end(Duration duration) {
        poll.close();
        ended = true;
        long end = System.nanoTime() - lookedInside;
        long start = end - duration.toNanos();
        open.forEach((lock, since) -> seen.add(new Seen(lock, since, end)));
        open.clear();
        return seen.stream().map(lock -> lock.span(start, end)).toList();
    }

    private synchronized void look() throws SQLException {
        if (!ended) {
            long begun = System.nanoTime();
            see(locks(beside, query), begun);
        }
    }

    private void see(Set<Lock> held, long begun) {
        long now = System.nanoTime();
        held.forEach(lock -> open.putIfAbsent(lock, lastLook));
        open.entrySet().removeIf(lock -> {
            boolean given = !held.contains(lock.getKey());
            if (given) {
                seen.add(new Seen(lock.getKey(), lock.getValue(), now));
            }
            return given;
        });
        lastLook = begun;
    }

    private static Set<Lock> locks(Connection connection, String query) throws SQLException {
        return Set.copyOf(Jdbc.list(connection, query, row -> new Lock(row.getLong(1), LockMode.of(row.getString(2)))));
    }

    @Override
    public void close() {
        poll.close();
    }
}
