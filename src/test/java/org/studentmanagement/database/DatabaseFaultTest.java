package org.studentmanagement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class DatabaseFaultTest {
    @Test
    void aServerThatIsAwayIsNotReached() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertExplained(() -> DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/school"))
                .startsWith("The database cannot be reached: Connection to localhost:" + port + " refused.");
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        assertExplained(() -> DriverManager.getConnection("jdbc:postgresql://nowhere.invalid/school"))
                .isEqualTo("The database cannot be reached: there is no host nowhere.invalid.");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        assertExplained(() -> PostgresServer.connect("nosuch"))
                .isEqualTo("The database reports a fault: FATAL: database \"nosuch\" does not exist.");
    }

    @Test
    void aRoleThatDoesNotExistIsRefused() {
        assertExplained(() -> DriverManager.getConnection(
                        PostgresServer.url("postgres").replace("user=postgres", "user=nobody")))
                .startsWith("The database refuses the login, so check user name and password: FATAL: ");
    }

    @Test
    void aTableOrColumnThatTheServiceMissesAsksForAMigration() {
        assertThat(DatabaseFault.explainOwnSql(fault(() -> execute("SELECT * FROM nowhere"))))
                .isEqualTo("The database is not at the schema of this version, so migrate it first, with db upgrade:"
                        + " ERROR: relation \"nowhere\" does not exist.");
        assertThat(DatabaseFault.explainOwnSql(fault(() -> execute("SELECT nothing FROM pg_class"))))
                .startsWith(
                        "The database is not at the schema of this version, so migrate it first, with db upgrade: ");
    }

    @Test
    void aTableThatTheSqlOfAChangeMissesIsOnlyNamed() {
        assertExplained(() -> execute("SELECT * FROM nowhere"))
                .isEqualTo("The database reports a fault: ERROR: relation \"nowhere\" does not exist.");
    }

    @Test
    void aConnectionThatIsTerminatedBroke() {
        assertExplained(() -> execute("SELECT pg_terminate_backend(pg_backend_pid())"))
                .startsWith("The connection to the database broke: FATAL: ");
    }

    @Test
    void aLockThatIsHeldTooLongIsTold() throws SQLException {
        try (Connection holder = PostgresServer.connect("postgres");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(1)");
            assertExplained(() -> execute("SET lock_timeout = 1; SELECT pg_advisory_xact_lock(1)"))
                    .startsWith("Another transaction holds the tables for too long, so try again when it has ended: ");
        }
    }

    @Test
    void aRightThatIsMissingIsTold() {
        assertExplained(() -> execute("SET ROLE pg_monitor; CREATE ROLE another"))
                .isEqualTo("The database user may not do this: ERROR: permission denied to create role.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INSERT INTO part VALUES (5) | Key (id)=(5) is not present in table "whole".
            INSERT INTO whole VALUES (1), (1) | Key (id)=(1) already exists.
            ALTER TABLE whole DROP COLUMN id | constraint part_id_fkey on table part depends on column id of table whole. view seen depends on column id of table whole. Whoever made what depends on it can take it away first, and make it anew afterwards.
            SELECT idd FROM whole | Perhaps you meant to reference the column "whole.id".
            """)
    void whatTheServerSaysInDetailIsSaidAndNoAdviceToCascade(String sql, String detail) {
        assertExplained(() -> execute(
                        "CREATE TEMP TABLE whole (id int PRIMARY KEY); CREATE TEMP TABLE part (id int REFERENCES whole);"
                                + "CREATE TEMP VIEW seen AS SELECT id FROM whole; " + sql))
                .endsWith(detail)
                .doesNotContain("CASCADE", "\n");
    }

    private static void execute(String sql) throws SQLException {
        PostgresServer.execute("postgres", sql);
    }

    private static AbstractStringAssert<?> assertExplained(ThrowingCallable action) {
        return assertThat(DatabaseFault.explain(fault(action)));
    }

    private static SQLException fault(ThrowingCallable action) {
        return catchThrowableOfType(SQLException.class, action);
    }
}
