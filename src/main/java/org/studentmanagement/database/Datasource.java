package org.studentmanagement.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** The database that commands and the server share: its JDBC URL and, where the URL does not hold them, the login. */
public record Datasource(String url, Optional<String> username, Optional<String> password) {
    /** Names the connections over which the service looks at its database besides those that serve. */
    public static final String PROBES = "probes";

    private static final String URL = "quarkus.datasource.jdbc.url";

    /** Of {@link DirectConfig}, which is not mapped where a command runs. */
    private static final String DIRECT = "direct.jdbc-url";

    private static final String INVALID_SCHEMA_NAME = "3F000";
    private static final Pattern PARTS = Pattern.compile("(jdbc:postgresql:)(//[^/?]*)?/?[^?]*(\\?.*)?");

    /**
     * The configured database, for sessions of their own, over which a pooler does not stand: the transactions of a session that serves may
     * each be another server process's.
     *
     * @throws NoDatasourceException if nothing is configured and this is no checkout
     */
    public static Datasource configured() {
        Datasource serving = serving();
        return new Datasource(value(DIRECT).orElse(serving.url), serving.username, serving.password);
    }

    /**
     * The same, for those who serve. In a checkout without one, the development database is started and becomes the configured one.
     *
     * @throws NoDatasourceException if nothing is configured and this is no checkout
     */
    static Datasource serving() {
        if (value(URL).isEmpty()) {
            System.setProperty(URL, DevDatabase.start());
        }
        return new Datasource(
                value(URL).orElseThrow(), value("quarkus.datasource.username"), value("quarkus.datasource.password"));
    }

    /**
     * Makes sure that there is one, as {@link #configured()}. Where the environment names it, as that of a container, nothing else is
     * read for that: Quarkus reads all settings again when it starts.
     *
     * @throws NoDatasourceException if nothing is configured and this is no checkout
     */
    public static void require() {
        String named = System.getenv("QUARKUS_DATASOURCE_JDBC_URL");
        if (named == null || named.isBlank()) {
            configured();
        }
    }

    /**
     * The same database with the login of those who may change its schema, where {@code quarkus.liquibase} names one. That
     * is one of the configured server; another server has its own.
     */
    public Datasource forMigrations() {
        Optional<String> migrator = value("quarkus.liquibase.username");
        boolean elsewhere = value(DIRECT)
                .or(() -> value(URL))
                .map(configured -> !server(configured).equals(server(url)))
                .orElse(false);
        return migrator.isEmpty() || elsewhere
                ? this
                : new Datasource(url, migrator, value("quarkus.liquibase.password"));
    }

    /** Opens a connection that the caller closes. PostgreSQL shows it under the given name, in pg_stat_activity. */
    public Connection connect(String applicationName) throws SQLException {
        return connect(applicationName, Map.of());
    }

    /** @param given properties of the driver, which the URL may set to something else */
    public Connection connect(String applicationName, Map<String, String> given) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(given);
        username.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("ApplicationName", applicationName);
        return DriverManager.getConnection(url, properties);
    }

    /**
     * The same for those who look at tables.
     *
     * @throws SQLException also if the schema is not there in which they should be
     */
    public Connection connectToSchema(String applicationName) throws SQLException {
        Connection connection = connect(applicationName);
        try (var statement = connection.createStatement();
                var schema = statement.executeQuery("SELECT current_schema, current_setting('search_path')")) {
            schema.next();
            if (schema.getString(1) == null) {
                connection.close();
                throw new SQLException(
                        "There is no schema %s in %s: create it, or correct currentSchema in the JDBC URL"
                                .formatted(schema.getString(2), place()),
                        INVALID_SCHEMA_NAME);
            }
        }
        return connection;
    }

    /** Another database of the same server, with the same login. */
    public Datasource database(String name) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw new IllegalStateException("no JDBC URL of PostgreSQL");
        }
        String server = parts.group(2) == null ? "" : parts.group(2) + "/";
        String parameters = parts.group(3) == null ? "" : parts.group(3);
        return new Datasource(parts.group(1) + server + name + parameters, username, password);
    }

    /** The schema in which tables are made, as SQL writes it, where the URL names one. */
    public Optional<String> schema() {
        return Optional.ofNullable(PGProperty.CURRENT_SCHEMA.getOrDefault(parsed()))
                .map(path -> path.split(",")[0].strip());
    }

    /** Whether it is on this machine: a JDBC URL names no host, or a loopback one, and that alone. */
    public boolean local() {
        return Stream.of(PGProperty.PG_HOST.getOrDefault(parsed()).split(",")).allMatch(Datasource::isLoopback);
    }

    /** Whether its URL names one server alone. */
    public boolean ofOneServer() {
        return !PGProperty.PG_HOST.getOrDefault(parsed()).contains(",");
    }

    /** Where it is, for an operator, without the login: {@code school on localhost:5432}. */
    public String place() {
        Properties parsed = parsed();
        return "%s on %s:%s"
                .formatted(
                        PGProperty.PG_DBNAME.getOrDefault(parsed),
                        PGProperty.PG_HOST.getOrDefault(parsed),
                        PGProperty.PG_PORT.getOrDefault(parsed));
    }

    private static String server(String url) {
        Properties parsed = parsed(url);
        return PGProperty.PG_HOST.getOrDefault(parsed) + ":" + PGProperty.PG_PORT.getOrDefault(parsed);
    }

    /** The same for PostgreSQL's own programs: the environment variables that they read. */
    public Map<String, String> environment() {
        Properties parsed = parsed();
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", PGProperty.PG_HOST.getOrDefault(parsed));
        environment.put("PGPORT", PGProperty.PG_PORT.getOrDefault(parsed));
        environment.put("PGDATABASE", PGProperty.PG_DBNAME.getOrDefault(parsed));
        environment.put("PGUSER", username.orElseGet(() -> PGProperty.USER.getOrDefault(parsed)));
        environment.put("PGPASSWORD", password.orElseGet(() -> PGProperty.PASSWORD.getOrDefault(parsed)));
        environment.put("PGSSLMODE", PGProperty.SSL_MODE.getOrDefault(parsed));
        environment.put("PGSSLROOTCERT", PGProperty.SSL_ROOT_CERT.getOrDefault(parsed));
        environment.values().removeIf(Objects::isNull);
        return environment;
    }

    /** What the URL says of a connection, and of what it does not say, what is given, with the login. */
    Properties connection(Map<String, String> given) {
        Properties defaults = new Properties();
        defaults.putAll(given);
        username.ifPresent(name -> PGProperty.USER.set(defaults, name));
        password.ifPresent(secret -> PGProperty.PASSWORD.set(defaults, secret));
        return Objects.requireNonNull(Driver.parseURL(url, defaults), "no JDBC URL of PostgreSQL");
    }

    private Properties parsed() {
        return parsed(url);
    }

    private static Properties parsed(String url) {
        return Objects.requireNonNull(Driver.parseURL(url, new Properties()), "no JDBC URL of PostgreSQL");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }

    private static Optional<String> value(String property) {
        return ConfigProvider.getConfig().getOptionalValue(property, String.class);
    }
}
