package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClientPrograms;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

/** {@code db rehearse} on databases of its own. What is copied takes pg_dump and pg_restore. */
@BesideTheService
@ResourceLock(BesideTheService.COPIES)
class RehearseCommandTest {
    private static final String CHANGELOG = "changelogs/harm.yaml";
    private static final Datasource SERVER = PostgresServer.forOneSuperuser();

    private static String template;

    @RegisterExtension
    private final Settings settings = new Settings();

    @TempDir
    private Path folder;

    @BeforeAll
    static void migrateToTwoClubs() throws SQLException {
        template = PostgresServer.scratch();
        assertThat(new DbBench(template, CHANGELOG).run("upgrade", "clubs_fill").exitCode())
                .isZero();
    }

    @Test
    void pendingRevisionsOfAnAdoptedDatabaseAreFitAndWhoMayOnlyReadItCanTell() throws Exception {
        ClientPrograms.require();
        LegacyDatabase legacy = LegacyDatabase.WITH_STUDENT_COURSES;
        String to = "courses_touch";
        int pending = Changelog.files().stream().map(Changelog::slug).toList().indexOf(to) + 1 - legacy.changesets();
        String database = legacy.create();
        assertThat(new DbBench(database).run("adopt").exitCode()).isZero();
        Path page = folder.resolve("rehearsal.html");

        Outcome outcome = new DbBench(as(role("LOGIN IN ROLE pg_read_all_data"), database))
                .run(
                        "rehearse",
                        "--to",
                        to,
                        "--json",
                        "--html",
                        page.toString(),
                        "--longest-lock",
                        "1m",
                        "--on",
                        SERVER.url());

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertThat(report.get("fit").asBoolean()).isTrue();
        assertThat(report.get("rows").asLong()).isEqualTo(rows(database));
        assertThat(report.get("revisions")).hasSize(pending);
        assertThat(report.at("/revisions/0/steps/0/rewritten/0").asText()).isEqualTo("students");
        assertThat(report.at("/revisions/0/steps/0/locks/0/mode").asText()).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(outcome.err()).contains("%d of %1$d  ".formatted(pending));
        assertThat(Files.readString(page))
                .containsPattern("<th>students_number_fill</th><td>up</td>(?:(?!<tr)[\\s\\S])*ROW EXCLUSIVE lock from ")
                .doesNotContain("<script", "http:", "https:");
        assertThat(PostgresServer.copiesOf(SERVER)).isEmpty();
    }

    @Test
    void aHarmfulChangesetIsRefusedAndTheDatabaseAsItWas() throws Exception {
        ClientPrograms.require();
        String database = PostgresServer.copy(template);
        DbBench db = new DbBench(SERVER.database(database), CHANGELOG);

        Outcome outcome = db.run("rehearse", "--to", "one_altered");

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.UNFIT);
        assertThat(outcome.out())
                .containsPattern("revision +up +down +up again +strongest lock +rewritten +growth +rows\n")
                .containsPattern("harmless +\\S+ m?s +\\S+ m?s +\\S+ m?s +stops reads and writes of clubs for ")
                .contains("\ncolumn_dropped\n    up: clubs has lost columns: name. Without them ")
                .contains("\nNot fit: 3 faults in 2 of 3 revisions.");
        assertThat(db.run("current").out()).startsWith("clubs_fill, ");
        try (var connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE clubs SET name = name || '!'"))
                    .isEqualTo(2);
        }
        assertThat(PostgresServer.copiesOf(SERVER)).isEmpty();
    }

    @Test
    void aBackupIsRehearsedWithoutItsDatabaseAndTheCopyKept() throws Exception {
        ClientPrograms.require();
        DbBench db = new DbBench(PostgresServer.copy(template), CHANGELOG);
        assertThat(db.run("backup", "--to", folder.toString()).exitCode()).isZero();
        Path backup;
        try (var backups = Files.list(folder)) {
            backup = backups.findFirst().orElseThrow();
        }

        Outcome outcome = new DbBench("postgres", CHANGELOG)
                .run("rehearse", "--from", backup.toString(), "--to", "harmless", "--keep");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .containsPattern("\nFit: 1 revision ran up, down and up again, all 2 rows are there unaltered, and the"
                        + " longest lock stops reads and writes of clubs for .*\\.\n");
        String kept = outcome.err().replaceFirst("(?s).*The copy stays as (\\w+) on .*", "$1");
        assertThat(new DbBench(kept, CHANGELOG).run("current").out()).startsWith("harmless, ");
        PostgresServer.execute("postgres", "DROP DATABASE " + kept);
    }

    @Test
    void whatAKilledRunLeftIsDroppedAndNamed() throws Exception {
        ClientPrograms.require();
        String dead = "revision_" + UUID.randomUUID().toString().replace("-", "");
        PostgresServer.execute("postgres", "CREATE DATABASE " + dead);

        Outcome outcome = new DbBench(SERVER.database(PostgresServer.copy(template)), CHANGELOG)
                .run("rehearse", "--to", "harmless");

        assertThat(outcome.err()).contains("Dropped the copy " + dead + ", which a killed process had left.\n");
        assertThat(PostgresServer.copiesOf(SERVER)).isEmpty();
    }

    @Test
    void thePageOfARehearsalIsLeftWhereTheServiceShowsIt() throws Exception {
        ClientPrograms.require();
        Path page = folder.resolve("last.html");
        settings.set("migration.rehearsal-page", page.toString());

        Outcome outcome = new DbBench(SERVER.database(PostgresServer.copy(template)), CHANGELOG)
                .run("rehearse", "--to", "harmless");

        assertThat(outcome.err()).endsWith("Written: " + page + "\n");
        assertThat(page).content().contains("Fit: 1 revision ran up, down and up again");
    }

    @Test
    void whereNothingIsPendingNothingIsCopied() throws Exception {
        Outcome outcome = new DbBench(
                        as(role("LOGIN IN ROLE pg_read_all_data"), PostgresServer.copy(template)), CHANGELOG)
                .run("rehearse", "--to", "clubs_fill");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEqualTo("Nothing to rehearse at clubs_fill.\n");
    }

    @Test
    void whoMayNotCreateADatabaseIsToldWhatToDo() throws Exception {
        Outcome outcome = new DbBench(
                        as(role("LOGIN IN ROLE pg_read_all_data"), PostgresServer.copy(template)), CHANGELOG)
                .run("rehearse");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains("ALTER ROLE … CREATEDB");
    }

    @Test
    void whatCannotBeUsedIsRefusedBeforeAnythingIsCopied() {
        DbBench db = new DbBench(template, CHANGELOG);

        assertUsage(db, "is no duration: write it as 500ms or 2s", "--longest-lock", "soon");
        assertUsage(db, "name a file in a folder that is there", "--html", "/nowhere/page.html");
        assertUsage(db, "does not say what and why", "--alters", "clubs name");
        assertUsage(db, "There is no revision nosuch", "--to", "nosuch");
        assertUsage(db, "name one server", "--embedded", "--on", "jdbc:postgresql:postgres");
        assertUsage(db, "takes a JDBC URL", "--on", "localhost");
    }

    private static void assertUsage(DbBench db, String sentence, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "rehearse";
        System.arraycopy(options, 0, arguments, 1, options.length);
        Outcome outcome = db.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains(sentence);
    }

    private static String role(String rights) throws SQLException {
        String role = "reader_" + UUID.randomUUID().toString().replace("-", "");
        PostgresServer.execute("postgres", "CREATE ROLE " + role + " " + rights);
        return role;
    }

    private static Datasource as(String role, String database) {
        return new Datasource(
                PostgresServer.url(database).replace("user=postgres", "user=" + role),
                Optional.empty(),
                Optional.empty());
    }

    private static long rows(String database) throws SQLException {
        return count(
                database,
                "SELECT (SELECT count(*) FROM students) + (SELECT count(*) FROM courses)"
                        + " + (SELECT count(*) FROM student_courses) + (SELECT count(*) FROM alembic_version)");
    }

    private static long count(String database, String query) throws SQLException {
        try (var connection = PostgresServer.connect(database)) {
            return Jdbc.number(connection, query);
        }
    }
}
