package org.studentmanagement.migration.proof.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.ScratchDatabase;
import org.studentmanagement.migration.proof.fingerprint.Snapshot;

/** A copy of a database for a moment. */
final class RehearsalCopy implements AutoCloseable {
    private final ScratchDatabase scratch;
    private final String source;
    private final Instant taken;
    private final Duration duration;

    private RehearsalCopy(ScratchDatabase scratch, String source, Instant taken, Duration duration) {
        this.scratch = scratch;
        this.source = source;
        this.taken = taken;
        this.duration = duration;
    }

    private interface Filling {
        Instant fill(Datasource scratch) throws SQLException;
    }

    /**
     * Copies a database that is in use, as of one moment; it is only read.
     *
     * @param server where the copy is made
     */
    static RehearsalCopy of(Datasource source, Datasource server) throws SQLException {
        return make(server, source.place(), scratch -> {
            try (Dumped dumped = dump(source)) {
                dumped.dump().restoreInto(scratch);
                return dumped.taken();
            }
        });
    }

    private record Dumped(TemporaryDump dump, Instant taken) implements AutoCloseable {
        @Override
        public void close() {
            dump.close();
        }
    }

    /** The snapshot ends with the dump, so that the database need not keep for it what is deleted meanwhile. */
    private static Dumped dump(Datasource source) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(source)) {
            return new Dumped(TemporaryDump.of(source, snapshot), snapshot.taken());
        }
    }

    private static RehearsalCopy make(Datasource server, String source, Filling filling) throws SQLException {
        long start = System.nanoTime();
        ScratchDatabase scratch = ScratchDatabase.create(server);
        try {
            Instant taken = filling.fill(scratch.datasource());
            try (var connection = scratch.connect();
                    var statement = connection.createStatement()) {
                // A dump has no statistics, and without them statements take other ways through the tables.
                statement.execute("ANALYZE");
            }
            return new RehearsalCopy(scratch, source, taken, Duration.ofNanos(System.nanoTime() - start));
        } catch (SQLException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    Datasource datasource() {
        return scratch.datasource();
    }

    /** Makes it a report's subject. */
    RehearsalReport report(Rehearsal.Outcome outcome, Duration longestLock) {
        return new RehearsalReport(
                source,
                taken,
                outcome.from(),
                outcome.to(),
                outcome.rows(),
                outcome.bytes(),
                duration,
                longestLock,
                outcome.revisions(),
                outcome.notRehearsed(),
                outcome.faults());
    }

    /** Lets it stay under this name when it is closed. */
    void keepAs(String name) throws SQLException {
        scratch.keepAs(name);
    }

    @Override
    public void close() throws SQLException {
        scratch.close();
    }
}
