package org.studentmanagement.changes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** A database on its way through the revisions. Those who migrate have their connections, and so have those who look. */
public final class SteppingDatabase implements AutoCloseable {
    private final String name;
    private final Migrator migrator;
    private final Connection connection;

    public SteppingDatabase(String database) throws SQLException {
        name = database;
        connection = PostgresServer.connect(database);
        migrator = new Migrator(
                new DbBench(database).datasource(),
                Changelog.PATH,
                new ChangesetPreflight(MigrationObserver.NONE),
                MigrationObserver.NONE);
    }

    static SteppingDatabase empty() throws SQLException {
        return new SteppingDatabase(PostgresServer.scratch());
    }

    /** A database without rows for which this changeset is the next one. */
    static SteppingDatabase before(String changeset) throws SQLException {
        List<String> slugs = Changelog.files().stream().map(Changelog::slug).toList();
        return new SteppingDatabase(MigratedDatabase.behind(slugs.size() - slugs.indexOf(changeset)));
    }

    public String name() {
        return name;
    }

    /** Records the first changesets as run, without running them. */
    public void adopt(int changesets) throws SQLException {
        migrator.stamp("+" + changesets);
    }

    public void up() throws SQLException {
        up(1);
    }

    void up(int changesets) throws SQLException {
        migrator.upgrade("+" + changesets);
    }

    void upToHead() throws SQLException {
        upTo(Revisions.HEAD);
    }

    public void upTo(String revision) throws SQLException {
        migrator.upgrade(revision);
    }

    void down() throws SQLException {
        down(1);
    }

    void down(int changesets) throws SQLException {
        migrator.downgrade("-" + changesets);
    }

    /** The files of the changesets that have run, in their order. */
    public List<String> applied() throws SQLException {
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
    public Schema schema() throws SQLException {
        return Schema.read(connection).only(table -> !table.equals("alembic_version"));
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    public String query(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        migrator.close();
    }
}
