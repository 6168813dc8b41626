package org.studentmanagement.schema.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** {@code revision --undo} takes back what the command wrote last, as long as it is the developer's alone. */
@BesideTheService
class LastWrittenTest {
    private static final LocalDate DAY = LocalDate.of(2027, 1, 2);

    @TempDir
    private Path folder;

    private Checkout checkout;
    private String before;
    private DbBench db;

    @BeforeEach
    void writeOneAndThenTwo() throws Exception {
        checkout = EmptyCheckout.in(folder);
        add("The first", "first");
        before = changelog();
        add("The school has rooms", "rooms", "rooms_index");
        db = new DbBench(PostgresServer.scratch());
    }

    @Test
    void theFilesOfOneRunGoWithTheirLines() throws IOException {
        Outcome undone = undo();

        assertThat(undone.exitCode()).as(undone.err()).isEqualTo(ExitCode.DONE);
        assertThat(undone.out())
                .isEqualTo("Removed %s%nRemoved %s%n"
                        .formatted(checkout.path(file("rooms")), checkout.path(file("rooms_index"))));
        assertThat(changelog()).isEqualTo(before);
        assertThat(checkout.path(file("rooms"))).doesNotExist();
        assertThat(checkout.path(file("first"))).exists();

        assertThat(undo().exitCode()).isEqualTo(ExitCode.DONE);
        assertRefused("There is nothing to take back: the changelog has no revision.");
    }

    @Test
    void whatIsCommittedStays() throws Exception {
        Git.run(folder, "init -q -b main");
        Git.run(folder, "add .");
        Git.run(folder, "commit -q -m work");
        add("Halls too", "halls");

        assertThat(undo().out()).endsWith("_halls.yaml" + System.lineSeparator());
        assertRefused("src/main/resources/%s is committed, so others may have it: what is to change is a new revision."
                .formatted(file("rooms")));
    }

    @Test
    void whatSomebodyWentOnWritingStays() throws IOException {
        Files.setLastModifiedTime(
                checkout.path(file("rooms")),
                FileTime.fromMillis(checkout.changelog().toFile().lastModified() + 1));

        assertRefused("%s was changed since it was written: remove it, and its line in the changelog, by hand."
                .formatted(file("rooms")));
    }

    @Test
    void whatHasRunStaysUntilItIsUndone() throws Exception {
        PostgresServer.execute(database(), """
                CREATE TABLE databasechangelog (id text, filename text, dateexecuted timestamp DEFAULT now(), orderexecuted serial);
                INSERT INTO databasechangelog (id, filename) VALUES ('first', '%s'), ('rooms', '%s')
                """.formatted(file("first"), file("rooms")));

        assertRefused("rooms has run in %s: undo that first, with db downgrade first."
                .formatted(db.datasource().place()));

        PostgresServer.execute(database(), "DELETE FROM databasechangelog WHERE id = 'rooms'");
        assertThat(undo().exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void nothingIsWrittenAndTakenBackAtOnce() {
        assertThat(db.run("revision", "--undo", "-m", "x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(db.run("revision").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(db.run("revision", "--undo", "--autogenerate", "--directory", folder.toString())
                        .err())
                .isEqualToIgnoringNewLines("--undo goes with --directory alone.");
    }

    private void assertRefused(String sentence) throws IOException {
        String changelog = changelog();
        Outcome refused = undo();
        assertThat(refused.err()).isEqualToIgnoringNewLines(sentence);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(changelog()).isEqualTo(changelog);
        assertThat(checkout.files())
                .allSatisfy(file -> assertThat(checkout.path(file)).exists());
    }

    private Outcome undo() {
        return db.run("revision", "--undo", "--directory", folder.toString());
    }

    private void add(String why, String... ids) throws IOException {
        checkout.add(
                List.of(ids).stream().map(id -> Changeset.unwritten(id, id)).toList(), new Message(why), DAY);
    }

    private static String file(String id) {
        return "db/changes/2027/20270102_%s.yaml".formatted(id);
    }

    private String database() {
        return db.datasource().url().replaceFirst(".*/([^/?]+)\\?.*", "$1");
    }

    private String changelog() throws IOException {
        return Files.readString(folder.resolve("src/main/resources/db/changelog.yaml"));
    }
}
