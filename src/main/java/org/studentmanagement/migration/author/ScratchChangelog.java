package org.studentmanagement.migration.author;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.migration.Changelog;
import org.studentmanagement.migration.Changes;
import org.studentmanagement.migration.LiquibaseScope;
import org.studentmanagement.migration.MigrationRefused;
import org.studentmanagement.migration.ScratchDatabase;

/**
 * Runs a changelog up and down in a scratch database. Nobody else knows that database, so there is nothing to wait for, to
 * record or to take up again, which is what a real migration is about.
 */
final class ScratchChangelog {
    private final ResourceAccessor resources;
    private final String path;

    /**
     * @param resources where the changelog and its files are
     * @throws MigrationRefused if there is a fault in it
     */
    ScratchChangelog(ResourceAccessor resources, String path) {
        this.resources = resources;
        this.path = path;
        Changelog.files(path, resources);
    }

    Changes changes() throws SQLException {
        return Changes.parse(path, resources);
    }

    /** @throws MigrationRefused if a changeset cannot be read, or halts */
    void up(ScratchDatabase database) throws SQLException {
        run(database, liquibase -> liquibase.update(new Contexts()));
    }

    void down(ScratchDatabase database, int changesets) throws SQLException {
        run(
                database,
                liquibase -> liquibase.rollback(changesets, (String) null, new Contexts(), new LabelExpression()));
    }

    private interface Work {
        void run(Liquibase liquibase) throws LiquibaseException;
    }

    private void run(ScratchDatabase database, Work work) throws SQLException {
        try (Connection connection = database.connect()) {
            LiquibaseScope.call(() -> {
                Liquibase liquibase = new Liquibase(path, resources, new JdbcConnection(connection));
                liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                work.run(liquibase);
                return null;
            });
        }
    }
}
