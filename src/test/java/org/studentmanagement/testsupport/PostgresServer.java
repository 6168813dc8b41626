package org.studentmanagement.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.EmbeddedDatabase;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.ScratchDatabase;

/** The one PostgreSQL of a test run. Tests that need a schema of their own take a scratch database of it. */
public final class PostgresServer {
    /** Test classes are loaded by several class loaders; a system property, and the constant that names it, are what they share. */
    private static final String PORT = "testsupport.postgres.port";

    /** Of {@link EmbeddedPostgres}: where its builder looks for what killed runs have left. */
    private static final String STALE = "ot.epg.working-dir";

    private static final File MEMORY = new File("/dev/shm");
    private static final long ROOM_BYTES = 6L << 30;

    /** Makes the databases of all tests: a session costs about as much as a third of one. */
    private static Connection maker;

    /** Those that this thread has made, but for what {@link #keep} was told of. */
    private static final ThreadLocal<Set<String>> MADE = ThreadLocal.withInitial(LinkedHashSet::new);

    private PostgresServer() {}

    /** The JDBC URL of a database on the server, which is started on the first call and stops with the JVM. */
    public static String url(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database + "?user=postgres";
    }

    /** The server for a superuser who is nobody else's, so that what is left behind is known to be his. */
    public static Datasource forOneSuperuser() {
        String user = "superuser_" + UUID.randomUUID().toString().replace("-", "");
        try {
            execute("postgres", "CREATE ROLE " + user + " SUPERUSER LOGIN");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Datasource(
                url("postgres").replace("user=postgres", "user=" + user), Optional.empty(), Optional.empty());
    }

    /** The scratch databases of this user that are there. */
    public static List<String> copiesOf(Datasource user) throws SQLException {
        try (Connection connection = user.connect("copies")) {
            return Jdbc.strings(connection, """
                    SELECT datname FROM pg_database WHERE datname LIKE 'revision\\_%' AND datdba = current_user::regrole
                    """);
        }
    }

    public static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    /** Runs SQL, which may be several statements, over a connection of its own. */
    public static void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row that a statement returns, as text. */
    public static String query(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Makes an empty database and returns its name. */
    public static String scratch() throws SQLException {
        return copy("template1");
    }

    /**
     * Makes a copy of a database that nobody is connected to, and returns its name. Files are copied, because to write all of
     * them into the log first, as PostgreSQL would by default, takes twice as long.
     */
    public static synchronized String copy(String database) throws SQLException {
        if (maker == null) {
            maker = connect("postgres");
        }
        String name = "scratch_" + UUID.randomUUID().toString().replace("-", "");
        Jdbc.execute(maker, "CREATE DATABASE " + name + " TEMPLATE " + database + " STRATEGY file_copy");
        MADE.get().add(name);
        return name;
    }

    /** Lets a database stay for tests of other classes. */
    static void keep(String database) {
        MADE.get().remove(database);
    }

    static synchronized void dropOfThisThread() throws SQLException {
        for (String database : MADE.get()) {
            ScratchDatabase.drop(maker, database);
        }
        MADE.get().clear();
    }

    /** The URL of a login that is refused. The server trusts everybody else, so one user is made to need a password. */
    public static synchronized String urlWithWrongPassword() throws SQLException, IOException {
        String user = "stranger_" + UUID.randomUUID().toString().replace("-", "");
        execute("postgres", "CREATE ROLE " + user + " LOGIN PASSWORD 'right'");
        Path rules = Path.of(query("postgres", "SHOW hba_file"));
        Files.writeString(rules, "host all " + user + " all scram-sha-256\n" + Files.readString(rules));
        execute("postgres", "SELECT pg_reload_conf()");
        String url = url("postgres").replace("user=postgres", "user=" + user + "&password=wrong");
        Awaitility.await().until(() -> refused(url));
        return url;
    }

    private static boolean refused(String url) throws SQLException {
        try {
            DriverManager.getConnection(url).close();
            return false;
        } catch (SQLException e) {
            return e.getSQLState().equals("28P01");
        }
    }

    /**
     * With its files in memory, where there is room for them: those of each database are half a thousand, which a disk takes five
     * times as long to make. What a killed run has left there goes with the next one. Programs may not run from
     * there.
     */
    private static EmbeddedPostgres.Builder builder() {
        if (MEMORY.getUsableSpace() < ROOM_BYTES || !MEMORY.canWrite()) {
            return EmbeddedDatabase.builder();
        }
        File folder = new File(MEMORY, "embedded-pg");
        System.setProperty(STALE, folder.getPath());
        try {
            return EmbeddedDatabase.builder()
                    .setDataDirectory(new File(folder, UUID.randomUUID().toString()));
        } finally {
            System.clearProperty(STALE);
        }
    }

    public static int port() {
        synchronized (PORT) {
            if (System.getProperty(PORT) == null) {
                try {
                    EmbeddedPostgres server = builder()
                            .setServerConfig("max_connections", "200")
                            // Else a worker looks into each of hundreds of databases again and again.
                            .setServerConfig("autovacuum", "off")
                            // No test has the server's machine fail; each new database is a checkpoint, after which
                            // whole pages are written again.
                            .setServerConfig("full_page_writes", "off")
                            // sessions that tests let wait for each other in any order are told so at once
                            .setServerConfig("deadlock_timeout", "50ms")
                            // Plans reads it
                            .setServerConfig("logging_collector", "on")
                            .setServerConfig("log_destination", "jsonlog")
                            .setServerConfig("log_rotation_size", "0")
                            .start();
                    System.setProperty(PORT, String.valueOf(server.getPort()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return Integer.getInteger(PORT);
        }
    }
}
