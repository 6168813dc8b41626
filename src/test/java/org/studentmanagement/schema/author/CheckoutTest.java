package org.studentmanagement.schema.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** Revisions on their way into the folders of a checkout. */
@BesideTheService
class CheckoutTest {
    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void begin() throws IOException {
        checkout = EmptyCheckout.in(folder);
    }

    @Test
    void a_revision_is_a_file_with_every_key_and_a_line_in_the_changelog() throws IOException {
        assertThat(add("students: the \"guests\" too", NEW_YEAR))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("db/changes/2027/20270101_students_the_guests_too.yaml");
        assertThat(read("changes/2027/20270101_students_the_guests_too.yaml")).isEqualTo("""
                # Students: the "guests" too.
                databaseChangeLog:
                  - changeSet:
                      id: students_the_guests_too
                      author: student-management
                      comment: "students: the \\"guests\\" too"
                      preConditions:
                        - onFail: HALT
                        - onFailMessage: "students_the_guests_too is not written yet: fill in its precondition, its change and its rollback."
                        - sqlCheck:
                            expectedResult: 1
                            sql: SELECT 0
                      changes:
                        - stop:
                            message: "students_the_guests_too is not written yet: fill in its precondition, its change and its rollback."
                      rollback:
                        - stop:
                            message: "students_the_guests_too is not written yet: fill in its precondition, its change and its rollback."
                """);
        assertThat(read("changelog.yaml")).isEqualTo("""
                databaseChangeLog:
                  - include: {file: db/changes/2027/20270101_students_the_guests_too.yaml}
                """);
    }

    @Test
    void a_revision_is_never_older_than_the_one_before() throws IOException {
        add("later", NEW_YEAR);
        add("earlier", NEW_YEAR.minusDays(1));

        assertThat(read("changelog.yaml")).endsWith("db/changes/2027/20270101_earlier.yaml}\n");
    }

    @Test
    void a_revision_of_the_same_name_is_refused_on_any_day() throws IOException {
        add("guests", NEW_YEAR);

        assertThatThrownBy(() -> add("Guests", NEW_YEAR.plusDays(1)))
                .isInstanceOf(Refused.class)
                .hasMessage("There is a revision guests already: say something else with -m.");
        assertThat(checkout.ids()).containsExactly("guests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "precondition",
                "precondition and change",
            })
    void a_revision_that_is_not_written_is_refused_when_it_runs(String written) throws Exception {
        Path file = add("guests", NEW_YEAR).get(0);
        String text = Files.readString(file);
        if (written.contains("precondition")) {
            text = text.replace("SELECT 0", "SELECT 1");
        }
        if (written.contains("change")) {
            text = text.replaceFirst("changes:\n +- stop:\n.*", "changes:\n        - sql:\n            sql: SELECT 1");
        }
        Files.writeString(file, text);

        Datasource server = new Datasource(PostgresServer.url("postgres"), Optional.empty(), Optional.empty());
        try (ScratchDatabase database = ScratchDatabase.create(server)) {
            assertThatThrownBy(() -> {
                        checkout.scratch().up(database);
                        checkout.scratch().down(database, 1);
                    })
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("guests is not written yet: fill in its precondition");
        }
    }

    @Test
    void a_folder_without_a_changelog_is_refused() {
        assertThatThrownBy(() -> Checkout.in(folder.resolve("nowhere")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(
                        "There is no src/main/resources/db/changelog.yaml in %s: run this in a checkout, or name one"
                                        .formatted(folder.resolve("nowhere"))
                                + " with --directory.");
    }

    @ParameterizedTest
    @CsvSource({
        "'  ', The message is blank: say in a sentence why the schema changes.",
        "42 rooms, 'The message must begin with a letter from A to Z, since the revision is named after it.'",
        "имя, 'The message must begin with a letter from A to Z, since the revision is named after it.'"
    })
    void a_message_that_gives_no_name_is_refused(String message, String sentence) {
        assertThatThrownBy(() -> new Message(message))
                .isInstanceOf(Refused.class)
                .hasMessage(sentence);
    }

    @Test
    void a_message_is_one_line_of_at_most_a_hundred_characters() {
        assertThat(new Message("a".repeat(100)).slug()).hasSize(100);
        assertThatThrownBy(() -> new Message("a".repeat(101)))
                .isInstanceOf(Refused.class)
                .hasMessage("The message has 101 characters: send one line of at most 100.");
        assertThatThrownBy(() -> new Message("a\nb")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"Élèves: l'âge., eleves_l_age, Élèves: l'âge.", "rooms  & halls, rooms_halls, Rooms  & halls."})
    void a_message_becomes_a_name_and_a_sentence(String message, String slug, String sentence) {
        assertThat(new Message(message).slug()).isEqualTo(slug);
        assertThat(new Message(message).sentence()).isEqualTo(sentence);
    }

    private List<Path> add(String message, LocalDate day) throws IOException {
        Message why = new Message(message);
        return checkout.add(List.of(Changeset.unwritten(why.slug(), why.text())), why, day);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("src/main/resources/db").resolve(file));
    }
}
