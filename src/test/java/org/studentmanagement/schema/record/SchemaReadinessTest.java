package org.studentmanagement.schema.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class SchemaReadinessTest {
    private static final Map<String, Object> UNREADABLE =
            Map.of("reason", "The revision of the database cannot be read.");

    @Test
    void upAtTheNewestRevision() throws Exception {
        HealthCheckResponse response = check(MigratedDatabase.create());
        assertThat(response.getName()).isEqualTo("schema");
        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData()).hasValue(Map.of("revision", BundledChangelog.HEAD, "pending", 0L));
    }

    @Test
    void replicasOfTwoVersionsAreBothUpOnceTheSchemaIsAtOrPastWhatEachNeeds() throws Exception {
        String database = MigratedDatabase.create();
        String newest = "db/changes/2099/20990101_newer.yaml";
        var older = readiness(Changelog.files(), database);
        var newer = readiness(
                Stream.concat(Changelog.files().stream(), Stream.of(newest)).toList(), database);
        assertThat(older.call().getStatus()).isEqualTo(Status.UP);
        assertThat(newer.call().getStatus()).isEqualTo(Status.DOWN);

        execute(database, """
                INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
                VALUES ('newer', 'x', '%s', now() + interval '1 hour', 9999, 'EXECUTED')
                """.formatted(newest));

        assertThat(older.call().getData()).hasValue(Map.of("revision", "newer", "pending", 0L));
        assertThat(older.call().getStatus()).isEqualTo(Status.UP);
        assertThat(newer.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void downWhenChangesetsAreMissing() throws Exception {
        String database = MigratedDatabase.create();
        execute(database, "DELETE FROM databasechangelog WHERE id IN ('courses_touch', 'students_touch')");
        HealthCheckResponse response = check(database);
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData()).hasValue(Map.of("revision", BundledChangelog.HEAD, "pending", 2L));
    }

    @Test
    void downOnADatabaseThatWasNeverMigrated() throws Exception {
        HealthCheckResponse response = check(PostgresServer.scratch());
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData()).hasValue(Map.of("revision", "base", "pending", (long)
                Changelog.files().size()));
    }

    @Test
    void downWithoutTheDriversWordsWhenThereIsNoDatabase() {
        HealthCheckResponse response = check("never_created");
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData()).hasValue(UNREADABLE);
    }

    @Test
    void downRatherThanWaitingForADatabaseThatDoesNotAnswer() throws Exception {
        String database = MigratedDatabase.create();
        try (Connection blocker = PostgresServer.connect(database);
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE databasechangelog");
            HealthCheckResponse response = readiness(Changelog.files(), database, Duration.ofMillis(50))
                    .call();
            assertThat(response.getStatus()).isEqualTo(Status.DOWN);
            assertThat(response.getData()).hasValue(UNREADABLE);
        }
    }

    private static HealthCheckResponse check(String database) {
        return readiness(Changelog.files(), database).call();
    }

    private static SchemaReadiness readiness(List<String> bundled, String database) {
        return readiness(bundled, database, Duration.ofSeconds(2));
    }

    private static SchemaReadiness readiness(List<String> bundled, String database, Duration patience) {
        DataSource source = source(database);
        return new SchemaReadiness(bundled, source, new RunDurations(source, new SimpleMeterRegistry()), patience);
    }

    private static DataSource source(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(PostgresServer.url(database));
        return source;
    }
}
