package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.executor.jvm.JdbcExecutor;
import liquibase.lockservice.LockServiceFactory;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

/** One holding of the migration lock, within which revisions are run one by one. */
final class MigrationSession implements AutoCloseable {
    private final Connection connection;
    private final MigrationLock lock;
    private final Changes changes;
    private final MigrationObserver observer;
    private final LockRetry retry;
    private final MigrationRuns runs;
    private final List<String> interrupted;
    private final HeldConnection held;
    private final Database database = RecordTables.database();

    /** Waits for the lock. */
    MigrationSession(TargetDatabase target, MigrationObserver observer) throws SQLException {
        Connection beside = target.beside("watching");
        connection = target.connection();
        changes = target.changes();
        this.observer = observer;
        lock = MigrationLock.acquire(connection, observer);
        runs = new MigrationRuns(beside);
        try (LockRetry recording = new LockRetry(beside, connection, observer)) {
            interrupted = recording.call("The record of migrations", runs::prepare);
        }
        retry = new LockRetry(connection, beside, observer);
        held = new HeldConnection(connection);
        LiquibaseScope.call(this::prepare);
        RecordTables.keepToOwner(beside);
    }

    /** Makes Liquibase's tables, and takes over the lock that a killed process has left in one of them. */
    private Void prepare() throws LiquibaseException {
        database.setConnection(held);
        var rowLock = LockServiceFactory.getInstance().getLockService(database);
        rowLock.forceReleaseLock();
        rowLock.acquireLock();
        Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .getChangeLogService(database)
                .init();
        return null;
    }

    /**
     * Undoes what a killed process may have left half done: only a revision that runs outside of a transaction can be, and
     * it is undone alike whether it was on its way up or down.
     */
    void recover(Revisions revisions) throws SQLException {
        for (Revision revision : revisions.all()) {
            if (interrupted.contains(revision.slug())
                    && revision.state() != Revision.State.UNEXPECTED
                    && !changes.of(revision).isRunInTransaction()) {
                run(revision.asApplied(), Direction.DOWN);
            }
        }
    }

    /** Runs the revisions in their order, and stops at the first that fails, which has then changed nothing. */
    void run(List<Revision> revisions, Direction direction) throws SQLException {
        observer.begins(revisions.size());
        for (Revision revision : revisions) {
            run(revision, direction);
        }
    }

    void forget(List<Revision> unexpected) throws SQLException {
        for (Revision revision : unexpected) {
            long run = runs.begin(revision, Direction.STAMP);
            Jdbc.execute(
                    connection,
                    RecordTables.named("DELETE FROM databasechangelog WHERE id = ? AND filename = ?"),
                    revision.slug(),
                    revision.file());
            MigrationRuns.done(connection, run, 0);
            connection.commit();
            observer.note("The record of %s is gone; what it made is still there.".formatted(revision.slug()));
        }
    }

    private void run(Revision revision, Direction direction) throws SQLException {
        ChangeSet changeSet = changes.of(revision);
        observer.begins(revision, direction);
        long run = runs.begin(revision, direction);
        Instant start = Instant.now();
        try {
            long rows = retry.call(revision.slug(), () -> change(revision, changeSet, direction, run));
            observer.ended(revision, direction, Duration.between(start, Instant.now()), rows);
        } catch (SQLException e) {
            throw failed(run, ExitCode.FAILED, revision, DatabaseFault.explain(e));
        } catch (Refused e) {
            throw failed(run, e.exitCode(), revision, e.getMessage());
        }
    }

    private Refused failed(long run, int exitCode, Revision revision, String sentence) {
        Refused failure = new Refused(exitCode, revision.slug() + ": " + sentence);
        try {
            runs.failed(run, sentence);
        } catch (SQLException lost) {
            // The run stays noted as running, until the next one finds that its session is dead.
            failure.addSuppressed(lost);
        }
        return failure;
    }

    private long change(Revision revision, ChangeSet changeSet, Direction direction, long run) throws Exception {
        AtomicInteger rows = new AtomicInteger();
        try {
            if (changeSet.isRunInTransaction()) {
                held.hold();
            }
            String lock = Changes.lock(changeSet);
            // A stamp only records.
            Scope.child(JdbcExecutor.ROWS_AFFECTED_SCOPE_KEY, rows, () -> {
                if (direction == Direction.UP) {
                    changeSet.execute(changes.log(), new LockFirst(connection, lock), database);
                } else if (direction == Direction.DOWN) {
                    LockFirst.lock(connection, lock);
                    changeSet.rollback(database);
                }
            });
            held.hold();
            record(revision, changeSet);
            MigrationRuns.done(connection, run, rows.get());
            observer.commits(revision, direction, connection);
            held.release();
            held.commit();
            return rows.get();
        } catch (Exception e) {
            held.release();
            database.rollback();
            throw e;
        }
    }

    private void record(Revision revision, ChangeSet changeSet) throws LiquibaseException {
        if (revision.state() == Revision.State.APPLIED) {
            database.removeRanStatus(changeSet);
        } else {
            database.markChangeSetExecStatus(changeSet, ExecType.EXECUTED);
        }
    }

    /** Gives the locks back. After a lost connection there are none. */
    @Override
    public void close() throws SQLException {
        retry.close();
        if (connection.isClosed()) {
            return;
        }
        LiquibaseScope.call(() -> {
            LockServiceFactory.getInstance().getLockService(database).releaseLock();
            LockServiceFactory.getInstance().resetAll();
            Scope.getCurrentScope()
                    .getSingleton(ChangeLogHistoryServiceFactory.class)
                    .resetAll();
            Scope.getCurrentScope().getSingleton(ExecutorService.class).reset();
            return null;
        });
        connection.setAutoCommit(true);
        lock.close();
    }
}
