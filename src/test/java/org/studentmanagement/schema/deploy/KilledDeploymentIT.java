package org.studentmanagement.schema.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.PostgresServer.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClientPrograms;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** Deployments of the adopted database that are killed with -9, each in another step, and what comes after them. Each test has a database of its own. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
@Tag("kill")
class KilledDeploymentIT {
    private static final String ADOPTED = "create_student_courses";

    /** Some revisions later, as all that are named here: each is deployed from the one before. */
    private static final String NUMBERED = "students_number";

    private static final int MOST_TRIES = 5;

    @TempDir
    private Path folder;

    private String database;
    private DbBench db;
    private String rows;
    private String from = ADOPTED;

    @BeforeEach
    void adopt() throws SQLException {
        database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        db = new DbBench(database);
        db.run("adopt");
        rows = folder.resolve("rows.gz").toString();
        db.run("verify", "--save", rows);
    }

    @Nested
    @BesideTheService
    class InAStepOnTheWay {
        @Test
        void afterAKillInAnyStepTheDatabaseIsUsableAtOnceAndTheNextDeploymentFinishes() throws Exception {
            kill("checks:", NUMBERED, "--no-backup");
            kill("lint:", NUMBERED, "--no-backup");
            kill("drift:", NUMBERED, "--no-backup");
            kill("fence:", NUMBERED, "--no-backup", "--fence");
            kill("watch:", NUMBERED, "--no-backup");
            kill("fingerprint:", NUMBERED, "--no-backup", "--fence");
            kill("up   students_number,", NUMBERED, "--no-backup");
            assertDeploys(NUMBERED);
            kill("up   students_number_index,", "students_number_key", "--no-backup", "--fence");
            assertDeploys("students_number_key");
            kill("verify:", "students_number_not_null", "--no-backup");
            assertDeploys("students_number_not_null");
            kill("every row of before is there unaltered\ndrift:", "courses_code_fill", "--no-backup");
            assertDeploys("courses_code_fill");
            kill("release:", "courses_code_key", "--no-backup", "--fence");
            assertDeploys("courses_code_key");
            kill("current:", "courses_code_not_null", "--no-backup");
            assertDeploys("courses_code_not_null");
        }
    }

    @Nested
    @BesideTheService
    class OnTheWayBack {
        @Test
        void afterAKillOnTheWayBackTheNextDeploymentFinishes() throws Exception {
            // what nobody can foresee before the revisions run
            execute(
                    database,
                    "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN IF EXISTS (SELECT FROM"
                            + " pg_attribute WHERE attrelid = ''students''::regclass AND attname = ''number'') THEN RAISE EXCEPTION"
                            + " ''refused''; END IF; END'; CREATE EVENT TRIGGER refuse ON ddl_command_end EXECUTE FUNCTION refuse()");
            kill("rollback:", NUMBERED, "--no-backup", "--rollback-on-failure");
            kill("proof:", NUMBERED, "--no-backup", "--rollback-on-failure");
            execute(database, "DROP EVENT TRIGGER refuse; DROP FUNCTION refuse()");
            assertDeploys(NUMBERED);
        }
    }

    @Nested
    @BesideTheService
    @ResourceLock(BesideTheService.COPIES)
    class InTheRehearsalOrTheBackup {
        @Test
        void afterAKillInTheRehearsalOrTheBackupNothingIsLeftInTheWay() throws Exception {
            ClientPrograms.require();
            kill("\n1 of ", NUMBERED, "--no-backup", "--rehearse");
            kill("backup:", NUMBERED, "--fence", "--to", folder.toString());

            Outcome next = db.run(
                    "deploy",
                    "--no-backup",
                    "--despite",
                    "lint",
                    "--rehearse",
                    "--longest-lock",
                    "1m",
                    "students_id_bigint");

            assertThat(next.exitCode()).as(next.out()).isZero();
            assertThat(next.err())
                    .containsPattern("Dropped the copy revision_[0-9a-f]{32}, which a killed process had left");
            assertDeploys(NUMBERED);
        }
    }

    /** Kills one as soon as it has said something on its standard error; one that was quicker goes back and is followed by another. */
    private void kill(String said, String to, String... options) throws Exception {
        for (int tries = 1; !killed(said, to, options); tries++) {
            assertThat(tries)
                    .as("deployments that ended before they were killed in " + said)
                    .isLessThan(MOST_TRIES);
            assertThat(db.run("downgrade", "--yes", from).exitCode()).isZero();
        }
        assertUsable(said);
    }

    private boolean killed(String said, String to, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("db", "deploy", to, "--despite", "lint"));
        arguments.addAll(List.of(options));
        PackagedService process =
                PackagedService.start(PostgresServer.url(database), List.of(), arguments.toArray(String[]::new));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> process.standardError().contains(said)
                        || !process.process().isAlive());
        boolean killed = process.kill();
        assertThat(process.standardError()).contains(said);
        return killed;
    }

    /** A statement that still runs for who was killed ends within a second, and with it all that it was to do. */
    private void assertUsable(String killedIn) throws SQLException {
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            Awaitility.await(killedIn)
                    .atMost(Duration.ofSeconds(5))
                    .ignoreExceptions()
                    .until(() -> {
                        statement.execute("UPDATE students SET name = name WHERE id = (SELECT min(id) FROM students)");
                        return statement.execute("SELECT count(*) FROM student_courses");
                    });
        }
    }

    private void assertDeploys(String to) throws SQLException {
        Outcome deployed = db.run("deploy", to, "--no-backup", "--despite", "lint");
        assertThat(deployed.exitCode()).as(deployed.out()).isZero();
        assertThat(db.run("current").out()).contains(to);
        assertThat(db.run("verify", "--against", rows).exitCode()).isZero();
        assertThat(query(database, "SELECT count(*) FROM pg_proc WHERE starts_with(proname, 'migration_watch')"))
                .isEqualTo("0");
        from = to;
    }
}
