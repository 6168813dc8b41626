package org.studentmanagement.schema.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** Two developers add a revision each on branches of their own, and git brings them together by the attributes of this checkout. */
@BesideTheService
class MergedBranchesTest {
    private static final LocalDate DAY = LocalDate.of(2027, 1, 2);

    @TempDir
    private Path folder;

    private Checkout checkout;
    private Path changelog;

    @BeforeEach
    void begin() throws Exception {
        checkout = EmptyCheckout.in(folder);
        changelog = folder.resolve("src/main/resources/db/changelog.yaml");
        Files.copy(Path.of(".gitattributes"), folder.resolve(".gitattributes"));
        git("init -q -b main");
        add("first", DAY);
        commit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge -q --no-edit", "rebase -q"})
    void bothRevisionsAreInAndRun(String join) throws Exception {
        on("rooms", () -> add("rooms", DAY.plusDays(1)));
        on("halls", () -> add("halls", DAY));

        git(join + " rooms");

        assertThat(lines()).hasSize(4).startsWith("databaseChangeLog:", line("first", DAY));
        assertThat(lines()).contains(line("rooms", DAY.plusDays(1)), line("halls", DAY));
        Datasource server = new Datasource(PostgresServer.url("postgres"), Optional.empty(), Optional.empty());
        try (ScratchDatabase database = ScratchDatabase.create(server)) {
            checkout.scratch().up(database);
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                assertThatCode(() -> statement.execute("SELECT FROM first, rooms, halls"))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aMissingLastLineEndDoesNotGlueTwoLinesTogether() throws Exception {
        Files.writeString(changelog, Files.readString(changelog).stripTrailing());
        commit();
        on("rooms", () -> add("rooms", DAY));
        on("halls", () -> add("halls", DAY));

        git("merge -q --no-edit rooms");

        assertThat(lines())
                .containsExactly("databaseChangeLog:", line("first", DAY), line("halls", DAY), line("rooms", DAY));
    }

    @Test
    void theLineEndsOfWindowsAreNoDifference() throws Exception {
        on("rooms", () -> {
            add("rooms", DAY);
            Files.writeString(changelog, Files.readString(changelog).replace("\n", "\r\n"));
        });
        on("halls", () -> add("halls", DAY));

        git("merge -q --no-edit rooms");

        assertThat(lines())
                .containsExactly("databaseChangeLog:", line("first", DAY), line("halls", DAY), line("rooms", DAY));
    }

    @Test
    void theSameRevisionOnBothBranchesIsInOnceOrTold() throws Exception {
        on("rooms", () -> {
            add("rooms", DAY);
            add("attics", DAY);
        });
        on("halls", () -> {
            git("checkout -q rooms -- src/main/resources/db/changes");
            Files.writeString(changelog, line("attics", DAY) + "\n", StandardOpenOption.APPEND);
            add("halls", DAY);
            Files.writeString(changelog, line("rooms", DAY) + "\n", StandardOpenOption.APPEND);
        });

        git("merge -q --no-edit rooms");

        assertThat(lines()).contains(line("halls", DAY)).hasSize(7);
        assertThatThrownBy(() -> checkout.ids())
                .isInstanceOf(Refused.class)
                .hasMessageMatching("db/changelog.yaml, line 6: db/changes/2027/\\S+ is included in line \\d already:"
                        + " remove this line.");
    }

    @Test
    void aRevisionThatOneBranchTookBackIsNotBroughtBackByTheOther() throws Exception {
        on("back", () -> {
            Files.writeString(changelog, "databaseChangeLog:\n");
            Files.delete(folder.resolve("src/main/resources/db/changes/2027/20270102_first.yaml"));
        });
        on("halls", () -> add("halls", DAY));

        git("merge -q --no-edit back");

        assertThatThrownBy(() -> checkout.ids())
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "db/changelog.yaml, line 2: db/changes/2027/20270102_first.yaml is missing: add the file, or"
                                + " correct this line.");
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Does some work on a new branch that begins at main, commits it, and stays there. */
    private void on(String branch, Work work) throws Exception {
        git("checkout -q -b " + branch + " main");
        work.run();
        commit();
    }

    private void add(String id, LocalDate day) throws IOException {
        Message why = new Message(id);
        Precondition none = new Precondition("Never.", "sqlCheck:\n    expectedResult: 1\n    sql: SELECT 1");
        Changeset changeset = Changeset.of(
                id, id, none, "CREATE TABLE %s (id integer);".formatted(id), "DROP TABLE %s;".formatted(id));
        checkout.add(List.of(changeset), why, day);
    }

    private static String line(String id, LocalDate day) {
        return "  - include: {file: db/changes/2027/%s_%s.yaml}"
                .formatted(day.toString().replace("-", ""), id);
    }

    private List<String> lines() throws IOException {
        return Files.readString(changelog).lines().toList();
    }

    private void commit() throws Exception {
        git("add .");
        git("commit -q -m work");
    }

    private void git(String arguments) throws Exception {
        Git.run(folder, arguments);
    }
}
