package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.change.Change;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.lint.Foresight;
import org.studentmanagement.migration.lint.Losses;

/**
 * The schema of one database and the changelog that it follows. One process at a time changes a schema; the others wait.
 * A revision and the record of it are one transaction, so that one that failed or was killed has left nothing.
 *
 * <p>What cannot be done is told by a {@link MigrationRefused}, and what the database refuses by its {@code SQLException}.
 */
public final class Migrations implements AutoCloseable {
    private final Datasource datasource;
    private final String changelog;
    private final List<String> files;
    private final MigrationObserver observer;
    private final Connection connection;
    private Changes changes;

    private Migrations(Datasource datasource, String changelog, MigrationObserver observer) throws SQLException {
        this.datasource = datasource.forMigrations();
        this.changelog = changelog;
        this.observer = observer;
        files = Changelog.files(changelog);
        connection = this.datasource.connectToSchema("student-management db");
    }

    /** Connects as the user who may change the schema, and changes nothing yet. */
    public static Migrations open(Datasource datasource, MigrationObserver observer) throws SQLException {
        return open(datasource, Changelog.PATH, observer);
    }

    /** The same with another changelog of the class path. */
    public static Migrations open(Datasource datasource, String changelog, MigrationObserver observer)
            throws SQLException {
        return new Migrations(datasource, changelog, observer);
    }

    /**
     * The revisions as of now.
     *
     * @throws MigrationRefused if those that are recorded are another application's
     */
    public Revisions revisions() throws SQLException {
        Revisions revisions = Revisions.read(connection, files);
        revisions.requireOwn();
        return revisions;
    }

    /** The connection, which commits by itself, for those who want to look. It closes with this. */
    public Connection connection() {
        return connection;
    }

    /** Runs of what is pending the same as another database has run, in the same order. */
    public void follow(Revisions other) throws SQLException {
        List<Revision> pending = revisions().pending();
        List<Revision> followed = other.applied().stream()
                .flatMap(applied ->
                        pending.stream().filter(revision -> revision.file().equals(applied.file())))
                .toList();
        try (Connection beside = beside();
                var session = new MigrationSession(connection, beside, changes(), observer)) {
            session.run(followed, Direction.UP);
        }
    }

    /**
     * Waits for the migration lock and keeps it until this is closed, so that nobody else migrates between two of its
     * works.
     */
    public void hold() throws SQLException {
        MigrationLock.acquire(connection, observer);
    }

    /**
     * What an upgrade to the named revision would run.
     *
     * @throws MigrationRefused if it could not, because an applied changeset was edited or the revision is not known
     */
    public List<Revision> plan(String name) throws SQLException {
        Revisions revisions = revisions();
        changes().requireUnedited(connection, revisions);
        List<Revision> plan = plan(revisions, name, Direction.UP);
        changes.requireRollbacks(plan);
        return plan;
    }

    /** Undoes what a killed process may have left half done, if there is any. */
    public void recover() throws SQLException {
        if (!MigrationRuns.unfinished(connection)) {
            return;
        }
        try (Connection beside = beside();
                var session = new MigrationSession(connection, beside, changes(), observer)) {
            session.recover(revisions());
        }
    }

    /**
     * Runs a script as one transaction, which steps back from a lock and tries again as a revision does.
     *
     * @param what names it in a sentence
     */
    public void runPatiently(String what, String script) throws SQLException {
        patiently(what, () -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(script);
            }
        });
    }

    /**
     * Does some work over the connection, and tries it again where it does not get a lock.
     *
     * @param what names it in a sentence
     * @throws MigrationRefused if it got none at the last attempt; it names the session that was in the way
     */
    public <T> T patiently(String what, LiquibaseScope.Work<T> work) throws SQLException {
        MigrationConfig config = MigrationConfig.configured();
        MigrationSession.configure(connection, config);
        try (Connection beside = beside();
                BlockerWatch watch = BlockerWatch.of(connection, beside, observer)) {
            return new Patience(config, watch, observer).call(what, work);
        }
    }

    /** Runs what is pending up to the named revision, and returns it. */
    public List<Revision> upgrade(String name) throws SQLException {
        return migrate(name, Direction.UP);
    }

    /**
     * Runs all that is pending, for one who can ask nobody.
     *
     * @throws MigrationRefused if it takes away what is stored
     */
    void upgradeLosingNothing() throws SQLException {
        String lost = Loss.words(losses(plan(Revisions.HEAD)));
        if (!lost.isEmpty()) {
            throw new MigrationRefused(
                    "What is lost does not come back: %s. To lose it all the same, run db upgrade --yes, and start again."
                            .formatted(lost));
        }
        upgrade(Revisions.HEAD);
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
        Set<String> adopted = dropAdopted ? Set.of() : MigrationRuns.adopted(connection);
        List<String> dropped = revisions().down(name).stream()
                .map(Revision::slug)
                .filter(adopted::contains)
                .toList();
        if (!dropped.isEmpty()) {
            throw new MigrationRefused(
                    ("Nothing was undone, because these were recorded here and not run: %s. To undo them"
                                    + " drops what was there before; if that is what you want, add --drop-adopted.")
                            .formatted(String.join(", ", dropped)));
        }
        return migrate(name, Direction.DOWN);
    }

    /** @throws MigrationRefused if an applied revision is not in the changelog, or not as it was when it ran */
    void requireKnown() throws SQLException {
        Revisions revisions = revisions();
        revisions.applied().forEach(changes()::of);
        changes().requireUnedited(connection, revisions);
    }

    /** Makes the named revision the current one by records alone: nothing is run and nothing undone. */
    public List<Revision> stamp(String name) throws SQLException {
        return migrate(name, Direction.STAMP);
    }

    /**
     * The same, after the records of unexpected revisions are removed, of which what they made stays.
     *
     * @throws MigrationRefused if a record is another application's
     */
    List<Revision> purgeAndStamp(String name) throws SQLException {
        Revisions before = revisions();
        changes().requireUnedited(connection, before);
        String goal = before.expected().slug(name);
        List<String> others = before.unexpected().stream()
                .filter(revision -> !revision.named())
                .map(revision -> "%s of %s".formatted(revision.slug(), revision.file()))
                .toList();
        if (!others.isEmpty()) {
            throw new MigrationRefused("Nothing was removed, because these records are another application's: %s."
                    .formatted(String.join(", ", others)));
        }
        try (Connection beside = beside();
                var session = new MigrationSession(connection, beside, changes(), observer)) {
            session.forget(before.unexpected());
        }
        return Stream.concat(before.unexpected().stream(), stamp(goal).stream()).toList();
    }

    /**
     * Records the first changesets as run, without running them; what is recorded already stays so. Returns those that were
     * not.
     *
     * @throws MigrationRefused if changesets have run here
     */
    public List<Revision> adopt(int changesets) throws SQLException {
        try (Connection beside = beside();
                var session = new MigrationSession(connection, beside, changes(), observer)) {
            requireNothingRun();
            Revisions revisions = revisions();
            int missing = Math.max(changesets - revisions.applied().size(), 0);
            List<Revision> adopted = revisions.pending().subList(0, missing);
            session.run(adopted, Direction.ADOPT);
            return adopted;
        }
    }

    /** @throws MigrationRefused if changesets have run here, and were not only recorded */
    public void requireNothingRun() throws SQLException {
        Set<String> adopted = MigrationRuns.adopted(connection);
        Revisions revisions = revisions();
        if (revisions.applied().stream().anyMatch(revision -> !adopted.contains(revision.slug()))) {
            throw new MigrationRefused("There is nothing to adopt: the changesets have run here, up to %s."
                    .formatted(revisions.currentSlug()));
        }
    }

    /** What a downgrade to the named revision takes away, in its order. */
    public List<Loss> losses(String name) throws SQLException {
        return losses(revisions().down(name), Direction.DOWN);
    }

    /** What an upgrade that runs these revisions takes away, in its order. */
    public List<Loss> losses(List<Revision> plan) throws SQLException {
        return losses(plan, Direction.UP);
    }

    /** What would make one of these revisions fail, or do harm, though those before it run. Nothing is changed. */
    public List<Obstacle> obstacles(List<Revision> plan) throws SQLException {
        return obstacles(plan, Direction.UP);
    }

    private List<Obstacle> obstacles(List<Revision> plan, Direction direction) throws SQLException {
        if (plan.isEmpty() || direction != Direction.UP && direction != Direction.DOWN) {
            return List.of();
        }
        List<Foresight.Step> applied = new ArrayList<>();
        for (Revision revision : revisions().applied()) {
            if (revision.state() == Revision.State.APPLIED) {
                applied.add(changes().step(revision, Direction.UP));
            }
        }
        List<Foresight.Step> steps = new ArrayList<>();
        for (Revision revision : plan) {
            steps.add(changes().step(revision, direction));
        }
        // While a session is open, its connections are in a transaction, or looked through by its watch.
        try (Connection asking = datasource.connect("student-management db, reading")) {
            return Foresight.look(asking, script(), applied, steps, direction == Direction.UP);
        }
    }

    /**
     * Makes sure that nothing stands in the way of these revisions, and says of what nobody had time to find out.
     *
     * @throws MigrationRefused with all that does
     */
    public void requireFree(List<Revision> plan) throws SQLException {
        requireFree(plan, Direction.UP);
    }

    private void requireFree(List<Revision> plan, Direction direction) throws SQLException {
        List<Obstacle> obstacles = obstacles(plan, direction);
        obstacles.stream()
                .filter(Obstacle::open)
                .forEach(open -> observer.note(Obstacle.text(List.of(open)).strip()));
        List<Obstacle> known =
                obstacles.stream().filter(obstacle -> !obstacle.open()).toList();
        if (!known.isEmpty()) {
            throw new MigrationRefused(
                    "Nothing was %s, because this stands in the way:%n%s%nPut it right, and try again."
                            .formatted(direction == Direction.UP ? "run" : "undone", Obstacle.text(known)));
        }
    }

    private List<Loss> losses(List<Revision> revisions, Direction direction) throws SQLException {
        Map<String, List<Change>> run = new LinkedHashMap<>();
        for (Revision revision : revisions) {
            run.put(revision.slug(), changes().of(revision, direction));
        }
        return run.isEmpty() ? List.of() : Losses.of(connection, script(), run);
    }

    /** The statements of a revision, or those that undo it. */
    public List<String> statements(Revision revision, Direction direction) throws SQLException {
        return script().statements(revision, direction);
    }

    /** Whether a revision is one transaction. */
    public boolean runsInTransaction(Revision revision) throws SQLException {
        return changes().of(revision).isRunInTransaction();
    }

    /** The SQL of the changesets. */
    Script script() throws SQLException {
        return new Script(changes());
    }

    Changes changes() throws SQLException {
        if (changes == null) {
            changes = Changes.parse(changelog);
        }
        return changes;
    }

    List<Revision> migrate(String name, Direction direction) throws SQLException {
        Revisions before = revisions();
        changes().requireUnedited(connection, before);
        List<Revision> plan = plan(before, name, direction);
        if (plan.isEmpty() && !MigrationRuns.unfinished(connection)) {
            return plan;
        }
        if (direction == Direction.UP) {
            changes.requireRollbacks(plan);
        } else {
            plan.forEach(changes::of);
        }
        // After another process has made its way, +1 would be one more.
        String goal = before.slug(name);
        try (Connection beside = beside();
                var session = new MigrationSession(connection, beside, changes, observer)) {
            session.recover(revisions());
            List<Revision> left = plan(revisions(), goal, direction);
            requireFree(left, direction);
            session.run(left, direction);
            return left;
        }
    }

    static List<Revision> plan(Revisions revisions, String name, Direction direction) {
        return switch (direction) {
            case UP -> revisions.up(name);
            case DOWN -> revisions.down(name);
            case STAMP, ADOPT ->
                revisions.position(name) < revisions.applied().size() ? revisions.down(name) : revisions.up(name);
        };
    }

    private Connection beside() throws SQLException {
        return datasource.connect("student-management db, watching");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
