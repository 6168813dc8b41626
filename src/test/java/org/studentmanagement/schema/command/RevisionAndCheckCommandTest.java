package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.Program.Outcome;

/** {@code revision} and {@code check} on the service's own entities and changelog. */
@BesideTheService
class RevisionAndCheckCommandTest {
    @TempDir
    private Path folder;

    @Test
    void entities_and_changelog_make_the_same_schema() {
        Outcome outcome = new DbBench("postgres").run("check");

        assertThat(outcome.out()).isEqualToIgnoringNewLines("The entities and the changelog make the same schema.");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void differences_are_told_in_words_and_by_the_exit_code() {
        Outcome outcome = new DbBench("postgres", "db/changelog-of-students.yaml").run("check", "--json");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNFIT);
        assertThat(outcome.out())
                .contains(
                        "\"alike\" : false",
                        "\"The changelog has no table courses.\"",
                        "\"The column students.id is integer in the changelog and bigint in the entities.\"");
    }

    @Test
    void a_revision_needs_no_database() throws IOException {
        Path changelog = changelog("databaseChangeLog:\n");

        Outcome outcome =
                new DbBench("nowhere").run("revision", "-m", "Rooms are booked", "--directory", folder.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).endsWith("_rooms_are_booked.yaml" + System.lineSeparator());
        assertThat(Path.of(outcome.out().strip())).isRegularFile();
        assertThat(Files.readString(changelog)).endsWith("_rooms_are_booked.yaml}\n");
    }

    @Test
    void what_is_left_for_want_of_a_permission_to_drop_is_told_by_the_exit_code() throws IOException {
        Path real = Path.of("src/main/resources");
        for (String file : Changelog.files()) {
            copy(real.resolve(file), file);
        }
        changelog(Files.readString(real.resolve(Changelog.PATH))
                + "  - include: {file: db/changes/2026/20261120_guests.yaml}\n");
        copy(Path.of("src/test/resources/db/guests.yaml"), "db/changes/2026/20261120_guests.yaml");

        Outcome outcome = new DbBench("postgres")
                .run("revision", "--autogenerate", "-m", "No guests", "--directory", folder.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.UNFIT);
        assertThat(outcome.out()).isEqualToIgnoringNewLines("Nothing was written.");
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines("The entities have no table guests. Left, without --allow-drop.");
    }

    @Test
    void the_new_files_are_told_as_json_too() throws IOException {
        changelog("databaseChangeLog:\n");

        Outcome outcome =
                new DbBench("nowhere").run("revision", "-m", "Halls", "--json", "--directory", folder.toString());

        assertThat(outcome.out())
                .containsPattern("\"files\" : \\[ \"\\Q%s\\E/src/main/resources/db/changes/\\d{4}/\\d{8}_halls.yaml\" ]"
                        .formatted(folder))
                .contains("\"withheld\" : [ ]");
    }

    @Test
    void options_that_do_nothing_by_themselves_are_refused() throws IOException {
        changelog("databaseChangeLog:\n");

        Outcome outcome =
                new DbBench("nowhere").run("revision", "-m", "x", "--allow-drop", "--directory", folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).isEqualToIgnoringNewLines("--rename and --allow-drop go with --autogenerate.");
    }

    private Path changelog(String content) throws IOException {
        Path changelog = folder.resolve("src/main/resources").resolve(Changelog.PATH);
        Files.createDirectories(changelog.getParent());
        return Files.writeString(changelog, content);
    }

    private void copy(Path file, String name) throws IOException {
        Path target = folder.resolve("src/main/resources").resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }
}
