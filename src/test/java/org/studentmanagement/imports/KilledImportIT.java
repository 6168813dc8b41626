package org.studentmanagement.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.studentmanagement.imports.ImportCalls.PATIENCE;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.TestToken;

/** The service is killed with -9 in the middle of an import that was confirmed. */
@BesideTheService
class KilledImportIT {
    private static final String STUDENT = "number,name,email\n1,Ada,ada@x.org\n";

    @Test
    void theNextServiceCarriesOutWhatWasConfirmedAndOnce() throws Exception {
        String database = MigratedDatabase.create();
        Map<String, String> settings = Map.of("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(database));
        try (Connection writer = PostgresServer.connect(database)) {
            writer.setAutoCommit(false);
            ServingProcess killed = ServingProcess.start(settings);
            String id = calling(killed)
                    .multiPart("students", "students.csv", STUDENT.getBytes())
                    .post("/api/imports")
                    .path("id");
            awaitState(killed, id, "previewed");
            try (var lock = writer.createStatement()) {
                lock.execute("LOCK TABLE students IN ROW EXCLUSIVE MODE");
            }
            calling(killed)
                    .contentType(ContentType.JSON)
                    .body(Map.of("withdrawals", 0))
                    .put("/api/imports/{id}/confirmation", id)
                    .then()
                    .statusCode(202);
            awaitState(killed, id, "importing");
            assertThat(killed.service().kill()).isTrue();
            writer.rollback();

            try (ServingProcess next = ServingProcess.start(settings)) {
                awaitState(next, id, "imported");
            }
        }
        assertThat(PostgresServer.query(database, "SELECT string_agg(number, ',') FROM students"))
                .isEqualTo("1");
    }

    private static RequestSpecification calling(ServingProcess service) {
        return given().baseUri("http://localhost").port(service.port()).auth().oauth2(TestToken.withAllRoles());
    }

    private static void awaitState(ServingProcess service, String id, String state) {
        await().atMost(PATIENCE)
                .until(() -> calling(service).get("/api/imports/{id}", id).path("state"), state::equals);
    }
}
