package org.studentmanagement.testsupport;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;

/** Scratch databases without rows, each copied from one that is migrated once a run. */
public final class MigratedDatabase {
    /**
     * Test classes are loaded by several class loaders; system properties, and the constant that names them, are what they
     * share. All properties are no lock to migrate under: Liquibase, under a lock of its own, waits for them.
     */
    private static final String TEMPLATES = "testsupport.postgres.template.";

    private MigratedDatabase() {}

    /** Makes a database at the newest revision and returns its name. */
    public static String create() throws SQLException {
        return behind(0);
    }

    /** Makes one that has yet to run this many of the newest revisions and returns its name. */
    public static String behind(int revisions) throws SQLException {
        synchronized (TEMPLATES) {
            if (template(0) == null) {
                String database = PostgresServer.scratch();
                migrate(PostgresServer.url(database));
                PostgresServer.keep(database);
                System.setProperty(TEMPLATES + 0, database);
            }
            if (template(revisions) == null) {
                System.setProperty(TEMPLATES + revisions, fromTheNearest(revisions));
            }
            return PostgresServer.copy(template(revisions));
        }
    }

    private static String fromTheNearest(int behind) throws SQLException {
        int nearest = IntStream.range(0, Changelog.files().size())
                .filter(other -> template(other) != null)
                .boxed()
                .min(Comparator.comparing(other -> Math.abs(other - behind)))
                .orElseThrow();
        String database = PostgresServer.copy(template(nearest));
        try (Migrator migrator = migrator(PostgresServer.url(database))) {
            if (nearest < behind) {
                migrator.downgrade("-" + (behind - nearest));
            } else {
                migrator.upgrade("+" + (nearest - behind));
            }
        }
        PostgresServer.keep(database);
        return database;
    }

    private static String template(int behind) {
        return System.getProperty(TEMPLATES + behind);
    }

    /** Brings the database of the JDBC URL to the newest revision. */
    public static void migrate(String url) throws SQLException {
        try (Migrator migrator = migrator(url)) {
            migrator.upgrade(Revisions.HEAD);
        }
    }

    private static Migrator migrator(String url) throws SQLException {
        return new Migrator(
                new Datasource(url, Optional.empty(), Optional.empty()),
                Changelog.PATH,
                new ChangesetPreflight(MigrationObserver.NONE),
                MigrationObserver.NONE);
    }
}
