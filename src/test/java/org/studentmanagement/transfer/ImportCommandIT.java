package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;

/** The packaged command in a process of its own, as an operator or a nightly job runs it. */
@BesideTheService
class ImportCommandIT {
    private static final String HEADER = "number,name,email\n";

    @TempDir
    private Path folder;

    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws SQLException {
        bench = new ImportBench();
    }

    @Test
    void stores_three_files_and_changes_nothing_the_second_time() throws Exception {
        String students = file("s.csv", HEADER + "1,Ada,ada@x.org\n");
        String courses = gzip("c.csv.gz", "code,name\nA,First\n");
        String enrollments = file("e.csv", "student_number,course_code,enrolled_at\n1,A,2013-10-01\n");
        String[] arguments = {"import", "--students", students, "--courses", courses, "--enrollments", enrollments};

        PackagedService first = start(arguments);
        assertThat(first.exitCode()).isZero();
        assertThat(first.standardOutput().lines()).hasSize(5).last().isEqualTo("Stored.");
        assertThat(first.standardError()).isEmpty();

        PackagedService second = start(arguments);
        assertThat(second.exitCode()).isZero();
        assertThat(second.standardOutput().lines()).element(1).asString().matches(".*s\\.csv +0 +0 +1 +0");
        assertThat(second.standardOutput()).endsWith("Nothing changed." + System.lineSeparator());
    }

    @Test
    void memory_stays_flat_however_long_standard_input_is() throws Exception {
        int rows = 300_000;
        PackagedService service = PackagedService.start(url(), List.of("-Xmx24m"), "import", "--students", "-");
        write(service, rows);

        assertThat(service.exitCode()).as(service.standardError()).isZero();
        assertThat(service.standardOutput()).contains("standard input  " + rows);
    }

    @Test
    void an_import_that_is_killed_after_telling_its_progress_stores_nothing() throws Exception {
        PackagedService service = startAndAwaitCopy();
        Awaitility.await().until(() -> service.standardError().matches("(?s)Reading: \\d+ kB\n"));

        assertThat(service.kill()).as(service.standardError()).isTrue();

        awaitNoSession();
        assertThat(bench.rows("SELECT number FROM students")).isEmpty();
    }

    @Test
    void an_import_whose_connection_is_terminated_says_so_and_stores_nothing() throws Exception {
        PackagedService service = startAndAwaitCopy();

        bench.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'import'"
                + " AND datname = current_database()");
        awaitNoSession();

        assertThat(service.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(service.standardError())
                .contains("The connection to the database broke: ", "Nothing was stored.")
                .doesNotContain("Exception", "\tat ");
        assertThat(bench.rows("SELECT number FROM students")).isEmpty();
    }

    private PackagedService startAndAwaitCopy() throws IOException {
        PackagedService service = start("import", "--students", "-");
        write(service, 50_000);
        Awaitility.await()
                .until(() -> bench.rows("SELECT tuples_processed > 0 FROM pg_stat_progress_copy"
                                + " WHERE datname = current_database()")
                        .contains("t"));
        return service;
    }

    private void awaitNoSession() {
        Awaitility.await()
                .until(() -> bench.rows("SELECT pid FROM pg_stat_activity WHERE application_name = 'import'"
                                + " AND datname = current_database()")
                        .isEmpty());
    }

    private static void write(PackagedService service, int count) throws IOException {
        OutputStream input = service.process().getOutputStream();
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            rows.append("%d,Student %d,s%d@x.org\n".formatted(i, i, i));
        }
        input.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    private PackagedService start(String... arguments) throws IOException {
        return PackagedService.start(url(), List.of(), arguments);
    }

    private String url() {
        return PostgresServer.url(bench.database);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String gzip(String name, String content) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return path.toString();
    }
}
