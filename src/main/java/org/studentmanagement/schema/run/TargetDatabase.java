package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.Refused;

/**
 * A database and the changelog that its schema follows, to be looked at. A {@link Migrator} changes it.
 *
 * <p>What cannot be done is told by a {@link Refused}, and what the database refuses by its {@code SQLException}.
 */
public final class TargetDatabase implements AutoCloseable {
    private final Datasource datasource;
    private final String changelog;
    private final List<String> files;
    private final Connection connection;
    private final Map<String, Connection> beside = new HashMap<>();
    private Changes changes;
    private Script script;

    /** Connects as the user who may change the schema. */
    public TargetDatabase(Datasource datasource, String changelog) throws SQLException {
        this.datasource = datasource.forMigrations();
        this.changelog = changelog;
        files = Changelog.files(changelog);
        connection = this.datasource.connectToSchema("student-management db");
    }

    /** @throws Refused if those that are recorded are another application's */
    public Revisions revisions() throws SQLException {
        Revisions revisions = Revisions.read(connection, files);
        revisions.requireOwn();
        return revisions;
    }

    /** The connection, which commits by itself. It closes with this. */
    public Connection connection() {
        return connection;
    }

    /**
     * Another connection, since this one may be in a transaction, or looked through by its watch. Each name has one, for one
     * work after the other, which leaves it committing by itself. It closes with this.
     */
    public Connection beside(String name) throws SQLException {
        Connection known = beside.get(name);
        if (known == null || known.isClosed()) {
            known = datasource.connect("student-management db, " + name);
            beside.put(name, known);
        }
        return known;
    }

    public Changes changes() throws SQLException {
        if (changes == null) {
            changes = Changes.parseFaultless(changelog, LiquibaseScope.resources());
        }
        return changes;
    }

    public Script script() throws SQLException {
        if (script == null) {
            script = new Script(changes());
        }
        return script;
    }

    /** @throws Refused if it could not, because an applied changeset was edited or the revision is not known */
    public List<Revision> plan(String name) throws SQLException {
        Revisions revisions = revisions();
        changes().requireUnedited(connection, revisions);
        List<Revision> plan = revisions.up(name);
        changes().requireRollbacks(plan);
        return plan;
    }

    /** @throws Refused if an applied revision is not in the changelog, or not as it was when it ran */
    public void requireKnown() throws SQLException {
        Revisions revisions = revisions();
        revisions.applied().forEach(changes()::of);
        changes().requireUnedited(connection, revisions);
    }

    /** @throws Refused if changesets have run here, and were not only recorded */
    public void requireNothingRun() throws SQLException {
        Set<String> adopted = MigrationRuns.adopted(connection);
        Revisions revisions = revisions();
        if (revisions.applied().stream().anyMatch(revision -> !adopted.contains(revision.slug()))) {
            throw new Refused("There is nothing to adopt: the changesets have run here, up to %s."
                    .formatted(revisions.currentSlug()));
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection other : beside.values()) {
            other.close();
        }
        connection.close();
    }
}
