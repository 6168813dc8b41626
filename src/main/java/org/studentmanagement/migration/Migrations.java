package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.studentmanagement.database.Datasource;

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
        connection = this.datasource.connect("student-management db");
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

    /** The revisions as of now. */
    public Revisions revisions() throws SQLException {
        return Revisions.read(connection, files);
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

    /** Makes the named revision the current one by records alone: nothing is run and nothing undone. */
    public List<Revision> stamp(String name) throws SQLException {
        return migrate(name, Direction.STAMP);
    }

    /**
     * Compares what another tool has made with what the changesets make.
     *
     * @throws MigrationRefused if it has made nothing that they make, or if they have run here
     */
    Adoption adoption() throws SQLException {
        requireNothingRun();
        Schema found = Schema.read(connection);
        Adoption adoption = found.definitions().isEmpty()
                ? Adoption.NOTHING
                : Adoption.of(found, SchemaSteps.of(changelog, datasource));
        if (adoption.changesets() == 0) {
            throw new MigrationRefused("There is nothing to adopt: the database has no table that the changesets make."
                    + " To make them, use upgrade.");
        }
        return adoption;
    }

    /** Records as run, unless there are differences, what equals a database; what is recorded already stays so. */
    List<Revision> adopt(Adoption adoption) throws SQLException {
        if (!adoption.differences().isEmpty()) {
            return List.of();
        }
        try (Connection beside = beside();
                var session = new MigrationSession(connection, beside, changes(), observer)) {
            requireNothingRun();
            Revisions revisions = revisions();
            int missing = Math.max(adoption.changesets() - revisions.applied().size(), 0);
            List<Revision> adopted = revisions.pending().subList(0, missing);
            session.run(adopted, Direction.ADOPT);
            return adopted;
        }
    }

    private void requireNothingRun() throws SQLException {
        Set<String> adopted = MigrationRuns.adopted(connection);
        Revisions revisions = revisions();
        if (revisions.applied().stream().anyMatch(revision -> !adopted.contains(revision.slug()))) {
            throw new MigrationRefused("There is nothing to adopt: the changesets have run here, up to %s."
                    .formatted(revisions.currentSlug()));
        }
    }

    /** What a downgrade to the named revision drops, in its order. */
    public List<Loss> losses(String name) throws SQLException {
        List<Revision> undone = revisions().down(name);
        Script script = script();
        List<Loss> losses = new ArrayList<>();
        for (Revision revision : undone) {
            losses.addAll(Loss.of(revision, script.statements(revision, Direction.DOWN), connection));
        }
        return losses;
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
        plan.forEach(changes::of);
        // After another process has made its way, +1 would be one more.
        String goal = before.slug(name);
        try (Connection beside = beside();
                var session = new MigrationSession(connection, beside, changes, observer)) {
            session.recover(revisions());
            List<Revision> left = plan(revisions(), goal, direction);
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
