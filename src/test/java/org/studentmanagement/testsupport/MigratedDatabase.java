package org.studentmanagement.testsupport;

import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** Scratch databases with the whole schema and no rows, copied from one that is migrated once a run. */
public final class MigratedDatabase {
    /** Test classes are loaded by several class loaders; a system property is what they share. */
    private static final String TEMPLATE = "testsupport.postgres.template";

    private MigratedDatabase() {}

    /** Makes a database at the newest revision and returns its name. */
    public static String create() throws SQLException {
        return PostgresServer.copy(template());
    }

    private static String template() throws SQLException {
        synchronized (System.getProperties()) {
            if (System.getProperty(TEMPLATE) == null) {
                String database = PostgresServer.scratch();
                migrate(database);
                System.setProperty(TEMPLATE, database);
            }
            return System.getProperty(TEMPLATE);
        }
    }

    private static void migrate(String database) throws SQLException {
        try (var liquibase = new Liquibase(
                "db/changelog.yaml",
                new ClassLoaderResourceAccessor(),
                new JdbcConnection(PostgresServer.connect(database)))) {
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            liquibase.update(new Contexts());
        } catch (LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }
}
