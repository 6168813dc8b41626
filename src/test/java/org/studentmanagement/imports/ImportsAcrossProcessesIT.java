package org.studentmanagement.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.studentmanagement.imports.ImportCalls.PATIENCE;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.TestToken;

/** Two processes of the service over one database, of which one is killed with -9 in the middle of an import that was confirmed. */
@BesideTheService
class ImportsAcrossProcessesIT {
    private static final List<String> SMALL = List.of("-Xmx128m");

    private String database;
    private ServingProcess one;
    private ServingProcess other;

    @BeforeEach
    void twoServices() throws IOException, SQLException {
        database = MigratedDatabase.create();
        Map<String, String> settings = Map.of("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(database));
        one = ServingProcess.start(settings, SMALL);
        other = ServingProcess.start(settings, SMALL);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void eachImportIsCarriedOutOnceByWhicheverProcessTakesItAlsoWhereOneIsKilled() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            ids.add(upload(number % 2 == 0 ? one : other, number));
        }
        for (int number = 0; number < ids.size(); number++) {
            awaitState(number % 2 == 0 ? other : one, ids.get(number), "previewed");
            confirm(number % 2 == 0 ? other : one, ids.get(number));
        }
        for (String id : ids) {
            awaitState(one, id, "imported");
            assertThat(calling(other).get("/api/imports/{id}", id).<Integer>path("report.sheets[0].new"))
                    .isEqualTo(1);
        }

        try (Connection writer = PostgresServer.connect(database)) {
            writer.setAutoCommit(false);
            String id = upload(one, ids.size());
            awaitState(one, id, "previewed");
            try (var lock = writer.createStatement()) {
                lock.execute("LOCK TABLE students IN ROW EXCLUSIVE MODE");
            }
            confirm(one, id);
            awaitState(one, id, "importing");
            assertThat(one.service().kill()).isTrue();
            writer.rollback();

            awaitState(other, id, "imported");
        }
        assertThat(PostgresServer.query(
                        database, "SELECT string_agg(number || ':' || version, ',' ORDER BY number) FROM students"))
                .isEqualTo("0:0,1:0,2:0,3:0,4:0,5:0,6:0");
    }

    private static String upload(ServingProcess service, int number) {
        return calling(service)
                .multiPart(
                        "students",
                        "students.csv",
                        "number,name,email\n%1$d,Ada,%1$d@x.org\n"
                                .formatted(number)
                                .getBytes(StandardCharsets.US_ASCII))
                .post("/api/imports")
                .path("id");
    }

    private static void confirm(ServingProcess service, String id) {
        calling(service)
                .contentType(ContentType.JSON)
                .body(Map.of("withdrawals", 0))
                .put("/api/imports/{id}/confirmation", id)
                .then()
                .statusCode(202);
    }

    private static RequestSpecification calling(ServingProcess service) {
        return given().baseUri("http://localhost").port(service.port()).auth().oauth2(TestToken.withAllRoles());
    }

    private static void awaitState(ServingProcess service, String id, String state) {
        await().atMost(PATIENCE)
                .until(() -> calling(service).get("/api/imports/{id}", id).path("state"), state::equals);
    }
}
