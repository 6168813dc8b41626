package org.studentmanagement.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Refused;

/**
 * A database for a moment, on the configured server. It goes when it is closed, and when the process is interrupted. A
 * session that bears its name tells others that its process is alive; one that was killed has left it dead.
 */
public final class ScratchDatabase implements AutoCloseable {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String QUERY_CANCELED = "57014";
    private static final int PATIENCE_SECONDS = 5;
    private static final String APPLICATION = "student-management db, scratch";
    private static final String PREFIX = "revision_";
    private static final String KEEPER = "keeps ";

    private static final String DEAD = """
            SELECT datname
            FROM pg_database
            WHERE datname ~ '^%s[0-9a-f]{32}$' AND pg_has_role(datdba, 'USAGE')
              AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = '%s' || pg_database.datname)
            ORDER BY datname
            """.formatted(PREFIX, KEEPER);

    private final Datasource server;
    private final String name;
    private final Datasource datasource;
    private final Connection keeper;
    private final Thread onInterruption;

    private ScratchDatabase(Datasource server, String name, Connection keeper) {
        this.keeper = keeper;
        this.server = server;
        this.name = name;
        datasource = server.database(name);
        onInterruption = new Thread(this::dropQuietly);
        Runtime.getRuntime().addShutdownHook(onInterruption);
    }

    /** @throws Refused if the user may not create databases */
    public static ScratchDatabase create(Datasource server) throws SQLException {
        ScratchDatabase scratch = create(server, "template0");
        if (server.schema().isPresent()) {
            execute(
                    scratch.datasource,
                    "CREATE SCHEMA IF NOT EXISTS " + server.schema().get());
        }
        return scratch;
    }

    /** Drops those of processes that were killed, and returns their names. */
    public static List<String> dropDead(Datasource server) throws SQLException {
        try (Connection connection = server.connect(APPLICATION)) {
            List<String> dead = Jdbc.strings(connection, DEAD);
            for (String name : dead) {
                drop(connection, name);
            }
            return dead;
        }
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

    /** Lets it stay under another name. Nobody may be connected to it any more. */
    public void keepAs(String lasting) throws SQLException {
        Runtime.getRuntime().removeShutdownHook(onInterruption);
        execute(server, "ALTER DATABASE " + name + " RENAME TO " + lasting);
        keeper.close();
    }

    @Override
    public void close() throws SQLException {
        if (keeper.isClosed()) {
            return;
        }
        Runtime.getRuntime().removeShutdownHook(onInterruption);
        drop();
        keeper.close();
    }

    private static ScratchDatabase create(Datasource server, String template) throws SQLException {
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "");
        Connection keeper = server.connect(KEEPER + name);
        try {
            Jdbc.execute(keeper, "CREATE DATABASE " + name + " TEMPLATE " + template);
            return new ScratchDatabase(server, name, keeper);
        } catch (SQLException e) {
            keeper.close();
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new Refused(
                        "The database user may not create the scratch databases in which schemas are built and tried:"
                                + " ALTER ROLE … CREATEDB allows it, or configure another server.");
            }
            throw e;
        }
    }

    private void dropQuietly() {
        try {
            drop();
        } catch (SQLException serverIsGone) {
            System.err.println("The scratch database " + name + " is left behind.");
        }
    }

    private void drop() throws SQLException {
        try (Connection connection = server.connect(APPLICATION)) {
            drop(connection, name);
        }
    }

    /**
     * Drops a database with the sessions in it. PostgreSQL waits until every session of the server has closed the files of it, and
     * does not tell one that begins at that moment: it waits until that one ends. Asked once more it tells all of them.
     */
    public static void drop(Connection connection, String name) throws SQLException {
        String sql = "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)";
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            statement.execute(sql);
        } catch (SQLException e) {
            if (!QUERY_CANCELED.equals(e.getSQLState())) {
                throw e;
            }
            Jdbc.execute(connection, sql);
        }
    }

    private static void execute(Datasource server, String sql) throws SQLException {
        try (Connection connection = server.connect(APPLICATION)) {
            Jdbc.execute(connection, sql);
        }
    }
}
