package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClusterPrograms;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.Pooler;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.TestToken;

/** The service through PgBouncer in transaction mode, which has fewer server processes than the service has connections. */
@BesideTheService
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolerIT {
    private static final int SERVER_PROCESSES = 4;
    private static final int ANSWERS = 300;
    private static final int CALLERS = 32;

    @RegisterExtension
    private final Seed seed = new Seed(1);

    private final ReadyReplicas replicas = new ReadyReplicas();

    private String database;
    private Pooler pooler;
    private ServingProcess service;
    private long student;
    private List<Long> courses;

    @BeforeAll
    void serveThroughIt(@TempDir Path folder) throws IOException, SQLException {
        ClusterPrograms.require("pgbouncer");
        database = MigratedDatabase.create();
        pooler = new Pooler(folder, database, SERVER_PROCESSES);
        service = ServingProcess.start(
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", pooler.url(), "DIRECT_JDBC_URL", PostgresServer.url(database)));
        replicas.add(service);
        try (Connection connection = PostgresServer.connect(database)) {
            courses = Jdbc.list(
                    connection,
                    "INSERT INTO courses (code, name) SELECT 'C' || n, 'One of many' FROM generate_series(1, 20) n RETURNING id",
                    row -> row.getLong(1));
            student = Jdbc.number(
                    connection,
                    "INSERT INTO students (number, name, email) VALUES ('N1', 'Ada', 'ada@example.org') RETURNING id");
        }
    }

    @AfterAll
    void stop() {
        replicas.close();
        if (pooler != null) {
            pooler.close();
        }
    }

    private RequestSpecification json() {
        return service.api().contentType(ContentType.JSON);
    }

    @Test
    void readsWritesAndTransactionsOfManyAtOnceAreWhatTheyAreWithoutIt() throws Exception {
        try (Callers callers = new Callers(seed, replicas, courses)) {
            callers.awaitAnswers(ANSWERS);
            List<Integer> statuses = AtOnce.run(
                    CALLERS,
                    caller -> service.api()
                            .get("/api/students/{id}/courses", student)
                            .statusCode());
            assertThat(statuses).containsOnly(200);
        }
        assertThat(PostgresServer.query(
                        "postgres",
                        "SELECT count(*) <= %d FROM pg_stat_activity WHERE datname = '%s' AND application_name NOT IN ('import', 'export')"
                                .formatted(SERVER_PROCESSES + 1, database)))
                .isEqualTo("t");
    }

    @Test
    void whatIsSentWithAKeyIsDoneOnceHoweverManySendItAtOnce() {
        String key = Fixtures.unique();
        Map<String, Object> body = Fixtures.studentBody();

        List<Integer> statuses = AtOnce.run(
                8,
                caller -> json().header("Idempotency-Key", key)
                        .body(body)
                        .post("/api/students")
                        .statusCode());

        assertThat(statuses).contains(201).isSubsetOf(201, 409);
        json().header("Idempotency-Key", key)
                .body(body)
                .post("/api/students")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", is("true"));
    }

    @Test
    void aBatchASnapshotAndAnExportAreServed() {
        json().body(Map.of(
                        "enrollments",
                        courses.stream()
                                .map(course -> Map.of("student_id", student, "course_id", course))
                                .toList()))
                .post("/api/enrollments:batch")
                .then()
                .statusCode(200);
        service.api()
                .get("/api/students/{id}/disclosure", student)
                .then()
                .statusCode(200)
                .body("student.number", equalTo("N1"));
        assertThat(service.api().get("/api/exports/students.csv").asString()).contains("N1,Ada");
    }

    @Test
    void whoHasSignedInIsKnownUntilHeSignsOut() {
        String email = Fixtures.unique() + "@school.example";
        String path = json().body(Map.of("name", "Mary", "email", email, "roles", List.of("reader")))
                .post("/api/users")
                .header("Location");
        String link = service.api().put(path + "/password-link").path("token");
        json().body(Map.of("token", link, "password", "correct horse battery"))
                .put("/api/password")
                .then()
                .statusCode(204);
        String session = browser()
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", "correct horse battery"))
                .put("/api/session")
                .cookie("session");

        List<Integer> statuses = AtOnce.run(
                CALLERS,
                caller -> browser()
                        .cookie("session", session)
                        .get("/api/students")
                        .statusCode());
        assertThat(statuses).containsOnly(200);
        browser().cookie("session", session).delete("/api/session").then().statusCode(204);
        browser().cookie("session", session).get("/api/students").then().statusCode(401);
    }

    private RequestSpecification browser() {
        return service.api().auth().none().header("Sec-Fetch-Site", "same-origin");
    }

    @Test
    void anImportIsPreviewedAndStored() {
        String id = service.api()
                .multiPart(
                        "students",
                        "students.csv",
                        "number,name,email\nN2,Grace,grace@example.org\n".getBytes(StandardCharsets.US_ASCII))
                .post("/api/imports")
                .path("id");
        await().until(() -> service.api().get("/api/imports/{id}", id).path("state"), "previewed"::equals);
        json().body(Map.of("withdrawals", 0))
                .put("/api/imports/{id}/confirmation", id)
                .then()
                .statusCode(202);
        await().until(() -> service.api().get("/api/imports/{id}", id).path("state"), "imported"::equals);

        service.api().get("/api/students?number=N2").then().body("items.name", equalTo(List.of("Grace")));
    }

    @Test
    void whoListensIsToldOfWhatTheDatabaseAnnounces() throws Exception {
        HttpRequest listening = HttpRequest.newBuilder(URI.create(
                        "http://localhost:%d/api/students/%d/notices/stream".formatted(service.port(), student)))
                .header("Authorization", "Bearer " + TestToken.ofStudent(student))
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .send(listening, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            Iterator<String> told =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(told.next()).contains("\"unread\":0");

            json().body(Map.of("audience", "all", "title", "T", "body", "", "shown_from", "2026-01-01T00:00:00Z"))
                    .post("/api/notices")
                    .then()
                    .statusCode(201);

            assertThat(told.next()).contains("\"unread\":1");
        }
    }

    @Test
    void theLimitsOfTimeHoldThatThePoolerSets() throws SQLException {
        try (Connection other = PostgresServer.connect(database)) {
            other.setAutoCommit(false);
            Jdbc.execute(other, "LOCK TABLE terms IN ACCESS EXCLUSIVE MODE");

            service.api().get("/api/terms").then().statusCode(503);

            other.rollback();
        }
        service.api().get("/api/terms").then().statusCode(200);
    }
}
