package org.studentmanagement.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.CrashingServer;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.TestToken;

/** Service and database are killed with -9 while callers write, and send again with its key what was not answered. */
@BesideTheService
class KilledServiceIT {
    private static final int CALLERS = 4;

    private static final String COURSE = "INSERT INTO courses (code, name) VALUES ('AAA', 'Algebra') RETURNING id";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** The ids of students whose storing was acknowledged. */
    private final Set<Long> stored = ConcurrentHashMap.newKeySet();

    /** The ids of students whose enrollment was acknowledged. */
    private final Set<Long> enrolled = ConcurrentHashMap.newKeySet();

    private final AtomicInteger sentAgain = new AtomicInteger();

    private volatile int port;

    private volatile boolean open = true;

    @Test
    void nothingThatWasAcknowledgedIsLostAndNothingThatWasSentAgainIsDoneTwice(@TempDir Path folder) throws Exception {
        try (CrashingServer database = new CrashingServer(folder)) {
            MigratedDatabase.migrate(database.url());
            long course = longs(database, COURSE).iterator().next();
            Map<String, String> settings = Map.of("QUARKUS_DATASOURCE_JDBC_URL", database.url());
            ServingProcess killed = serve(settings);
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            List<Future<?>> calls = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(caller -> callers.submit(() -> write(course)))
                    .toList();

            awaitMore(calls);
            assertThat(killed.service().kill()).isTrue();
            try (ServingProcess next = serve(settings)) {
                awaitMore(calls);
                database.killAndStart();
                awaitMore(calls);
                open = false;
                for (Future<?> call : calls) {
                    call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
                assertThat(next.service().process().isAlive()).isTrue();
            } finally {
                callers.shutdownNow();
            }

            assertThat(sentAgain).as("requests that were sent again").hasPositiveValue();
            assertThat(longs(database, "SELECT id FROM students")).isEqualTo(stored);
            assertThat(longs(database, "SELECT student_id FROM student_courses"))
                    .isEqualTo(enrolled);
        }
    }

    private ServingProcess serve(Map<String, String> settings) throws IOException {
        ServingProcess serving = ServingProcess.start(settings);
        port = serving.port();
        return serving;
    }

    /** A student and his enrollment after the other, each acknowledged before the next. */
    private Void write(long course) throws InterruptedException {
        while (open) {
            String number = Fixtures.unique();
            JsonNode student = acknowledged(
                    "/api/students",
                    number,
                    "{\"number\": \"%1$s\", \"name\": \"Ada\", \"email\": \"%1$s@students.example\"}".formatted(number),
                    201);
            long id = student.path("id").longValue();
            assertThat(stored.add(id)).isTrue();
            JsonNode enrollment = acknowledged(
                    "/api/students/%d/courses".formatted(id),
                    number + " in " + course,
                    "{\"course_ids\": [%d]}".formatted(course),
                    200);
            assertThat(Json.longs(enrollment.path("added"))).containsExactly(course);
            enrolled.add(id);
        }
        return null;
    }

    /** Sends it with its key until it is answered, and not by "come again". */
    private JsonNode acknowledged(String path, String key, String body, int status) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request(path, key, body), BodyHandlers.ofString());
                if (answer.statusCode() == status) {
                    return Json.of(answer.body());
                }
                assertThat(Json.of(answer.body()).path("type").asText())
                        .isIn(
                                "urn:problem-type:database-unavailable",
                                "urn:problem-type:outcome-unknown",
                                "urn:problem-type:idempotency-key-in-use");
            } catch (IOException unanswered) {
                // by whoever was killed
            }
            sentAgain.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private HttpRequest request(String path, String key, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + TestToken.withAllRoles())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private void awaitMore(List<Future<?>> calls) {
        int before = enrolled.size();
        await().atMost(PATIENCE)
                .until(() ->
                        enrolled.size() > before + 5 * CALLERS || calls.stream().anyMatch(Future::isDone));
    }

    private static Set<Long> longs(CrashingServer database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            Set<Long> found = ConcurrentHashMap.newKeySet();
            while (rows.next()) {
                assertThat(found.add(rows.getLong(1))).isTrue();
            }
            return found;
        }
    }
}
