package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;

/** The packaged command in a process of its own. */
@BesideTheService
class ExportCommandIT {
    @TempDir
    private Path folder;

    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws Exception {
        bench = new ImportBench();
    }

    @Test
    void memory_stays_flat_however_many_rows_go_to_standard_output() throws Exception {
        int rows = 300_000;
        bench.execute("INSERT INTO students (number, name, email)"
                + " SELECT i, 'Student ' || i, 's' || i || '@x.org' FROM generate_series(1, " + rows + ") i");

        PackagedService service = start(List.of("-Xmx24m"), "export", "--students", "-");

        assertThat(service.exitCode()).as(service.standardError()).isZero();
        try (Stream<String> lines = Files.lines(service.out())) {
            assertThat(lines.count()).isEqualTo(rows + 1);
        }
        assertThat(service.standardError()).containsPattern("standard output +" + rows);
    }

    @Test
    void an_export_that_is_told_to_end_leaves_no_file() throws Exception {
        try (Connection other = PostgresServer.connect(bench.database);
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE courses IN ACCESS EXCLUSIVE MODE");
            PackagedService service = start(
                    List.of(),
                    "export",
                    "--students",
                    folder.resolve("s.csv").toString(),
                    "--courses",
                    folder.resolve("c.csv").toString());
            Awaitility.await()
                    .until(() -> bench.rows("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND application_name = 'export' AND wait_event_type = 'Lock'")
                            .contains("1"));
            assertThat(folder).isNotEmptyDirectory();

            service.process().destroy();

            assertThat(service.exitCode()).isNotZero();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private PackagedService start(List<String> options, String... arguments) throws Exception {
        return PackagedService.start(PostgresServer.url(bench.database), options, arguments);
    }
}
