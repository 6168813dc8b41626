package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.Scope.ScopedRunner;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** A database on its way through the revisions. Liquibase has a connection of its own, and so have those who look. */
final class SteppingDatabase implements AutoCloseable {
    private final Liquibase liquibase;
    private final Connection connection;

    SteppingDatabase(String database) throws SQLException, LiquibaseException {
        connection = PostgresServer.connect(database);
        liquibase = new Liquibase(
                Changelog.PATH,
                new ClassLoaderResourceAccessor(),
                new JdbcConnection(PostgresServer.connect(database)));
        liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
        // Parsed once here, and not again at each step.
        liquibase.getDatabaseChangeLog();
    }

    static SteppingDatabase empty() throws SQLException, LiquibaseException {
        return new SteppingDatabase(PostgresServer.scratch());
    }

    /** A database without rows for which this changeset is the next one. */
    static SteppingDatabase before(String changeset) throws SQLException, LiquibaseException {
        SteppingDatabase database = new SteppingDatabase(MigratedDatabase.create());
        List<String> files = Changelog.files();
        database.down(files.size() - files.indexOf("db/changes/2026/20261120_" + changeset + ".yaml"));
        return database;
    }

    /** Records the first changesets as run, without running them. */
    void adopt(int changesets) throws LiquibaseException {
        for (int i = 0; i < changesets; i++) {
            quietly(() -> liquibase.markNextChangeSetRan(new Contexts(), new LabelExpression()));
        }
    }

    void up() throws LiquibaseException {
        up(1);
    }

    void up(int changesets) throws LiquibaseException {
        quietly(() -> liquibase.update(changesets, new Contexts(), new LabelExpression()));
    }

    void upToHead() throws LiquibaseException {
        quietly(() -> liquibase.update(new Contexts(), new LabelExpression()));
    }

    void down() throws LiquibaseException {
        down(1);
    }

    void down(int changesets) throws LiquibaseException {
        quietly(() -> liquibase.rollback(changesets, (String) null, new Contexts(), new LabelExpression()));
    }

    /** The files of the changesets that have run, in their order. */
    List<String> applied() throws SQLException {
        List<String> files = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT filename FROM databasechangelog ORDER BY orderexecuted")) {
            while (rows.next()) {
                files.add(rows.getString(1));
            }
        }
        return files;
    }

    /** What Alembic keeps for itself is no part of it. */
    Schema schema() throws SQLException {
        return Schema.read(connection).only(table -> !table.equals("alembic_version"));
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    String query(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws SQLException, LiquibaseException {
        connection.close();
        liquibase.close();
    }

    private static void quietly(ScopedRunner<?> command) throws LiquibaseException {
        try {
            Scope.child(Scope.Attr.ui.name(), new LoggerUIService(), command);
        } catch (LiquibaseException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
