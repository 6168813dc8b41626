package org.studentmanagement.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.studentmanagement.schema.backup.PostgresProgram;
import org.studentmanagement.terminal.Refused;

/** PostgreSQL's own programs, which the server of the tests does not bring, and which may not be older than it. */
public final class ClientPrograms {
    private ClientPrograms() {}

    /** Skips the test on a machine without them, and says which are needed. */
    public static void require() throws SQLException {
        String missing = missing();
        Assumptions.assumeTrue(missing == null, () -> "Not tested: " + missing);
    }

    /** What is missing; null if nothing is. */
    public static String missing() throws SQLException {
        try {
            find("pg_dump");
            return null;
        } catch (Refused missing) {
            return missing.getMessage();
        }
    }

    public static PostgresProgram find(String name) throws SQLException {
        try (Connection connection = PostgresServer.connect("postgres")) {
            return PostgresProgram.find(name, connection.getMetaData().getDatabaseMajorVersion());
        }
    }
}
