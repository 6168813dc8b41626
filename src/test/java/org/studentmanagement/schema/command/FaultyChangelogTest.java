package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.change.ChangeFactory;
import liquibase.precondition.PreconditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.schema.record.ChangesetForm;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** What is wrong in a changelog is told in one sentence with its file and line, by every command. */
@BesideTheService
class FaultyChangelogTest {
    private static final String CHANGELOG = """
            databaseChangeLog:
              - include: {file: db/faulty/20260101_rooms.yaml}
              - include: {file: db/faulty/20260101_halls.yaml}
            """;

    @TempDir
    private Path checkout;

    private Path classes;

    @BeforeEach
    void beginWithoutFault() throws Exception {
        classes = Path.of(FaultyChangelogTest.class.getResource("/").toURI());
        write("db/faulty/changelog.yaml", CHANGELOG);
        write("db/changelog.yaml", CHANGELOG);
        write("db/faulty/20260101_rooms.yaml", changeset("rooms"));
        write("db/faulty/20260101_halls.yaml", changeset("halls"));
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', maxCharsPerColumn = 500, textBlock = """
                    changelog | ' {file: db/faulty/20260101_halls.yaml}' | '' | 3 | the file to include is missing: write - include: {file: db/changes/…}
                    changelog | 'include: {file: db/faulty/20260101_halls.yaml}' | '' | 3 | the file to include is missing: write - include: {file: db/changes/…}
                    changelog | ': {file: db/faulty/20260101_halls.yaml}' | '' | 3 | there should be a key with a value here: write include.
                    changelog | {file: db/faulty/20260101_halls.yaml} | '\\n    file: db/faulty/20260101_halls.yaml' | 4 | file is not known here: write include.
                    changelog | _halls.yaml | _hall.yaml | 3 | db/faulty/20260101_hall.yaml is missing: add the file, or correct this line.
                    changelog | _halls.yaml | _rooms.yaml | 3 | db/faulty/20260101_rooms.yaml is included in line 2 already: remove this line.
                    changelog | 'databaseChangeLog:' | 'databaseChangeLog:\\n<<<<<<< HEAD' | 2 | a merge is not resolved: keep what is right between the marks that git left, and remove them.
                    changelog | '_rooms.yaml}' | '_rooms.yaml}\\n=======' | 3 | a merge is not resolved: keep what is right between the marks that git left, and remove them.
                    changelog | '}\\n  - include' | '}\\n\\t- include' | 3 | this is not YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token.
                    changelog | '}\\n  - include' | '}\\n - include' | 3 | this is not YAML: while parsing a block mapping, expected <block end>, but found '<block sequence start>'.
                    changelog | _halls.yaml} | _halls.yaml | 4 | this is not YAML: while parsing a flow mapping, expected ',' or '}', but got <stream end>.
                    changelog | all | '' | 1 | the file is empty: begin it with databaseChangeLog:
                    changelog | all | '# Nothing' | 1 | the file is empty: begin it with databaseChangeLog:
                    changelog | all | rooms | 1 | there should be a key with a value here: write databaseChangeLog.
                    changelog | all | 'databaseChangeLog: rooms' | 1 | a list belongs here, whose items begin with a hyphen.
                    changelog | databaseChangeLog | databaseChangelog | 1 | databaseChangelog is not known here: write databaseChangeLog.
                    changelog | '_halls.yaml}' | '_halls.yaml}\\ndatabaseChangeLog:' | 4 | a second databaseChangeLog: is written here: keep one of the two.
                    changelog | '_halls.yaml}' | '_halls.yaml}\\n---\\ndatabaseChangeLog:' | 4 | this is not YAML: expected a single document in the stream, but found another document.
                    halls | 'id: halls' | 'id: rooms' | 4 | the id rooms is that of db/faulty/20260101_rooms.yaml as well: write another one.
                    halls | 'id: halls' | 'id:' | 3 | the changeset has no id.
                    halls | 'author: test\\n      ' | '' | 3 | the changeset has no author.
                    halls | 'comment:' | 'coment:' | 6 | coment is not known here: write comment.
                    halls | createTable | creatTable | 13 | creatTable is not known here: write one of createIndex, createProcedure, createSequence, createTable, createView.
                    halls | dropTable | droptable | 16 | droptable is not known here: write dropTable.
                    halls | tableExists | tabelExists | 10 | tabelExists is not known here: write one of tableExists, tableIsEmpty.
                    halls | onFail | onfail | 8 | onfail is not known here: write one of onFail, onFailMessage.
                    halls | changeSet | changeset | 3 | changeset is not known here: write changeSet.
                    halls | 'rollback:' | 'rollback:\\n        - empty: {}\\n  - changeSet:' | 17 | a file holds one changeset: give this one a file of its own.
                    halls | all | 'databaseChangeLog:' | 1 | there is nothing in the list.
                    halls | all | '' | 1 | the file is empty: begin it with databaseChangeLog:
                    halls | '      rollback' | '>>>>>>> halls\\n      rollback' | 15 | a merge is not resolved: keep what is right between the marks that git left, and remove them.
                    """)
    void aFaultIsToldInOneSentence(String file, String right, String wrong, int line, String sentence)
            throws Exception {
        boolean inChangelog = file.equals("changelog");
        String text = inChangelog ? CHANGELOG : changeset("halls");
        String faulty = right.equals("all") ? wrong : text.replace(right.translateEscapes(), wrong.translateEscapes());
        assertThat(faulty).isNotEqualTo(text);
        for (String path : inChangelog
                ? List.of("db/faulty/changelog.yaml", "db/changelog.yaml")
                : List.of("db/faulty/20260101_halls.yaml")) {
            write(path, faulty);
        }

        assertTold(
                new DbBench("nowhere", "db/faulty/changelog.yaml").run("current"),
                inChangelog ? "db/faulty/changelog.yaml" : "db/faulty/20260101_halls.yaml",
                line,
                sentence);
        assertTold(
                inCheckout("revision -m Attics"),
                inChangelog ? "db/changelog.yaml" : "db/faulty/20260101_halls.yaml",
                line,
                sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history",
                "heads",
                "pending",
                "show rooms",
                "upgrade",
                "upgrade --sql --from base",
                "downgrade base",
                "stamp head",
                "adopt",
                "reset --yes",
                "check",
                "lint",
                "lint --database",
                "drift",
                "verify",
                "rehearse",
                "deploy --no-backup"
            })
    void everyCommandTellsIt(String command) throws Exception {
        write("db/faulty/20260101_halls.yaml", changeset("halls").replace("id: halls", "id: rooms"));

        assertTold(
                new DbBench(PostgresServer.scratch(), "db/faulty/changelog.yaml").run(command.split(" ")),
                "db/faulty/20260101_halls.yaml",
                4,
                "the id rooms is that of db/faulty/20260101_rooms.yaml as well: write another one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint", "revision --autogenerate -m Attics"})
    void everyCommandTellsItOfACheckout(String command) throws Exception {
        write("db/faulty/20260101_halls.yaml", changeset("halls").replace("createTable", "creatTable"));

        assertTold(
                inCheckout(command),
                "db/faulty/20260101_halls.yaml",
                13,
                "creatTable is not known here: write one of createIndex, createProcedure, createSequence, createTable,"
                        + " createView.");
    }

    @Test
    void whatIsKnownIsWhatLiquibaseKnows() throws Exception {
        assertThat(ChangesetForm.CHANGES)
                .containsExactlyInAnyOrderElementsOf(LiquibaseScope.call(() -> liquibase.Scope.getCurrentScope()
                        .getSingleton(ChangeFactory.class)
                        .getDefinedChanges()));
        assertThat(ChangesetForm.PRECONDITIONS)
                .containsExactlyInAnyOrderElementsOf(
                        PreconditionFactory.getInstance().getPreconditions().keySet());
    }

    @Test
    void aChangesetWithoutRollbackIsRefusedBeforeAnythingRuns() throws Exception {
        write("db/faulty/20260101_halls.yaml", changeset("halls").replaceFirst("(?s) +rollback.*", ""));
        DbBench db = new DbBench(PostgresServer.scratch(), "db/faulty/changelog.yaml");

        for (String command : List.of("upgrade", "upgrade --sql", "deploy --no-backup")) {
            Outcome refused = db.run(command.split(" "));

            assertThat(refused.exitCode()).as(command).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err() + refused.out())
                    .as(command)
                    .contains(
                            "halls has no rollback, so nobody could go back: write one in db/faulty/20260101_halls.yaml,"
                                    + " which is - empty: {} where there is nothing to undo.");
        }
        assertThat(db.run("current").out()).isEqualTo("base, 2 pending\n");
        assertThat(db.run("upgrade", "rooms").exitCode()).isEqualTo(ExitCode.DONE);
    }

    private Outcome inCheckout(String command) {
        return new DbBench("nowhere").run((command + " --directory " + checkout).split(" "));
    }

    private static void assertTold(Outcome outcome, String file, int line, String sentence) {
        assertThat(outcome.err()).isEqualToIgnoringNewLines("%s, line %d: %s".formatted(file, line, sentence));
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static String changeset(String id) {
        return """
                # Why.
                databaseChangeLog:
                  - changeSet:
                      id: %1$s
                      author: test
                      comment: Table %1$s
                      preConditions:
                        - onFail: HALT
                        - not:
                            - tableExists:
                                tableName: %1$s
                      changes:
                        - createTable:
                            tableName: %1$s
                      rollback:
                        - dropTable:
                            tableName: %1$s
                """.formatted(id);
    }

    /** On the class path, of which Changelog.PATH is the service's own, and in the checkout. */
    private void write(String file, String text) throws IOException {
        for (Path resources : List.of(classes, checkout.resolve("src/main/resources"))) {
            if (!resources.equals(classes) || file.startsWith("db/faulty/")) {
                Files.createDirectories(resources.resolve(file).getParent());
                Files.writeString(resources.resolve(file), text);
            }
        }
    }
}
