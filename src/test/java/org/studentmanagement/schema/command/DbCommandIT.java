package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationLock;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;

/** The packaged command in processes of its own, as operators and deployments run it, several at a time. */
@BesideTheService
class DbCommandIT {
    private static final int PROCESSES = 10;

    /** As many of the first revisions as one of them has to run while the others wait. */
    private static final List<String> FIRST = Changelog.files().subList(0, 10);

    @Test
    void tenUpgradesAtOnceRunEachRevisionOnceAndTheOthersSayForWhomTheyWait() throws Exception {
        String database = PostgresServer.scratch();
        List<PackagedService> upgrades = new ArrayList<>();
        try (Connection starter = PostgresServer.connect(database);
                var statement = starter.createStatement()) {
            statement.execute("SET application_name = 'starter'; SELECT pg_advisory_lock(" + MigrationLock.KEY + ")");
            for (int i = 0; i < PROCESSES; i++) {
                upgrades.add(start(database, List.of(), "db", "upgrade", Changelog.slug(FIRST.get(FIRST.size() - 1))));
            }
            for (PackagedService upgrade : upgrades) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> upgrade.standardError().contains("Waiting for another migration: session "));
            }
        }

        int ran = 0;
        for (PackagedService upgrade : upgrades) {
            assertThat(upgrade.exitCode()).as(upgrade.standardError()).isZero();
            assertThat(upgrade.standardError()).contains(" of starter, postgres from ");
            ran += upgrade.standardOutput().startsWith(FIRST.size() + " revisions run") ? 1 : 0;
        }
        assertThat(ran).isOne();
        assertThat(query(database, "SELECT revision FROM migration_run WHERE outcome = 'done'"))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(FIRST);
        String alone = PostgresServer.scratch();
        new DbBench(alone).run("upgrade", "+" + FIRST.size());
        assertThat(schema(database)).isEqualTo(schema(alone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade --sql --from base", "downgrade --sql --from head base"})
    void thePackageMakesOfEveryRevisionTheSqlAndTheChecksumThatTheSourcesMake(String command) throws Exception {
        String database = PostgresServer.scratch();
        PackagedService script = start(database, List.of(), ("db " + command).split(" "));

        assertThat(script.exitCode()).as(script.standardError()).isZero();
        assertThat(lines(script.standardOutput()))
                .isEqualTo(lines(new DbBench(database).run(command.split(" ")).out()));
    }

    @Test
    void thePackageHasEveryCommandOfTheSources() throws Exception {
        String database = PostgresServer.scratch();
        PackagedService help = start(database, List.of(), "db", "--help");

        assertThat(help.exitCode()).as(help.standardError()).isZero();
        assertThat(help.standardOutput())
                .isEqualTo(new DbBench(database).run("--help").out());
    }

    private static List<Line> lines(String script) {
        return script.lines().map(Line::of).toList();
    }

    /** Liquibase puts the foreign keys of a new table now into this order and now into that. */
    private record Line(String text, Set<String> foreignKeys) {
        private static final Pattern FOREIGN_KEY =
                Pattern.compile(", CONSTRAINT \\w+ FOREIGN KEY \\([^)]*\\) REFERENCES [^(]*\\([^)]*\\)[^,)]*");

        static Line of(String line) {
            Matcher keys = FOREIGN_KEY.matcher(line);
            return new Line(
                    keys.replaceAll(""), keys.results().map(MatchResult::group).collect(Collectors.toSet()));
        }
    }

    @Test
    void anUpgradeGivesUpOnALockAndNamesItsHolderWhileTrafficGoesOn() throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        assertThat(new DbBench(database).run("stamp", "create_student_courses").exitCode())
                .isZero();
        AtomicBoolean over = new AtomicBoolean();
        try (Connection report = PostgresServer.connect(database);
                var statement = report.createStatement()) {
            statement.execute("SET application_name = 'long report'");
            report.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM students");
            CompletableFuture<Integer> traffic = CompletableFuture.supplyAsync(() -> requests(database, over));

            PackagedService upgrade = start(
                    database,
                    List.of("-Dmigration.lock-timeout=400ms", "-Dmigration.lock-attempts=3"),
                    "db",
                    "upgrade");
            int exitCode = upgrade.exitCode();
            over.set(true);

            assertThat(exitCode).isEqualTo(ExitCode.FAILED);
            assertThat(upgrade.standardError())
                    .containsPattern("students_id_bigint: gave up after 3 attempts of 400 ms, because session \\d+ "
                            + "\\(long report, user postgres, idle in transaction since [\\d:]+ UTC\\) holds a lock")
                    .doesNotContain("\tat ");
            assertThat(traffic.get()).as("requests served, none refused").isPositive();
        }
        assertThat(new DbBench(database).run("current").out()).startsWith("create_student_courses, ");
        assertThat(query(database, "SELECT outcome FROM migration_run WHERE revision = 'students_id_bigint'"))
                .containsExactly("failed");

        PackagedService again = start(database, List.of(), "db", "upgrade", "students_id_bigint");
        assertThat(again.exitCode()).as(again.standardError()).isZero();
    }

    @Test
    void whatKeepsItFromTheDatabaseIsToldInASentence() throws Exception {
        assertFailed(null, "No database is configured: set QUARKUS_DATASOURCE_JDBC_URL");
        assertFailed("jdbc:postgresql://localhost:1/away?user=postgres", "The database cannot be reached: ");
        assertFailed(
                PostgresServer.urlWithWrongPassword(),
                "The database refuses the login, so check user name and password: FATAL: password authentication");
    }

    @Test
    void anEmptyDatabaseIsAtBaseAndACheckOfItFails() throws Exception {
        PackagedService current = start(PostgresServer.scratch(), List.of(), "db", "current", "--check");
        assertThat(current.exitCode()).isEqualTo(ExitCode.UNFIT);
        assertThat(current.standardOutput())
                .isEqualTo("base, %d pending%n".formatted(Changelog.files().size()));
        assertThat(current.standardError()).isEmpty();
    }

    /** What the service does meanwhile, with the patience of its own connections, until it is over. */
    private static int requests(String database, AtomicBoolean over) {
        int served = 0;
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '5s'; SET lock_timeout = '3s'");
            while (!over.get()) {
                statement.execute("SELECT name FROM students WHERE id = 11391");
                statement.execute("UPDATE students SET name = name WHERE id = 11391");
                served++;
            }
            return served;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertFailed(String url, String sentence) throws Exception {
        PackagedService upgrade = PackagedService.start(url, List.of(), "db", "upgrade");
        assertThat(upgrade.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(upgrade.standardError()).startsWith(sentence).doesNotContain("Exception", "\tat ");
        assertThat(upgrade.standardOutput()).isEmpty();
    }

    private static PackagedService start(String database, List<String> jvmOptions, String... arguments)
            throws Exception {
        return PackagedService.start(PostgresServer.url(database), jvmOptions, arguments);
    }

    private static String schema(String database) throws SQLException {
        try (Connection connection = PostgresServer.connect(database)) {
            return Schema.read(connection)
                    .only(table -> !table.equals("alembic_version"))
                    .sql();
        }
    }

    /** The first column of all rows. */
    private static List<String> query(String database, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                var rows = statement.getResultSet();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }
}
