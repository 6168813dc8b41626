package org.studentmanagement.schema.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.catalog.StoredTables;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;
import org.studentmanagement.schema.rehearsal.RehearsalStep.WrittenTables;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.MigrationObserver;

/** Observes revisions one by one, and makes a {@link RehearsalStep} of each that ends well. */
public final class StepObserver implements MigrationObserver {
    private static final String ROWS_CHANGED =
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_xact_user_tables"
                    + " WHERE relname NOT IN (record_tables)";
    private static final String SIZE = "SELECT pg_database_size(current_database())";

    private final Connection beside;
    private Connection changing;
    private int pid;
    private Way way;
    private boolean everything;
    private StoredTables before;
    private long sizeBefore;
    private long sizeAtCommit;
    private long rowsBefore;
    private long rowsChanged;
    private Duration looking;
    private LockSampler locks;
    private RehearsalStep step;

    /** @param beside looks at the session that migrates, and commits by itself */
    StepObserver(Connection beside) {
        this.beside = beside;
    }

    void watches(Connection session) throws SQLException {
        changing = session;
        pid = Math.toIntExact(Jdbc.number(changing, "SELECT pg_backend_pid()"));
    }

    /** Tells which step comes next. */
    void expect(Way next, boolean wary) {
        way = next;
        everything = wary;
    }

    RehearsalStep step() {
        return step;
    }

    /** Ends the watch of a step that failed. */
    void failed() {
        if (locks != null) {
            locks.close();
        }
    }

    @Override
    public void begins(Revision revision, Direction direction) throws SQLException {
        before = StoredTables.read(beside);
        sizeBefore = Jdbc.number(beside, SIZE);
        // PostgreSQL goes on counting from what a session did before, until it has reported that.
        rowsBefore = Jdbc.number(changing, RecordTables.named(ROWS_CHANGED));
        sizeAtCommit = sizeBefore;
        rowsChanged = 0;
        looking = Duration.ZERO;
        locks = new LockSampler(beside, pid);
    }

    @Override
    public void commits(Revision revision, Direction direction, Connection session) throws SQLException {
        long start = System.nanoTime();
        locks.lookInside(changing);
        rowsChanged = Jdbc.number(changing, RecordTables.named(ROWS_CHANGED)) - rowsBefore;
        sizeAtCommit = Jdbc.number(changing, SIZE);
        looking = Duration.ofNanos(System.nanoTime() - start);
        locks.tookInside(looking);
    }

    @Override
    public void ended(Revision revision, Direction direction, Duration duration, long rows) throws SQLException {
        Duration own = duration.minus(looking);
        List<LockSampler.HeldSpan> spans = locks.end(own);
        StoredTables after = StoredTables.read(beside);
        Set<String> rewritten = before.rewritten(after);
        Set<String> written = new TreeSet<>(rewritten);
        written.addAll(before.reshaped(after));
        spans.stream()
                .filter(span -> span.mode() == LockMode.ROW_EXCLUSIVE)
                .forEach(span -> before.tableOf(span.relation()).ifPresent(written::add));
        long growth = after.bytes() - before.bytes();
        step = new RehearsalStep(
                way,
                own,
                TableLock.of(spans, before).stream()
                        .filter(lock -> lock.stops() != LockConflict.NOBODY)
                        .toList(),
                rewritten,
                growth,
                Math.max(growth, sizeAtCommit - sizeBefore),
                Math.max(rows, rowsChanged),
                new WrittenTables(written, everything));
    }
}
