package org.studentmanagement.schema.drift;

import java.sql.Connection;
import java.sql.SQLException;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.Preflight;
import org.studentmanagement.terminal.Refused;

/** Finds out what revisions make by running them. */
public final class ScratchRun {
    private ScratchRun() {}

    /**
     * The schema that the applied revisions make in an empty database, in the order in which they were applied.
     *
     * @throws Refused if the user may not create databases
     */
    public static Schema schemaAt(Revisions revisions, String changelog, Datasource server) throws SQLException {
        try (ScratchDatabase scratch = ScratchDatabase.create(server.forMigrations());
                Migrator migrator =
                        Migrator.open(scratch.datasource(), changelog, Preflight.NONE, MigrationObserver.NONE);
                Connection connection = scratch.connect()) {
            migrator.follow(revisions);
            return Schema.read(connection);
        }
    }
}
