package org.studentmanagement.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** Scratch databases at the newest schema: copies of one that is migrated once in a test run. */
public final class MigratedDatabase {
    /** Test classes are loaded by several class loaders; a system property is what they share. */
    private static final String TEMPLATE = "testsupport.postgres.template";

    private MigratedDatabase() {}

    /** Makes a database with empty tables and returns its name. */
    public static String create() throws SQLException {
        String name = "migrated_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = PostgresServer.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template());
        }
        return name;
    }

    private static String template() throws SQLException {
        synchronized (System.getProperties()) {
            if (System.getProperty(TEMPLATE) == null) {
                String name = PostgresServer.scratch();
                try (Connection connection = PostgresServer.connect(name);
                        Liquibase liquibase = new Liquibase(
                                "db/changelog.yaml",
                                new ClassLoaderResourceAccessor(),
                                new JdbcConnection(connection))) {
                    liquibase.update();
                } catch (LiquibaseException e) {
                    throw new IllegalStateException(e);
                }
                System.setProperty(TEMPLATE, name);
            }
            return System.getProperty(TEMPLATE);
        }
    }
}
