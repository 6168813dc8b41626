package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.Balancer;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClusterPrograms;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.TestToken;

/** Three replicas behind HAProxy, which sends each request to another: what one has begun, the next goes on with. */
@BesideTheService
@Tag("cluster")
class ReplicasIT {
    private static final int CALLERS = 6;
    private static final int MORE = 60;
    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<ServingProcess> replicas = new ArrayList<>();

    /** The ids of students whose storing was acknowledged. */
    private final Set<Long> stored = ConcurrentHashMap.newKeySet();

    /** The keys of requests that were sent again. */
    private final Set<String> sentAgain = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path folder;

    private String database;
    private Balancer balancer;
    private volatile boolean open = true;

    @BeforeEach
    void threeReplicas() throws IOException, SQLException {
        ClusterPrograms.require("haproxy");
        database = MigratedDatabase.create();
        Map<String, String> settings = Map.of("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(database));
        for (int replica = 0; replica < 3; replica++) {
            replicas.add(ServingProcess.start(settings, List.of("-Xmx128m")));
        }
        replicas.forEach(replica ->
                await().until(() -> replica.management().get("/q/health/ready").statusCode() == 200));
        balancer = new Balancer(folder, replicas);
    }

    @AfterEach
    void stop() {
        if (balancer != null) {
            balancer.close();
        }
        replicas.forEach(ServingProcess::close);
    }

    @Test
    void whatOneBeginsTheOthersGoOnWith() throws Exception {
        aSessionIsKnownToAllAndOverEverywhere();
        aRequestThatIsSentAgainIsAnsweredByWhomeverItComesTo();
        aStreamGoesOnWhereItIsOpenedNext();
    }

    private void aSessionIsKnownToAllAndOverEverywhere() {
        String email = Fixtures.unique() + "@school.example";
        String user = json(0).body(Map.of("name", "Mary", "email", email, "roles", List.of("reader")))
                .post("/api/users")
                .header("Location");
        String link = api(1).put(user + "/password-link").path("token");
        json(2).body(Map.of("token", link, "password", PASSWORD))
                .put("/api/password")
                .then()
                .statusCode(204);
        String session = browser(0)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", PASSWORD))
                .put("/api/session")
                .cookie("session");

        for (int replica = 0; replica < 3; replica++) {
            browser(replica)
                    .cookie("session", session)
                    .get("/api/students")
                    .then()
                    .statusCode(200);
        }
        browser(2).cookie("session", session).delete("/api/session").then().statusCode(204);
        for (int replica = 0; replica < 3; replica++) {
            browser(replica)
                    .cookie("session", session)
                    .get("/api/students")
                    .then()
                    .spec(problem(401, "session-ended"));
        }
    }

    private void aRequestThatIsSentAgainIsAnsweredByWhomeverItComesTo() throws SQLException {
        Map<String, Object> body = Fixtures.studentBody();
        try (Connection other = PostgresServer.connect(database)) {
            other.setAutoCommit(false);
            Jdbc.execute(other, "LOCK TABLE students IN SHARE MODE");
            CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> keyed(0, body));
            await().until(() -> PostgresServer.query(
                            "postgres",
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'relation' AND datname = '%s'"
                                    .formatted(database))
                    .equals("1"));

            keyed(1, body).then().spec(problem(409, "idempotency-key-in-use"));
            other.rollback();

            first.join().then().statusCode(201).header("Idempotency-Replayed", nullValue());
        }
        keyed(2, body).then().statusCode(201).header("Idempotency-Replayed", is("true"));
    }

    private Response keyed(int replica, Map<String, Object> body) {
        return json(replica)
                .header("Idempotency-Key", body.get("number"))
                .body(body)
                .post("/api/students");
    }

    private void aStreamGoesOnWhereItIsOpenedNext() throws Exception {
        long student = Json.of(json(0).body(Fixtures.studentBody()).post("/api/students"))
                .path("id")
                .longValue();
        String last = null;
        for (int replica = 0; replica < 3; replica++) {
            long course = Json.of(json(replica).body(Fixtures.courseBody()).post("/api/courses"))
                    .path("id")
                    .longValue();
            json((replica + 1) % 3)
                    .body(Map.of("course_ids", List.of(course)))
                    .post("/api/students/{id}/courses", student)
                    .then()
                    .statusCode(200);

            List<String> told = firstEvent(replica, last);

            assertThat(told)
                    .filteredOn(line -> line.startsWith("data:"))
                    .singleElement()
                    .asString()
                    .contains("\"course_id\":" + course);
            last = told.stream()
                    .filter(line -> line.startsWith("id:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("id:".length())
                    .strip();
        }
    }

    private List<String> firstEvent(int replica, String last) throws Exception {
        HttpRequest.Builder listening =
                request(replicas.get(replica).port(), "/api/enrollment-events").header("Accept", "text/event-stream");
        if (last != null) {
            listening.header("Last-Event-ID", last);
        }
        try (Stream<String> lines =
                http.send(listening.build(), BodyHandlers.ofLines()).body()) {
            return lines.dropWhile(line -> !line.startsWith("id:") && !line.startsWith("data:"))
                    .takeWhile(line -> !line.isEmpty())
                    .toList();
        }
    }

    @Test
    void ofOneThatIsKilledOnlyWhatItHadInHandIsSentAgainAndNothingIsLostOrDoneTwice() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                calls.add(threads.submit(this::store));
            }
            awaitMore(calls);
            assertThat(sentAgain).isEmpty();

            assertThat(replicas.get(1).service().kill()).isTrue();
            awaitMore(calls);
            open = false;
            for (Future<?> call : calls) {
                call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(sentAgain).hasSizeLessThanOrEqualTo(CALLERS);
        try (Connection connection = PostgresServer.connect(database)) {
            assertThat(Jdbc.list(connection, "SELECT id FROM students", row -> row.getLong(1)))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(stored);
        }
    }

    private void awaitMore(List<Future<?>> calls) {
        int before = stored.size();
        await().atMost(PATIENCE)
                .until(() -> stored.size() >= before + MORE || calls.stream().anyMatch(Future::isDone));
    }

    private Void store() throws InterruptedException {
        while (open) {
            String number = Fixtures.unique();
            assertThat(stored.add(acknowledged(number))).isTrue();
        }
        return null;
    }

    /** Sends it with its key until it is stored; whatever fails has to be what a replica that is gone, or its balancer, leaves. */
    private long acknowledged(String number) throws InterruptedException {
        HttpRequest request = request(balancer.port(), "/api/students")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", number)
                .POST(BodyPublishers.ofString(
                        "{\"number\": \"%1$s\", \"name\": \"Ada\", \"email\": \"%1$s@students.example\"}"
                                .formatted(number)))
                .build();
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 201) {
                    return Json.of(answer.body()).path("id").longValue();
                }
                assertThat(answer.statusCode()).as(answer.body()).isIn(409, 502);
            } catch (IOException unanswered) {
                // as by who was killed
            }
            sentAgain.add(number);
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + TestToken.withAllRoles());
    }

    private RequestSpecification api(int replica) {
        return replicas.get(replica).api();
    }

    private RequestSpecification json(int replica) {
        return api(replica).contentType(ContentType.JSON);
    }

    private RequestSpecification browser(int replica) {
        return api(replica).auth().none().header("Sec-Fetch-Site", "same-origin");
    }
}
