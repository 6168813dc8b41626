package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.ScratchDatabase;
import org.studentmanagement.terminal.Progress;

/** Reads the schema after each revision that runs. */
final class SchemaSteps implements MigrationObserver {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final List<Schema> steps = new ArrayList<>();
    private final Connection connection;
    private final Progress progress;

    private SchemaSteps(Connection connection, Progress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /**
     * The schema after each changeset, oldest first. They are run in a scratch database of the same server, because a text
     * of PostgreSQL is the same only on the same version, and since an index that is built concurrently can be tried
     * neither in a transaction nor, without waiting for others, beside real data.
     *
     * @throws MigrationRefused if the user may not create databases
     */
    static List<Schema> of(String changelog, Datasource beside) throws SQLException {
        try (ScratchDatabase scratch = scratch(beside);
                Connection connection = scratch.datasource().connect("student-management db, reading");
                Progress progress = Progress.ofSteps(
                        "Building schemas", Changelog.files(changelog).size())) {
            SchemaSteps steps = new SchemaSteps(connection, progress);
            try (Migrations migrations = Migrations.open(scratch.datasource(), changelog, steps)) {
                migrations.upgrade(Revisions.HEAD);
            }
            return steps.steps;
        }
    }

    private static ScratchDatabase scratch(Datasource beside) throws SQLException {
        try {
            return ScratchDatabase.create(beside);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new MigrationRefused(
                        "The schemas to compare with are built in a scratch database, and this user may"
                                + " not create one: ALTER ROLE … CREATEDB, or name in QUARKUS_LIQUIBASE_USERNAME a user who may.");
            }
            throw e;
        }
    }

    @Override
    public void ended(Revision revision, Direction direction, Duration duration, long rows) {
        try {
            steps.add(Schema.read(connection));
        } catch (SQLException e) {
            throw new IllegalStateException("The schema cannot be read after " + revision.slug(), e);
        }
        progress.step();
    }
}
