package org.studentmanagement.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database that commands and the server share: its JDBC URL and, where the URL does not hold them, the login. */
public record Datasource(String url, Optional<String> username, Optional<String> password) {
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final Pattern DATABASE_OF_URL = Pattern.compile("^(jdbc:postgresql:(?://[^/?]*/)?)[^?]*");

    /**
     * The configured database. In a checkout without one, the development database is started and becomes the
     * configured one.
     *
     * @throws NoDatasourceException if nothing is configured and this is no checkout
     */
    public static Datasource configured() {
        if (value(URL).isEmpty()) {
            if (!DevDatabase.available()) {
                throw new NoDatasourceException();
            }
            System.setProperty(URL, DevDatabase.start());
        }
        return new Datasource(
                value(URL).orElseThrow(), value("quarkus.datasource.username"), value("quarkus.datasource.password"));
    }

    /** The same database with the login of those who may change its schema, where {@code quarkus.liquibase} names one. */
    public Datasource forMigrations() {
        Optional<String> migrator = value("quarkus.liquibase.username");
        return migrator.isEmpty() ? this : new Datasource(url, migrator, value("quarkus.liquibase.password"));
    }

    /** Another database of the same server, with the same login. */
    public Datasource database(String name) {
        return new Datasource(DATABASE_OF_URL.matcher(url).replaceFirst("$1" + name), username, password);
    }

    /** Opens a connection that the caller closes. PostgreSQL shows it under the given name, in pg_stat_activity. */
    public Connection connect(String applicationName) throws SQLException {
        Properties properties = new Properties();
        username.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("ApplicationName", applicationName);
        return DriverManager.getConnection(url, properties);
    }

    private static Optional<String> value(String property) {
        return ConfigProvider.getConfig().getOptionalValue(property, String.class);
    }
}
