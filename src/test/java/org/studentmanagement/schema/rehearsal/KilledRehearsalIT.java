package org.studentmanagement.schema.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClientPrograms;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** A process that is killed with -9 while it rehearses. */
@BesideTheService
@ResourceLock(BesideTheService.COPIES)
class KilledRehearsalIT {
    private static final Datasource SERVER = PostgresServer.forOneSuperuser();

    @Test
    void aKilledRehearsalLeavesTheDatabaseUsableAndTheNextOneCleansUp() throws Exception {
        ClientPrograms.require();
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        DbBench db = new DbBench(SERVER.database(database));
        assertThat(db.run("adopt").exitCode()).isZero();
        PackagedService process = PackagedService.start(
                SERVER.database(database).url(), List.of(), "db", "rehearse", "--longest-lock", "1m");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> process.standardError().contains("1 of ")
                        || !process.process().isAlive());
        assertThat(process.kill()).as(process.standardError()).isTrue();

        try (var connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE courses SET name = name || ' '"))
                    .isPositive();
        }
        Awaitility.await().untilAsserted(() -> assertThat(keepers()).isZero());
        Outcome next = db.run("rehearse", "--to", "courses_id_bigint", "--longest-lock", "1m");

        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(next.err())
                .containsPattern("Dropped the copy revision_[0-9a-f]{32}, which a killed process had left");
        assertThat(PostgresServer.copiesOf(SERVER)).isEmpty();
    }

    private static long keepers() throws SQLException {
        try (var connection = SERVER.connect("keepers")) {
            return Jdbc.number(connection, """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE application_name LIKE 'keeps %' AND usename = current_user
                    """);
        }
    }
}
