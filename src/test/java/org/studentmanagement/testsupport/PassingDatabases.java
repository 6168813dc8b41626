package org.studentmanagement.testsupport;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Drops the databases of a class of tests as soon as it has ended. Each is half a thousand files: those of a whole run would take
 * the disk as long to write and to remove as the tests take.
 */
class PassingDatabases implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        // a class within another one that is marked has the other one's
        if (context.getRequiredTestClass().isAnnotationPresent(BesideTheService.class)) {
            PostgresServer.dropOfThisThread();
        }
    }
}
