package org.studentmanagement.migration.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.logging.core.NoOpLogService;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.studentmanagement.migration.MigrationRefused;

/**
 * Runs a changelog up and down in a scratch database. Nobody else knows that database, so there is nothing to wait for, to
 * record or to take up again, which is what a real migration is about.
 */
final class ScratchChangelog {
    private final ResourceAccessor resources;
    private final String path;

    /** @param resources where the changelog and its files are */
    ScratchChangelog(ResourceAccessor resources, String path) {
        this.resources = resources;
        this.path = path;
    }

    /** @throws MigrationRefused if a changeset cannot be read, or fails */
    void up(ScratchDatabase database) throws SQLException {
        run(database, liquibase -> liquibase.update(new Contexts()));
    }

    /** @throws MigrationRefused if a rollback fails */
    void down(ScratchDatabase database, int changesets) throws SQLException {
        run(
                database,
                liquibase -> liquibase.rollback(changesets, (String) null, new Contexts(), new LabelExpression()));
    }

    private interface Work {
        void run(Liquibase liquibase) throws Exception;
    }

    private void run(ScratchDatabase database, Work work) throws SQLException {
        Map<String, Object> quiet =
                Map.of(Scope.Attr.ui.name(), new LoggerUIService(), Scope.Attr.logService.name(), new NoOpLogService());
        try (Connection connection = database.connect()) {
            Scope.child(quiet, () -> {
                Liquibase liquibase = new Liquibase(path, resources, new JdbcConnection(connection));
                liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                work.run(liquibase);
            });
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MigrationRefused("The changelog does not run on an empty database: " + said(e));
        }
    }

    /** The first line of the innermost cause. */
    private static String said(Exception failure) {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .flatMap(message -> message.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst())
                .orElse(failure.toString());
    }
}
