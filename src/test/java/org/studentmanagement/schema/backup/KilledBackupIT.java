package org.studentmanagement.schema.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClientPrograms;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;

/** Processes that are killed with -9 while they copy; the programs that they started hold still half way for it. */
@BesideTheService
class KilledBackupIT {
    /** Until the process that started it is gone. */
    private static final String HOLD = "touch '%s'; while kill -0 $PPID 2>/dev/null; do sleep 0.1; done; exit 1";

    @TempDir
    private Path folder;

    @BeforeEach
    void thereArePrograms() throws Exception {
        ClientPrograms.require();
    }

    @Test
    void whatWasKilledIsNoBackupAndNoRestoreAndTheNextBeginsAnew() throws Exception {
        Path backups = folder.resolve("backups");
        String school = Backups.school();
        killHalfWay(school, "pg_dump", "\"$real\" \"$@\"", "db", "backup", "--to", backups.toString());
        assertThat(Backups.in(backups)).singleElement().asString().endsWith(".unfinished");
        String unfinished =
                backups.resolve(Backups.in(backups).findFirst().orElseThrow()).toString();
        PackagedService refused = run(PostgresServer.scratch(), "db", "restore", unfinished);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.standardError()).startsWith(unfinished + " is no whole backup: ");

        assertThat(run(school, "db", "backup", "--to", backups.toString()).exitCode())
                .isZero();
        assertThat(Backups.in(backups))
                .singleElement()
                .asString()
                .startsWith(school)
                .endsWith("Z");
        String backup =
                backups.resolve(Backups.in(backups).findFirst().orElseThrow()).toString();

        String restored = PostgresServer.scratch();
        killHalfWay(restored, "pg_restore", "\"$real\" --section=pre-data \"$@\"", "db", "restore", backup);
        PackagedService again = run(restored, "db", "restore", backup);
        assertThat(again.exitCode()).as(again.standardError()).isZero();
        assertThat(again.standardError())
                .startsWith("A restore that was cut off had begun here; what it made is dropped.\n");
        assertThat(again.standardOutput()).startsWith("Restored 5200 rows of ").contains(" into " + restored);
    }

    private void killHalfWay(String database, String program, String half, String... arguments) throws Exception {
        Path reached = folder.resolve(program + "-half-way");
        Path bin = Backups.script(
                Files.createDirectory(folder.resolve(program)), program, half + "; " + HOLD.formatted(reached));
        PackagedService process = PackagedService.start(
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        PostgresServer.url(database),
                        "MIGRATION_POSTGRESQL_BIN",
                        bin.toString()),
                List.of(),
                arguments);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(reached) || !process.process().isAlive());
        assertThat(process.kill()).as(process.standardError()).isTrue();
    }

    private static PackagedService run(String database, String... arguments) throws Exception {
        PackagedService process = PackagedService.start(PostgresServer.url(database), List.of(), arguments);
        process.exitCode();
        return process;
    }
}
