package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.Sheets;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

@BesideTheService
class ExportCommandTest {
    private static final Path FULL = Path.of("/dev/full");
    private static final String ADA = "number,name,email\n1,Ada,ada@x.org\n";

    @TempDir
    private Path folder;

    @RegisterExtension
    final Settings settings = new Settings();

    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws Exception {
        bench = new ImportBench();
        bench.students("number,name,email", "1,Ada,ada@x.org")
                .courses("code,name", "A,First")
                .run();
    }

    @Test
    void filesAreWrittenCompressedByTheirNamesForTheirOwnerAlone() throws Exception {
        Outcome outcome = run("--students", path("s.csv"), "--courses", path("c.csv.gz"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).containsPattern("s\\.csv +1").containsPattern("c\\.csv\\.gz +1");
        assertThat(files()).containsExactly("c.csv.gz", "s.csv");
        assertThat(Files.readString(folder.resolve("s.csv"))).isEqualTo(ADA);
        try (GZIPInputStream content = new GZIPInputStream(Files.newInputStream(folder.resolve("c.csv.gz")))) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("\nA,First,,,,,\n");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("s.csv"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileOfTheNameIsReplacedWhereALinkLeads() throws Exception {
        Files.writeString(folder.resolve("old.csv"), "old");
        Files.createSymbolicLink(folder.resolve("s.csv"), folder.resolve("old.csv"));

        assertThat(run("--students", path("s.csv")).exitCode()).isZero();

        assertThat(folder.resolve("s.csv")).isSymbolicLink();
        assertThat(Files.readString(folder.resolve("old.csv"))).isEqualTo(ADA);
    }

    @Test
    void whatFailsLeavesNoFileAndTheFormerOneAsItWas() throws Exception {
        Files.writeString(folder.resolve("s.csv"), "old");
        bench.execute("ALTER TABLE student_courses RENAME TO elsewhere");

        Outcome outcome = run("--students", path("s.csv"), "--courses", path("c.csv"), "--enrollments", path("e.csv"));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err())
                .startsWith("The database is not at the schema of this version, so migrate it first")
                .endsWith("No file was left." + System.lineSeparator());
        assertThat(files()).containsExactly("s.csv");
        assertThat(folder.resolve("s.csv")).hasContent("old");
    }

    static boolean hasFullDevice() {
        return Files.exists(FULL);
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDiskIsToldAndLeavesNothing() throws Exception {
        Outcome outcome = run("--students", path("s.csv"), "--courses", FULL.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).startsWith("The rows cannot be written: No space left on device");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsToldInASentence() {
        assertUnusable("Name a file: --students, --profiles, --teachers, --terms, --courses, --enrollments, ");
        assertUnusable("Standard output can be one file only.", "--students", "-", "--courses", "-");
        assertUnusable("Name each file once.", "--students", "x.csv", "--courses", "x.csv");
        assertUnusable(folder + ": is a folder: name a file", "--courses", folder.toString());
        assertUnusable(
                path("no/s.csv") + ": cannot be written: there is no such folder", "--students", path("no/s.csv"));
    }

    private void assertUnusable(String sentence, String... arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).startsWith(sentence);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void anArchiveIsWrittenByItself() throws Exception {
        Outcome outcome = run("--oneroster", path("school.zip"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).containsPattern("users\\.csv +1").containsPattern("classes\\.csv +1");
        assertThat(files()).containsExactly("school.zip");
        try (ZipFile zip = new ZipFile(folder.resolve("school.zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("users.csv", "manifest.csv")
                    .doesNotContain("enrollments.csv");
            assertThat(new String(zip.getInputStream(zip.getEntry("users.csv")).readAllBytes(), StandardCharsets.UTF_8))
                    .contains(",true,ada@x.org,,Ada,Ada,,1,ada@x.org,");
        }
    }

    @Test
    void whatHasChangedSinceATimeIsAnArchiveToo() throws Exception {
        run("--oneroster", path("all.zip"));
        String before = Instant.now().toString();
        bench.execute("UPDATE courses SET name = 'Second'");

        Outcome outcome = run("--oneroster", path("changes.zip"), "--since", before);

        assertThat(outcome.err()).contains("courses.csv").doesNotContain("users.csv");
    }

    @Test
    void anArchiveThatCannotBeWrittenIsToldInASentence() throws Exception {
        assertUnusable(
                "--oneroster is written by itself: name no other file, and no --history.",
                "--oneroster",
                path("a.zip"),
                "--students",
                path("s.csv"));
        assertUnusable("--since: \"soon\" is not a time", "--oneroster", path("a.zip"), "--since", "soon");
        assertUnusable("--since is of --oneroster alone.", "--students", path("s.csv"), "--since", "2026-01-31");
        assertUnusable(folder + ": is a folder: name a file", "--oneroster", folder.toString());
        assertThat(files()).isEmpty();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Outcome run(String... arguments) {
        settings.set(Map.of("quarkus.datasource.jdbc.url", PostgresServer.url(bench.database)));
        return Program.run(ExportCommand.commandLine(Sheets.ALL, Sheets.ARCHIVE), arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
