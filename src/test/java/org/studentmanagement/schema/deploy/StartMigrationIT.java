package org.studentmanagement.schema.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServingProcess;

/** The packaged service as it starts, in processes of their own. */
@BesideTheService
class StartMigrationIT {
    private static final int REVISIONS = 10;

    @Test
    void withoutBeingToldToItMigratesNothingAndBecomesReadyOnceACommandHas() throws Exception {
        String database = MigratedDatabase.behind(1);
        DbBench db = new DbBench(database);

        try (var serving = ServingProcess.start(settings(database))) {
            assertThat(ready(serving)).isEqualTo(503);
            assertThat(serving.service().standardOutput())
                    .contains("The schema is at " + BundledChangelog.BEFORE_HEAD + ", 1 pending: not ready until");

            db.run("upgrade");

            assertThat(ready(serving)).isEqualTo(200);
            assertThat(serving.service().standardOutput())
                    .contains("The schema is at " + BundledChangelog.HEAD + ", 0 pending.");
            assertThat(serving.management().get("/q/metrics").asString())
                    .contains("migration_duration_seconds{direction=\"up\",outcome=\"done\",revision=\""
                            + BundledChangelog.HEAD + "\"} ");
        }
    }

    @Test
    void replicasThatMigrateAtTheSameStartRunEachRevisionOnce() throws Exception {
        String database = MigratedDatabase.behind(REVISIONS);
        PackagedService first = start(database);
        PackagedService second = start(database);
        try {
            Awaitility.await()
                    .until(() -> first.standardOutput().contains("Listening on")
                            && second.standardOutput().contains("Listening on"));
        } finally {
            first.process().destroy();
            second.process().destroy();
        }
        assertThat((first.standardOutput() + second.standardOutput())
                        .lines()
                        .filter(line -> line.contains("\"Migrated up ")))
                .hasSize(REVISIONS);
    }

    @Test
    void whenTheDatabaseIsAwayItSaysSoInOneLineAndExits() throws Exception {
        PackagedService service = start("never_created");

        assertThat(service.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(service.standardError())
                .isEqualTo("The schema cannot be migrated. The database reports a fault:"
                        + " FATAL: database \"never_created\" does not exist.\n");
    }

    private static PackagedService start(String database) throws Exception {
        return PackagedService.start(
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(database),
                        "MIGRATION_AT_START", "true",
                        "QUARKUS_HTTP_PORT", "0",
                        "QUARKUS_MANAGEMENT_PORT", "0"),
                List.of());
    }

    private static Map<String, String> settings(String database) {
        return Map.of("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(database));
    }

    private static int ready(ServingProcess serving) {
        return serving.management().get("/q/health/ready").statusCode();
    }
}
