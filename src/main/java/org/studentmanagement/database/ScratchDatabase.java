package org.studentmanagement.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** An empty database on the same server as another, for a look at what a schema would be; gone when it is closed. */
public final class ScratchDatabase implements AutoCloseable {
    private final Connection server;
    private final String name;
    private final Datasource datasource;

    private ScratchDatabase(Datasource beside) throws SQLException {
        server = beside.connect("scratch");
        name = "scratch_" + UUID.randomUUID().toString().replace("-", "");
        datasource = beside.sibling(name);
    }

    /** @throws SQLException with the state 42501 if the user may not create databases */
    public static ScratchDatabase create(Datasource beside) throws SQLException {
        ScratchDatabase database = new ScratchDatabase(beside);
        try {
            // template1 may hold what its owner wants in every database; this one has to be empty.
            database.execute("CREATE DATABASE " + database.name + " TEMPLATE template0");
            return database;
        } catch (SQLException e) {
            database.server.close();
            throw e;
        }
    }

    public Datasource datasource() {
        return datasource;
    }

    @Override
    public void close() throws SQLException {
        try (server) {
            execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = server.createStatement()) {
            statement.execute(sql);
        }
    }
}
