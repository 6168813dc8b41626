package org.studentmanagement.schema.run;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.Refused;

/**
 * Changes the schema of one database. One process at a time does; the others wait. A revision and the record of it are one
 * transaction, so that one that failed or was killed has left nothing.
 */
public final class Migrator implements AutoCloseable {
    private final TargetDatabase target;
    private final Preflight preflight;
    private final MigrationObserver observer;

    /** Connects, and changes nothing yet. */
    public Migrator(Datasource datasource, String changelog, Preflight preflight, MigrationObserver observer)
            throws SQLException {
        target = new TargetDatabase(datasource, changelog);
        this.preflight = preflight;
        this.observer = observer;
    }

    public TargetDatabase target() {
        return target;
    }

    /** Runs of what is pending the same as another database has run, in the same order. */
    public void follow(Revisions other) throws SQLException {
        List<Revision> pending = target.revisions().pending();
        List<Revision> followed = other.applied().stream()
                .flatMap(applied ->
                        pending.stream().filter(revision -> revision.file().equals(applied.file())))
                .toList();
        try (var session = new MigrationSession(target, observer)) {
            session.run(followed, Direction.UP);
        }
    }

    /**
     * Waits for the migration lock and keeps it until this is closed, so that nobody else migrates between two of its
     * works.
     */
    public void hold() throws SQLException {
        MigrationLock.acquire(target.connection(), observer);
    }

    /** @throws Refused if something stands in the way of an upgrade that runs these revisions */
    public void requireFree(List<Revision> plan) throws SQLException {
        preflight.require(target, plan, Direction.UP);
    }

    /** Undoes what a killed process may have left half done, if there is any. */
    public void recover() throws SQLException {
        if (!MigrationRuns.unfinished(target.connection())) {
            return;
        }
        try (var session = new MigrationSession(target, observer)) {
            session.recover(target.revisions());
        }
    }

    /** Runs a script as one transaction, which steps back from a lock and tries again as a revision does. */
    public void runPatiently(String what, String script) throws SQLException {
        patiently(what, () -> {
            Jdbc.execute(target.connection(), script);
            return null;
        });
    }

    /**
     * Does some work over the connection, and tries it again where it does not get a lock.
     *
     * @throws Refused if it got none at the last attempt; it names the session that was in the way
     */
    public <T> T patiently(String what, LiquibaseScope.Work<T> work) throws SQLException {
        try (LockRetry retry = new LockRetry(target.connection(), target.beside("watching"), observer)) {
            return retry.call(what, work);
        }
    }

    /** Runs what is pending up to the named revision, and returns it. */
    public List<Revision> upgrade(String name) throws SQLException {
        return migrate(name, Direction.UP);
    }

    /** Undoes what was applied after the named revision, newest first, and returns it. */
    public List<Revision> downgrade(String name) throws SQLException {
        return downgrade(name, false);
    }

    /**
     * The same, also with what was there before.
     *
     * @param dropAdopted whether revisions may be undone that were recorded here and not run, which drops what another
     *     tool has made; otherwise that is refused
     */
    public List<Revision> downgrade(String name, boolean dropAdopted) throws SQLException {
        if (!dropAdopted) {
            MigrationRuns.requireRun(target.connection(), target.revisions().down(name));
        }
        return migrate(name, Direction.DOWN);
    }

    /** Makes the named revision the current one by records alone: nothing is run and nothing undone. */
    public List<Revision> stamp(String name) throws SQLException {
        return migrate(name, Direction.STAMP);
    }

    /** @throws Refused if a record is another application's */
    public List<Revision> purgeAndStamp(String name) throws SQLException {
        Revisions before = target.revisions();
        target.changes().requireUnedited(target.connection(), before);
        String goal = before.expected().slug(name);
        List<String> others = before.unexpected().stream()
                .filter(revision -> !revision.named())
                .map(revision -> "%s of %s".formatted(revision.slug(), revision.file()))
                .toList();
        if (!others.isEmpty()) {
            throw new Refused("Nothing was removed, because these records are another application's: %s."
                    .formatted(String.join(", ", others)));
        }
        try (var session = new MigrationSession(target, observer)) {
            session.forget(before.unexpected());
        }
        return Stream.concat(before.unexpected().stream(), stamp(goal).stream()).toList();
    }

    /**
     * Records the first changesets as run, without running them; what is recorded already stays so. Returns those that were
     * not.
     *
     * @throws Refused if changesets have run here
     */
    public List<Revision> adopt(int changesets) throws SQLException {
        try (var session = new MigrationSession(target, observer)) {
            target.requireNothingRun();
            Revisions revisions = target.revisions();
            int missing = Math.max(changesets - revisions.applied().size(), 0);
            List<Revision> adopted = revisions.pending().subList(0, missing);
            session.run(adopted, Direction.ADOPT);
            return adopted;
        }
    }

    private List<Revision> migrate(String name, Direction direction) throws SQLException {
        Revisions before = target.revisions();
        target.changes().requireUnedited(target.connection(), before);
        List<Revision> plan = direction.plan(before, name);
        if (plan.isEmpty() && !MigrationRuns.unfinished(target.connection())) {
            return plan;
        }
        if (direction == Direction.UP) {
            target.changes().requireRollbacks(plan);
        } else {
            plan.forEach(target.changes()::of);
        }
        // After another process has made its way, +1 would be one more.
        String goal = before.slug(name);
        try (var session = new MigrationSession(target, observer)) {
            session.recover(target.revisions());
            List<Revision> left = direction.plan(target.revisions(), goal);
            preflight.require(target, left, direction);
            session.run(left, direction);
            return left;
        }
    }

    @Override
    public void close() throws SQLException {
        target.close();
    }
}
