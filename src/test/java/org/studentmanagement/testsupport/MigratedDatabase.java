package org.studentmanagement.testsupport;

import java.sql.SQLException;
import java.util.Optional;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;

/** Scratch databases with the whole schema and no rows, copied from one that is migrated once a run. */
public final class MigratedDatabase {
    /**
     * Test classes are loaded by several class loaders; a system property, and the constant that names it, are what they share.
     * All properties are no lock to migrate under: Liquibase, under a lock of its own, waits for them.
     */
    private static final String TEMPLATE = "testsupport.postgres.template";

    private MigratedDatabase() {}

    /** Makes a database at the newest revision and returns its name. */
    public static String create() throws SQLException {
        return PostgresServer.copy(template());
    }

    private static String template() throws SQLException {
        synchronized (TEMPLATE) {
            if (System.getProperty(TEMPLATE) == null) {
                String database = PostgresServer.scratch();
                migrate(PostgresServer.url(database));
                System.setProperty(TEMPLATE, database);
            }
            return System.getProperty(TEMPLATE);
        }
    }

    /** Brings the database of the JDBC URL to the newest revision. */
    public static void migrate(String url) throws SQLException {
        Datasource datasource = new Datasource(url, Optional.empty(), Optional.empty());
        try (Migrator migrator = new Migrator(
                datasource, Changelog.PATH, new ChangesetPreflight(MigrationObserver.NONE), MigrationObserver.NONE)) {
            migrator.upgrade(Revisions.HEAD);
        }
    }
}
