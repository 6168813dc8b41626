package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.terminal.Refused;

/**
 * Runs a changelog up and down in a scratch database. Nobody else knows that database, so there is nothing to wait for, to
 * record or to take up again, which is what a real migration is about.
 */
public final class ScratchChangelog {
    private final ResourceAccessor resources;
    private final String path;

    /**
     * @param resources where the changelog and its files are
     * @throws Refused if there is a fault in it
     */
    public ScratchChangelog(ResourceAccessor resources, String path) {
        this.resources = resources;
        this.path = path;
        Changelog.files(path, resources);
    }

    Changes changes() throws SQLException {
        return Changes.parse(path, resources);
    }

    /** @throws Refused if a changeset cannot be read, or halts */
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
