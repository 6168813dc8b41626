package org.studentmanagement.migration.proof;

import java.sql.Connection;
import java.sql.SQLException;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.MigrationObserver;
import org.studentmanagement.migration.MigrationRefused;
import org.studentmanagement.migration.Migrations;
import org.studentmanagement.migration.Revisions;
import org.studentmanagement.migration.Schema;
import org.studentmanagement.migration.ScratchDatabase;

/** Finds out what revisions make by running them. */
final class ScratchRun {
    private ScratchRun() {}

    /**
     * The schema that the applied revisions make in an empty database, in the order in which they were applied.
     *
     * @throws MigrationRefused if the user may not create databases
     */
    static Schema schemaAt(Revisions revisions, String changelog, Datasource server) throws SQLException {
        try (ScratchDatabase scratch = ScratchDatabase.create(server.forMigrations());
                Migrations migrations = Migrations.open(scratch.datasource(), changelog, MigrationObserver.NONE);
                Connection connection = scratch.connect()) {
            migrations.follow(revisions);
            return Schema.read(connection);
        }
    }
}
