package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.Progress;
import org.studentmanagement.terminal.Refused;

/**
 * Runs a changelog in scratch databases, to find out what its changesets make. The scratch databases are on the server that is
 * asked about, because a text of PostgreSQL is the same only on the same version, and since an index that is built concurrently
 * can be tried neither in a transaction nor, without waiting for others, beside real data.
 *
 * @param resources where the changelog and its files are
 */
public record ScratchMigration(String changelog, ResourceAccessor resources) {
    private interface Work {
        void run(Liquibase liquibase) throws LiquibaseException;
    }

    /** @throws Refused if there is a fault in the changelog */
    public ScratchMigration {
        Changelog.files(changelog, resources);
    }

    public static ScratchMigration of(String changelog) {
        return new ScratchMigration(changelog, LiquibaseScope.resources());
    }

    /** @throws Refused if the user may not create databases, a changeset cannot be read, or it halts */
    public ScratchDatabase database(Datasource server) throws SQLException {
        ScratchDatabase database = ScratchDatabase.create(server);
        try {
            up(database);
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Runs what is pending. Nobody else knows the database, so there is nothing to wait for or to take up again. */
    public void up(ScratchDatabase database) throws SQLException {
        run(database, liquibase -> liquibase.update(new Contexts()));
    }

    public void down(ScratchDatabase database, int changesets) throws SQLException {
        run(
                database,
                liquibase -> liquibase.rollback(changesets, (String) null, new Contexts(), new LabelExpression()));
    }

    public Changes changes() throws SQLException {
        return Changes.parse(changelog, resources);
    }

    /**
     * The schema that the applied revisions of a changelog of the class path make, in the order in which they were applied.
     *
     * @throws Refused if the user may not create databases
     */
    public static Schema schemaAt(Revisions revisions, String changelog, Datasource server) throws SQLException {
        try (ScratchDatabase scratch = ScratchDatabase.create(server.forMigrations());
                Migrator migrator =
                        new Migrator(scratch.datasource(), changelog, Preflight.NONE, MigrationObserver.NONE);
                Connection connection = scratch.connect()) {
            migrator.follow(revisions);
            return Schema.read(connection);
        }
    }

    /**
     * The schema after each changeset of a changelog of the class path, oldest first.
     *
     * @throws Refused if the user may not create databases
     */
    public static List<Schema> schemas(String changelog, Datasource server) throws SQLException {
        List<Schema> schemas = new ArrayList<>();
        try (ScratchDatabase scratch = ScratchDatabase.create(server);
                Connection connection = scratch.connect();
                Progress progress = Progress.ofSteps(
                        "Building schemas", Changelog.files(changelog).size())) {
            MigrationObserver reader = new MigrationObserver() {
                @Override
                public void ended(Revision revision, Direction direction, Duration duration, long rows)
                        throws SQLException {
                    schemas.add(Schema.read(connection));
                    progress.step();
                }
            };
            try (Migrator migrator = new Migrator(scratch.datasource(), changelog, Preflight.NONE, reader)) {
                migrator.upgrade(Revisions.HEAD);
            }
        }
        return schemas;
    }

    private void run(ScratchDatabase database, Work work) throws SQLException {
        try (Connection connection = database.connect()) {
            LiquibaseScope.call(() -> {
                Liquibase liquibase = new Liquibase(changelog, resources, new JdbcConnection(connection));
                liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                // All threads share the steps of Liquibase's commands, with what they note of a lock that they hold.
                synchronized (ScratchMigration.class) {
                    work.run(liquibase);
                }
                return null;
            });
        }
    }
}
