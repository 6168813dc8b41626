package org.studentmanagement.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.sql.SQLException;
import java.util.Map;

/** Gives the service under test a database of its own, which it migrates when it starts. */
@WithTestResource(value = ServiceDatabase.class, scope = TestResourceScope.GLOBAL)
public class ServiceDatabase implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            return Map.of("quarkus.datasource.jdbc.url", PostgresServer.url(PostgresServer.scratch()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // The server goes with the JVM, and the database with it.
    }
}
