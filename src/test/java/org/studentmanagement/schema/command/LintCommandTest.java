package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program;
import org.studentmanagement.testsupport.Program.Outcome;

/** {@code lint} on the service's own changelog, and on a checkout that has more. */
@BesideTheService
class LintCommandTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String INDEX = "CREATE INDEX students_name_idx ON students (name);";

    @TempDir
    private Path checkout;

    @BeforeEach
    void copyTheChangelog() throws IOException {
        for (String file : Changelog.files()) {
            write(file, Files.readString(RESOURCES.resolve(file)));
        }
        write(Changelog.PATH, Files.readString(RESOURCES.resolve(Changelog.PATH)));
    }

    @Test
    void theServicesOwnChangesetsAreCleanWithoutADatabase() {
        Outcome outcome = new DbBench("nowhere").run("lint");

        assertThat(outcome.out())
                .isEqualToIgnoringNewLines(BundledChangelog.SIZE + " changesets judged, nothing found.");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aFindingTellsTheFileTheLineTheReasonAndTheSafeForm() throws IOException {
        add("students_name_index", INDEX);

        Outcome outcome = lint("--since", BundledChangelog.HEAD);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNFIT);
        assertThat(outcome.out()).isEqualTo("""
                db/changes/2099/20990101_students_name_index.yaml
                error    index-not-concurrent, line 17
                         CREATE INDEX students_name_idx ON students (name)
                         Nobody writes to the table while the index is built.
                         Safe:
                             -- runInTransaction: false
                             DROP INDEX CONCURRENTLY IF EXISTS students_name_idx;
                             CREATE INDEX CONCURRENTLY students_name_idx ON students (name);

                1 changeset judged: 1 error, 0 warnings, 0 notes.
                """);
        assertThat(lint("--since", "+" + BundledChangelog.SIZE, "--json").out())
                .contains(
                        "\"changesets\" : 1",
                        "\"errors\" : 1",
                        "\"revision\" : \"students_name_index\"",
                        "\"line\" : 17",
                        "\"severity\" : \"error\"",
                        "\"rule\" : \"index-not-concurrent\"");
    }

    @Test
    void aTableThatTheSameRunMakesIsNobodysYet() throws IOException {
        add("rooms", "CREATE TABLE rooms (id int PRIMARY KEY, name text);");
        add("rooms_name_index", "CREATE INDEX rooms_name_idx ON rooms (name);");

        assertThat(lint("--since", BundledChangelog.HEAD).out())
                .isEqualToIgnoringNewLines("2 changesets judged, nothing found.");
        assertThat(lint("--since", "rooms").out()).contains("error    index-not-concurrent, ");
        assertThat(lint().out()).contains("error    index-not-concurrent, ");
    }

    @Test
    void aReasonInTheFileSilencesOneRuleThere() throws IOException {
        add("students_name_index", INDEX, "# lint: index-not-concurrent: the school is closed");
        assertThat(lint().exitCode()).isEqualTo(ExitCode.DONE);

        add("students_email_index", INDEX.replace("name", "email"), "# lint: index-not-concurrent:");
        Outcome outcome = lint();
        assertThat(outcome.out())
                .contains("index-not-concurrent, line 18", "silence-without-use, line 2", "It says no reason.")
                .doesNotContain("students_name_index");

        add("students_name_number_index", "SELECT 1;", "# lint: index-not-concurrant: a slip");
        assertThat(lint().out()).contains("There is no rule 'index-not-concurrant'.");
    }

    @Test
    void aReasonThatIsYetToBeFilledInIsTheOneError() throws IOException {
        add("students_name_index", INDEX, "# lint: index-not-concurrent: <why nobody suffers>");

        assertThat(lint("--since", BundledChangelog.HEAD).out()).isEqualTo("""
                db/changes/2099/20990101_students_name_index.yaml
                error    silence-without-use, line 2
                         # lint: index-not-concurrent: <why nobody suffers>
                         A comment that silences nothing, or says no reason, hides what comes later.\
                 Its reason is not filled in: say in its place why nobody suffers.

                1 changeset judged: 1 error, 0 warnings, 0 notes.
                """);
    }

    @Test
    void whatIsYetToBeWrittenIsAnError() throws IOException {
        add("students_name_index", INDEX);
        Path file = checkout.resolve(RESOURCES).resolve("db/changes/2099/20990101_students_name_index.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("(?s)- sql:.*rollback:", "- stop: {message: Later.}\n      rollback:"));

        assertThat(lint("--since", BundledChangelog.HEAD).out())
                .contains("cannot-be-judged, ", "Here, it is not written yet.");
    }

    @ParameterizedTest
    @CsvSource({"0, note, 0", "20, warning, 0", "10000, error, 4", "100000, error, 4"})
    void aFindingWeighsAsMuchAsTheTableHasRows(int rows, String severity, int exitCode) throws Exception {
        add("students_name_index", INDEX);
        add("students_names", "UPDATE students SET name = btrim(name) WHERE name <> btrim(name);");
        String database = databaseWith(rows);

        Outcome outcome = lint(new DbBench(database).datasource(), "--database");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.out())
                .contains(
                        "%-8s index-not-concurrent, line 17".formatted(severity),
                        "students has %,d rows, ".formatted(rows),
                        "2 changesets judged: ");
        assertThat(outcome.out().contains("rows-changed-at-once")).isEqualTo(rows == 100_000);
    }

    @Test
    void whoMayOnlyReadMayLintAndWhoMayNotReadATableIsToldByItsSize() throws Exception {
        add("students_name_index", INDEX);
        String database = databaseWith(20);
        String reader = database + "_reader";
        execute(
                database,
                "CREATE ROLE %s LOGIN; GRANT SELECT ON databasechangelog, students TO %1$s".formatted(reader));
        Datasource datasource = new Datasource(
                PostgresServer.url(database).replace("user=postgres", "user=" + reader),
                Optional.empty(),
                Optional.empty());

        assertThat(lint(datasource, "--database").out()).contains("students has 20 rows, ");

        execute(database, "REVOKE SELECT ON students FROM " + reader);
        assertThat(lint(datasource, "--database").out())
                .contains("warning  index-not-concurrent, ", "students has about ");
    }

    @Test
    void whatCannotBeReadIsToldInASentence() {
        Outcome nowhere = new DbBench("nowhere")
                .run("lint", "--directory", checkout.resolve("db").toString());
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(nowhere.err()).startsWith("There is no src/main/resources/db/changelog.yaml in ");

        assertThat(lint("--since", "nosuch").err()).startsWith("There is no revision nosuch: ");
    }

    private Outcome lint(String... arguments) {
        return lint(new DbBench("nowhere").datasource(), arguments);
    }

    private Outcome lint(Datasource datasource, String... arguments) {
        String[] line = new String[arguments.length + 3];
        line[0] = "lint";
        line[1] = "--directory";
        line[2] = checkout.toString();
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        return Program.run(DbCommand.commandLine(() -> datasource, Changelog.PATH, none -> {}), line);
    }

    private void add(String id, String sql, String... silence) throws IOException {
        String file = "db/changes/2099/20990101_%s.yaml".formatted(id);
        String head = "# A reason.\n" + (silence.length == 0 ? "" : silence[0] + "\n");
        write(file, head + """
                databaseChangeLog:
                  - changeSet:
                      id: %s
                      author: test
                      comment: A comment
                      preConditions:
                        - onFail: HALT
                        - onFailMessage: "students is missing."
                        - tableExists:
                            tableName: students
                      changes:
                        - sql:
                            # the statement
                            sql: |

                              %s
                      rollback:
                        # Nothing comes back.
                        - empty: {}
                """.formatted(id, sql));
        Path changelog = checkout.resolve(RESOURCES).resolve(Changelog.PATH);
        Files.writeString(changelog, Files.readString(changelog) + "  - include:\n      file: " + file + "\n");
    }

    private void write(String file, String content) throws IOException {
        Path path = checkout.resolve(RESOURCES).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static String databaseWith(int students) throws SQLException {
        String database = MigratedDatabase.create();
        execute(
                database,
                "INSERT INTO students (number, name, email) SELECT i, 'S', i || '@students.example' FROM generate_series(1, %d) i"
                        .formatted(students));
        return database;
    }
}
