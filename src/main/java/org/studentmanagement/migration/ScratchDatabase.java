package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.studentmanagement.database.Datasource;

/** A database for a moment, on the configured server. It goes when it is closed, and when the process is interrupted. */
public final class ScratchDatabase implements AutoCloseable {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String APPLICATION = "student-management db, scratch";

    private final Datasource server;
    private final String name;
    private final Datasource datasource;
    private final Thread onInterruption;

    private ScratchDatabase(Datasource server, String name) {
        this.server = server;
        this.name = name;
        datasource = server.database(name);
        onInterruption = new Thread(this::dropQuietly);
        Runtime.getRuntime().addShutdownHook(onInterruption);
    }

    /** @throws MigrationRefused if the user may not create databases */
    public static ScratchDatabase create(Datasource server) throws SQLException {
        return create(server, "template0");
    }

    /** One with the same content. Nobody may be connected to this one. */
    public ScratchDatabase copy() throws SQLException {
        return create(server, name);
    }

    public Connection connect() throws SQLException {
        return datasource.connect(APPLICATION);
    }

    public Datasource datasource() {
        return datasource;
    }

    @Override
    public void close() throws SQLException {
        Runtime.getRuntime().removeShutdownHook(onInterruption);
        drop();
    }

    private static ScratchDatabase create(Datasource server, String template) throws SQLException {
        String name = "revision_" + UUID.randomUUID().toString().replace("-", "");
        try {
            execute(server, "CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new MigrationRefused(
                        "The database user may not create the scratch databases in which the schemas are"
                                + " built: ALTER ROLE … CREATEDB allows it, or configure another server.");
            }
            throw e;
        }
        return new ScratchDatabase(server, name);
    }

    private void dropQuietly() {
        try {
            drop();
        } catch (SQLException serverIsGone) {
            System.err.println("The scratch database " + name + " is left behind.");
        }
    }

    private void drop() throws SQLException {
        execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static void execute(Datasource server, String sql) throws SQLException {
        try (Connection connection = server.connect(APPLICATION);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
