package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.PostgresServer.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.studentmanagement.schema.deploy.Traffic;
import org.studentmanagement.schema.fingerprint.Snapshot;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClientPrograms;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Seed;

/** Deployments of revisions that rewrite and fill tables, and of some that do harm, while others write. */
@Order(1)
@BesideTheService
@ResourceLock(BesideTheService.COPIES)
class DeployCommandTest {
    private static final String CHANGELOG = "changelogs/members.yaml";
    private static final String HARMLESS = "payments_text";

    /** Beyond the revisions that rewrite and fill the large tables, and no further with each change that is new. */
    private static final String TOUCHED = "courses_touch";

    private static String members;
    private static String forgotten;
    private static Connection forgetful;

    @RegisterExtension
    private final Seed seed = new Seed(1);

    private String database;
    private DbBench db;

    @BeforeAll
    static void membersOfClubs() throws SQLException {
        members = PostgresServer.scratch();
        assertThat(new DbBench(members, CHANGELOG).run("upgrade", "members").exitCode())
                .isZero();
        execute(members, """
                INSERT INTO members SELECT n, 'Member ' || n, 'Ulm' FROM generate_series(1, 40000) n;
                INSERT INTO payments (member_id, amount) SELECT 1 + n % 40000, n / 3.0 FROM generate_series(1, 40000) n;
                ANALYZE;
                """);
        forgotten = PostgresServer.copy(members);
        // long before the test that needs it to have been open for long
        forgetful = PostgresServer.connect(forgotten);
        forgetful.setAutoCommit(false);
        try (var statement = forgetful.createStatement()) {
            statement.execute("SET LOCAL application_name = 'forgetful'; SELECT FROM members LIMIT 1");
        }
    }

    @AfterAll
    static void endIt() throws SQLException {
        forgetful.close();
    }

    @BeforeEach
    void aCopy() throws SQLException {
        database = PostgresServer.copy(members);
        db = new DbBench(database, CHANGELOG);
    }

    @Test
    void aLargeAdoptedDatabaseIsDeployedAndTakenBackAndDeployedWithTheSameRows(@TempDir Path folder) throws Exception {
        String adopted = LegacyDatabase.WITH_STUDENT_COURSES.create();
        DbBench school = new DbBench(adopted);
        school.run("adopt");
        execute(adopted, """
                INSERT INTO students (name, email) SELECT 'Student', n || '@students.example' FROM generate_series(1, 20000) n
                """);
        String before = folder.resolve("before.gz").toString();
        String after = folder.resolve("after.gz").toString();
        school.run("verify", "--save", before);

        Outcome deployed = school.run("deploy", "--no-backup", TOUCHED);
        assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.DONE);
        assertThat(deployed.out())
                .containsPattern("verify +done +\\d+\\.\\d  every row of before is there unaltered\n")
                .containsPattern("Deployed: \\S+ on \\S+ is at " + TOUCHED + ", and was at create_student_courses\\.");
        assertThat(school.run("current").out()).startsWith(TOUCHED + ", ");
        school.run("verify", "--save", after);

        assertThat(school.run("downgrade", "--yes", "create_student_courses").exitCode())
                .isZero();
        assertThat(school.run("verify", "--against", before).exitCode()).isZero();

        assertThat(school.run("deploy", "--no-backup", "--fence", TOUCHED).exitCode())
                .isZero();
        assertThat(school.run("verify", "--against", before).exitCode()).isZero();
        assertThat(school.run("drift").exitCode()).isZero();
        assertThat(school.run("deploy", "--no-backup", TOUCHED).out())
                .contains("nothing pending at", "Nothing to do at ");
    }

    @Test
    void writesOfOthersRaiseNoAlarm() throws Exception {
        try (Traffic traffic = new Traffic(seed, database, "SELECT count(*) FROM members", this::busy)) {
            Outcome deployed = deploy(HARMLESS);
            assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.DONE);
            assertThat(deployed.out())
                    .containsPattern(
                            "verify +done +\\S+ +every row of before is there unaltered, but \\d+ that others have"
                                    + " written\n");
            assertThat(traffic.refusals().keySet()).isSubsetOf("40P01");
        }
    }

    @Test
    void oneAlteredRowIsFoundAmongThoseThatOthersWriteAndTakenBack() throws Exception {
        try (Traffic traffic = new Traffic(seed, database, "SELECT count(*) FROM members", this::busy)) {
            Outcome deployed = deploy("one_altered", "--rollback-on-failure");

            assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.UNFIT);
            assertThat(deployed.out())
                    .containsPattern("members has other rows: .*\n +altered: id 7\n")
                    .containsPattern("rollback +done .* 5 revisions\n")
                    .containsPattern(
                            "proof +done .* the schema is as it was, and every row of before is there unaltered")
                    .contains("The database is back at members, with the schema and the rows of before.");
            assertThat(traffic.refusals().keySet()).isSubsetOf("40P01");
        }
        assertThat(db.run("current").out()).startsWith("members, ");
        assertNothingIsLeft();
    }

    @Test
    void oneAlteredRowIsFoundThoughOthersWriteToItAllTheTime() throws Exception {
        try (Traffic traffic = new Traffic(seed, database, "SELECT count(*) FROM members", this::busyWithMember7)) {
            Outcome deployed = deploy("one_altered");

            assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.UNFIT);
            assertThat(deployed.out())
                    .containsPattern("members has other rows: .*\n +altered: id 7\n")
                    .contains("All revisions have run: the database is at one_altered, and was at members.")
                    .contains("To go back: db downgrade members\n");
            assertThat(traffic.written()).isPositive();
        }
    }

    @Test
    void aRowThatWasAlteredAndTakenBackWhileOthersWroteToItIsNotNamed() throws Exception {
        try (Traffic traffic = new Traffic(seed, database, "SELECT count(*) FROM members", this::busyWithMember7)) {
            Outcome deployed = deploy("one_altered", "--rollback-on-failure");

            assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.UNFIT);
            assertThat(deployed.out())
                    .contains("The database is back at members, with the schema and the rows of before.");
            assertThat(traffic.written()).isPositive();
        }
        assertThat(query(database, "SELECT city FROM members WHERE id = 7")).isEqualTo("Ulm");
    }

    @Test
    void behindTheFenceNothingThatWasAcknowledgedIsLost() throws Exception {
        int acknowledged;
        try (Traffic traffic = new Traffic(
                seed,
                database,
                "SELECT count(*) FROM members",
                (writer, nth, random) ->
                        "INSERT INTO payments (member_id, amount) VALUES (%d, 1)".formatted(writer + 1))) {
            int readsBefore = traffic.reads();
            Outcome deployed = deploy(HARMLESS, "--fence");
            assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.DONE);
            assertThat(deployed.out()).containsPattern("verify +done +\\S+ +every row of before is there unaltered\n");
            assertThat(traffic.reads()).isGreaterThan(readsBefore);
            assertThat(traffic.refusals()).containsOnlyKeys("SM503");
            int afterwards = traffic.written();
            Awaitility.await().until(() -> traffic.written() > afterwards);
            traffic.stop();
            acknowledged = traffic.written();
        }
        assertThat(query(database, "SELECT count(*) FROM payments")).isEqualTo(String.valueOf(40000 + acknowledged));
    }

    @Test
    void aRevisionThatFailsLeavesThoseBeforeItAndSaysHowToGoOn() throws Exception {
        Outcome deployed = deploy("fails", "--fence");

        assertThat(deployed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(deployed.out())
                .contains("fails: The database reports a fault: ERROR: division by zero.")
                .contains(
                        "The database is at one_altered, and was at members. A revision that failed has left nothing.")
                .contains("To go back: db downgrade members\n")
                .contains("The fence is open: writes are served again.");
        execute(database, "INSERT INTO members (id) VALUES (0)");
        assertNothingIsLeft();
    }

    @Test
    void nothingIsChangedWhereAnybodyWouldHaveToWait() {
        DbBench withForgetful = new DbBench(forgotten, CHANGELOG);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> query(
                                forgotten,
                                "SELECT clock_timestamp() - xact_start > interval '10 s' FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND application_name = 'forgetful'"),
                        "t"::equals);

        Outcome deployed = withForgetful.run("deploy", "--no-backup", "--despite", "lint", HARMLESS);

        assertThat(deployed.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(deployed.out())
                .containsPattern(
                        "session \\d+ \\(forgetful, user postgres, idle in transaction\\) has a transaction open for"
                                + " \\d\\d+ s: end it by SELECT pg_terminate_backend")
                .contains(
                        "To go on all the same, add --despite sessions.",
                        "Nothing was changed: the database is at members.");
    }

    @Test
    void whatSomebodyChangedByHandAndWhatIsDangerousIsToldBeforeAnythingIsChanged() throws Exception {
        execute(database, """
                CREATE INDEX of_no_harm ON members (city);
                ALTER TABLE members ADD CONSTRAINT by_hand CHECK (city <> '')
                """);

        assertThat(db.run("deploy", "--no-backup", HARMLESS)).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(ExitCode.UNFIT);
            assertThat(refused.out()).contains("type-change-rewrites", "Nothing was changed", "add --despite lint.");
        });
        assertThat(deploy(HARMLESS)).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(ExitCode.UNFIT);
            assertThat(refused.out()).contains("by_hand", "DROP CONSTRAINT", "add --despite drift.");
        });
        assertThat(db.run("current").out()).startsWith("members, ");
        assertThat(deploy(HARMLESS, "--despite", "drift").exitCode()).isZero();

        execute(database, "ALTER TABLE members DROP CONSTRAINT by_hand");
        assertThat(deploy(HARMLESS)).satisfies(done -> {
            assertThat(done.exitCode()).isZero();
            assertThat(done.out()).contains("what differs does no harm");
        });
    }

    @Test
    void aRehearsalComesBeforeAnythingElseIsDone() throws Exception {
        ClientPrograms.require();

        Outcome deployed = deploy("members_since", "--rehearse");

        assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.DONE);
        assertThat(deployed.out())
                .containsPattern(
                        "(?s)rehearsal +done +\\S+ +Fit: 2 revisions ran up, down and up again, all 80,000 rows"
                                + " are there unaltered.*\\nwatch +done .*\\nupgrade +done +\\S+ +2 revisions\\n");
    }

    @Test
    void aRehearsalAllowsForNoLongerLocksThanTheOperator() throws Exception {
        ClientPrograms.require();

        Outcome deployed = deploy("members_since", "--rehearse", "--longest-lock", "0ms");

        assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.UNFIT);
        assertThat(deployed.out()).contains(", longer than 0 ms.");
        assertThat(deploy("members_since", "--longest-lock", "2s").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aRevisionWhoseRollbackForgetsAnIndexIsStoppedByTheRehearsalAndTheDatabaseIsUntouched() throws Exception {
        ClientPrograms.require();
        DbBench clubs = new DbBench(PostgresServer.scratch(), "changelogs/forgetful.yaml");
        assertThat(clubs.run("upgrade", "clubs_fill").exitCode()).isZero();
        List<String> before = whole(clubs);

        Outcome deployed = clubs.run("deploy", "--no-backup", "--despite", "lint", "--rehearse", "--fence");

        assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.UNFIT);
        assertThat(deployed.out())
                .containsPattern("\nrehearsal +failed +\\S+ +told below\n\n")
                .contains("\nindex_forgotten\n    down does not restore: index clubs_name_idx of clubs added.\n")
                .contains("\nNot fit: 2 faults in 1 of 2 revisions.\n")
                .endsWith("""

                        Nothing was changed: the database is at clubs_fill.
                        Once it is mended: db deploy --no-backup --despite lint --rehearse --fence
                        """);
        assertThat(whole(clubs)).isEqualTo(before);
    }

    @Test
    void whatARevisionTakesAwayIsToldBeforeTheBackupAndGoesOnlyWhenToldSo() throws Exception {
        DbBench clubs = new DbBench(PostgresServer.scratch(), "changelogs/harm.yaml");
        assertThat(clubs.run("upgrade", "harmless").exitCode()).isZero();

        Outcome refused = clubs.run("deploy", "--no-backup", "--despite", "lint", "column_dropped");
        assertThat(refused.exitCode()).as(refused.out()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.out())
                .containsPattern("losses +failed")
                .contains("What is lost does not come back: clubs.name (2 rows).", "add --despite losses.")
                .contains("Nothing was changed: the database is at harmless.");

        Outcome deployed = clubs.run("deploy", "--no-backup", "--despite", "lint,losses", "column_dropped");
        assertThat(deployed.exitCode()).as(deployed.out()).isEqualTo(ExitCode.DONE);
        assertThat(deployed.out()).containsPattern("losses +done +\\S+ +goes: clubs.name \\(2 rows\\)");
    }

    /** All objects and where they lie, all rows and who has written them, and all runs. */
    private static List<String> whole(DbBench db) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(db.datasource());
                var statement = snapshot.connection().createStatement();
                var row = statement.executeQuery("""
                        SELECT (SELECT json_agg(json_build_array(oid, relname, relfilenode) ORDER BY oid)
                                FROM pg_class WHERE relnamespace = 'public'::regnamespace),
                            (SELECT json_agg(json_build_array(clubs, xmin)) FROM clubs),
                            (SELECT json_agg(migration_run) FROM migration_run)
                        """)) {
            row.next();
            return List.of(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    @Test
    void theOptionsAreExplainedWhereTheyCannotBeUsed() {
        assertThat(db.run("deploy").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(db.run("deploy").err()).contains("--to=DIR", "--no-backup");
        assertThat(db.run("deploy", "--no-backup", "nowhere").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(db.run("deploy", "--no-backup", "--json", "members").out())
                .contains("\"deployed\" : true", "\"step\" : \"checks\"", "\"outcome\" : \"done\"");
    }

    /** Each writer has its own members, so that none waits for another. */
    private String busy(int writer, int nth, Random random) {
        int member = 100 + writer + 6 * random.nextInt(6000);
        return switch (nth % 5) {
            case 0 -> "UPDATE members SET name = 'Nr. %d' WHERE id = %d".formatted(nth, member);
            case 1 -> "INSERT INTO payments (member_id, amount) SELECT 1, 0.5 FROM generate_series(1, 20)";
            case 2 -> "DELETE FROM members WHERE id = %d".formatted(member);
            case 3 ->
                "UPDATE payments SET member_id = 2 WHERE id %% 6 = %d AND id BETWEEN %d AND %<d + 600"
                        .formatted(writer, member);
            default ->
                "INSERT INTO members (id, name) VALUES (%d, 'New') ON CONFLICT (id) DO UPDATE SET city = 'Bonn'"
                        .formatted(member);
        };
    }

    /** One of the writers renames the member that {@code one_altered} alters. */
    private String busyWithMember7(int writer, int nth, Random random) {
        return writer == 0
                ? "UPDATE members SET name = 'Nr. %d' WHERE id = 7".formatted(nth)
                : busy(writer, nth, random);
    }

    private Outcome deploy(String revision, String... options) {
        String[] arguments = new String[options.length + 5];
        System.arraycopy(new String[] {"deploy", "--no-backup", "--despite", "lint", revision}, 0, arguments, 0, 5);
        System.arraycopy(options, 0, arguments, 5, options.length);
        return db.run(arguments);
    }

    private void assertNothingIsLeft() throws SQLException {
        assertThat(query(database, "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
                .isEqualTo("0");
        assertThat(query(database, "SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"))
                .isEqualTo("0");
    }
}
