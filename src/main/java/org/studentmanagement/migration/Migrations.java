package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;
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

    /** Runs what is pending up to the named revision, and returns it. */
    public List<Revision> upgrade(String name) throws SQLException {
        return migrate(name, Direction.UP);
    }

    /**
     * Undoes what was applied after the named revision, newest first, and returns it.
     *
     * @throws MigrationRefused also if that would drop what was adopted and not made here
     */
    public List<Revision> downgrade(String name) throws SQLException {
        Set<String> adopted = MigrationRuns.adopted(connection);
        List<String> dropped = revisions().down(name).stream()
                .map(Revision::slug)
                .filter(adopted::contains)
                .toList();
        if (!dropped.isEmpty()) {
            throw new MigrationRefused(("Recorded and not run here: %s. To undo them drops what was there before;"
                            + " if that is what you want, add --drop-adopted.")
                    .formatted(String.join(", ", dropped)));
        }
        return downgradeDroppingAdopted(name);
    }

    /** The same, and where it comes to revisions that were only recorded, drops what another tool has made. */
    public List<Revision> downgradeDroppingAdopted(String name) throws SQLException {
        return migrate(name, Direction.DOWN);
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
                var session = new MigrationSession(connection, beside, Changes.parse(changelog), observer)) {
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

    private List<Revision> migrate(String name, Direction direction) throws SQLException {
        Changes changes = Changes.parse(changelog);
        Revisions before = revisions();
        changes.requireUnedited(connection, before);
        List<Revision> plan = plan(before, name, direction);
        if (plan.isEmpty()) {
            return plan;
        }
        plan.forEach(changes::of);
        // After another process has made its way, +1 would be one more.
        String goal = before.slug(name);
        try (Connection beside = beside();
                var session = new MigrationSession(connection, beside, changes, observer)) {
            List<Revision> left = plan(revisions(), goal, direction);
            session.run(left, direction);
            return left;
        }
    }

    private static List<Revision> plan(Revisions revisions, String name, Direction direction) {
        return direction == Direction.UP ? revisions.up(name) : revisions.down(name);
    }

    private Connection beside() throws SQLException {
        return datasource.connect("student-management db, watching");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
