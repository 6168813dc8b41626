package org.studentmanagement.schema.drift;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.Preflight;
import org.studentmanagement.terminal.Progress;
import org.studentmanagement.terminal.Refused;

/** Reads the schema after each revision that runs. */
public final class SchemaSteps implements MigrationObserver {
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
     * @throws Refused if the user may not create databases
     */
    public static List<Schema> of(String changelog, Datasource beside) throws SQLException {
        try (ScratchDatabase scratch = ScratchDatabase.create(beside);
                Connection connection = scratch.datasource().connect("student-management db, reading");
                Progress progress = Progress.ofSteps(
                        "Building schemas", Changelog.files(changelog).size())) {
            SchemaSteps steps = new SchemaSteps(connection, progress);
            try (Migrator migrator = Migrator.open(scratch.datasource(), changelog, Preflight.NONE, steps)) {
                migrator.upgrade(Revisions.HEAD);
            }
            return steps.steps;
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
