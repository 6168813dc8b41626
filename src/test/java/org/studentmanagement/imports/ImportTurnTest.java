package org.studentmanagement.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.studentmanagement.imports.ImportCalls.PATIENCE;
import static org.studentmanagement.imports.ImportCalls.bytes;
import static org.studentmanagement.imports.ImportCalls.confirm;
import static org.studentmanagement.imports.ImportCalls.settled;
import static org.studentmanagement.imports.ImportCalls.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.ImportsConfig;
import org.studentmanagement.transfer.Sheet;

/** What comes between the beginning of an import and its end: each test stops one where it waits for the students. */
@QuarkusTest
class ImportTurnTest {
    private static final String WAITING = "SELECT pid FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = 'import' AND wait_event_type = 'Lock'";

    @Inject
    DataSource database;

    @Inject
    List<Sheet> sheets;

    @Inject
    Archive archive;

    @Inject
    ImportsConfig config;

    @Inject
    ObjectMapper json;

    private final String number = Fixtures.unique();
    private Connection writer;

    @BeforeEach
    void holdTheStudents() throws SQLException {
        writer = ServiceDatabase.connect();
        writer.setAutoCommit(false);
        ServiceDatabase.longs(writer, "SELECT 1 FROM (SELECT set_config('lock_timeout', '30s', true)) told");
        try (var lock = writer.createStatement()) {
            lock.execute("LOCK TABLE students IN ROW EXCLUSIVE MODE");
        }
    }

    @AfterEach
    void letGo() throws SQLException {
        writer.close();
        Json.of(given().get("/api/imports"))
                .path("items")
                .forEach(item ->
                        given().delete("/api/imports/{id}", item.path("id").asText()));
    }

    @Test
    void aPreviewWaitsForNobody() throws Exception {
        assertThat(preview().path("state").asText()).isEqualTo("previewed");
    }

    @Test
    void aStepThatLosesItsConnectionIsBegunAnewAndStoresOnce() throws Exception {
        JsonNode preview = preview();
        confirm(preview).then().statusCode(202);
        long backend = waiting();

        ServiceDatabase.longs("SELECT pg_terminate_backend(?::int)::int", (int) backend);
        writer.rollback();

        assertThat(settled(preview).path("state").asText()).isEqualTo("imported");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void whatIsDiscardedWhileItIsImportedStoresNothing() throws Exception {
        JsonNode preview = preview();
        confirm(preview).then().statusCode(202);
        waiting();

        given().delete("/api/imports/{id}", preview.path("id").asText()).then().statusCode(204);
        writer.rollback();

        JsonNode next = settled(upload(given().multiPart("students", "s.csv", bytes("number,name,email\n"))));
        assertThat(next.path("state").asText()).isEqualTo("previewed");
        assertThat(stored()).isZero();
    }

    @Test
    void anotherReplicaLeavesAloneWhatOneIsWorkingOn() throws Exception {
        JsonNode preview = preview();
        confirm(preview).then().statusCode(202);
        waiting();

        assertThat(new ImportTurn(database, sheets, archive, config, json).take())
                .isFalse();

        writer.rollback();
        assertThat(settled(preview).path("state").asText()).isEqualTo("imported");
    }

    @Test
    void anImportThatIsInterruptedTooOftenIsGivenUp() throws Exception {
        JsonNode preview = preview();
        ServiceDatabase.longs(
                "UPDATE imports SET state = 'importing', attempts = 3 WHERE id = ?::uuid RETURNING 1",
                preview.path("id").asText());

        JsonNode failed = settled(preview);

        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("detail").asText()).startsWith("It was interrupted 3 times");
    }

    @Test
    void whatIsTooOldIsForgottenWithItsFilesThoughNobodyAsks() throws Exception {
        String id = preview().path("id").asText();
        ServiceDatabase.longs(
                "UPDATE imports SET created_at = now() - interval '25 hours' WHERE id = ?::uuid RETURNING 1", id);

        assertThat(new ImportTurn(database, sheets, archive, config, json).take())
                .isFalse();

        assertThat(ServiceDatabase.longs("SELECT count(*) FROM import_parts WHERE import_id = ?::uuid", id))
                .containsExactly(0L);
    }

    @Test
    void whoAsksIsToldHowFarItHasCome() throws Exception {
        JsonNode preview = preview();
        confirm(preview).then().statusCode(202);
        waiting();

        JsonNode found =
                Json.of(given().get("/api/imports/{id}", preview.path("id").asText()));

        assertThat(found.path("state").asText()).isEqualTo("importing");
        assertThat(found.at("/progress/task").asText()).isEqualTo("reading");
        assertThat(found.at("/progress/total").asLong()).isPositive();
    }

    private JsonNode preview() {
        return settled(upload(given().multiPart(
                        "students", "s.csv", bytes("number,name,email\n%1$s,Ada,%1$s@x.org\n".formatted(number)))));
    }

    private static long waiting() {
        return await().atMost(PATIENCE)
                .until(() -> ServiceDatabase.longs(WAITING), found -> !found.isEmpty())
                .get(0);
    }

    private long stored() throws SQLException {
        return ServiceDatabase.longs("SELECT count(*) FROM students WHERE number = ?", number)
                .get(0);
    }
}
