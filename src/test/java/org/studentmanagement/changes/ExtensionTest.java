package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** The extension that the search needs is of the database, not of the schema. */
@BesideTheService
class ExtensionTest {
    private String database;

    private DbBench migrator;

    @BeforeEach
    void makeAUserWhoOwnsNothing() throws SQLException {
        database = PostgresServer.scratch();
        String user = database + "_migrator";
        execute("CREATE ROLE %s LOGIN; GRANT CREATE ON SCHEMA public TO %1$s".formatted(user));
        migrator = new DbBench(new Datasource(
                PostgresServer.url(database).replace("user=postgres", "user=" + user),
                Optional.empty(),
                Optional.empty()));
    }

    @Test
    void whoMayNotCreateItIsToldWhoMayAndGoesOnOnceItIsThere() throws SQLException {
        Outcome halted = migrator.run("upgrade");
        assertThat(halted.exitCode()).isNotZero();
        assertThat(halted.err())
                .contains("The extension pg_trgm is missing here, and this user may not create it. As the owner of the"
                        + " database or a superuser: CREATE EXTENSION pg_trgm.");

        execute("CREATE EXTENSION pg_trgm");

        assertThat(migrator.run("upgrade").exitCode()).isZero();
    }

    @Test
    void whoMayCreateInTheDatabaseMakesItAndItStaysOnTheWayDown() throws SQLException {
        execute("GRANT CREATE ON DATABASE %s TO %1$s_migrator".formatted(database));
        assertThat(migrator.run("upgrade").exitCode()).isZero();

        assertThat(migrator.run("downgrade", "base").exitCode()).isZero();

        assertThat(PostgresServer.query(database, "SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'"))
                .isEqualTo("pg_trgm");
        assertThat(migrator.run("upgrade").exitCode()).isZero();
    }

    private void execute(String sql) throws SQLException {
        PostgresServer.execute(database, sql);
    }
}
