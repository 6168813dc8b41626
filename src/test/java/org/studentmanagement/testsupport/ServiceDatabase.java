package org.studentmanagement.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives the service under test a migrated database of its own, in which it finds nothing to migrate when it starts, and lets
 * tests see it without the service.
 */
@WithTestResource(value = ServiceDatabase.class, scope = TestResourceScope.GLOBAL)
public class ServiceDatabase implements QuarkusTestResourceLifecycleManager {
    private static final DescribedAnswers ANSWERS = new DescribedAnswers();

    private static final String URL = "quarkus.datasource.jdbc.url";

    @Override
    public Map<String, String> start() {
        try {
            String database = MigratedDatabase.create();
            PostgresServer.keep(database);
            // Free ones: the package does not say which it takes of itself, and has to have both or neither from here.
            String managementPort = String.valueOf(freePort());
            return Map.of(
                    URL,
                    PostgresServer.url(database),
                    "quarkus.http.test-port",
                    String.valueOf(freePort()),
                    "quarkus.management.port",
                    managementPort,
                    "quarkus.management.test-port",
                    managementPort);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tests about something else than access are let in; {@code auth()} of a request overrides it. Whatever they are about,
     * the API's description has to agree with the answers.
     */
    @Override
    public void inject(Object test) {
        RestAssured.authentication = RestAssured.oauth2(TestToken.withAllRoles());
        RestAssured.replaceFiltersWith(ANSWERS);
        LeanRequests.configure();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    @Override
    public void stop() {
        // The server goes with the JVM, and the database with it.
    }

    /** A connection of the test's own to the database that the service uses. */
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(ConfigProvider.getConfig().getValue(URL, String.class));
    }

    /** The first column, in order, of what a statement returns. */
    public static List<Long> longs(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connect()) {
            return longs(connection, sql, parameters);
        }
    }

    /** The same over a connection that a test has for many. */
    public static List<Long> longs(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                List<Long> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
                return found;
            }
        }
    }

    /** What every table has, in a number for each: equal before and after where nothing was stored. */
    public static List<Long> fingerprint() throws SQLException {
        return longs("""
                SELECT (xpath('/row/sum/text()', query_to_xml(
                  format('SELECT count(*) + coalesce(sum(hashtext(t::text)), 0) AS sum FROM %I t', tablename),
                  false, true, '')))[1]::text::bigint
                FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'databasechange%'
                ORDER BY tablename
                """);
    }
}
