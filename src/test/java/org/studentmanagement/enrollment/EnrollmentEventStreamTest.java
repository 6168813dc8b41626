package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Header;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.TestToken;

/** Who listens is sent what happens, and goes on where the connection was lost. */
@QuarkusTest
class EnrollmentEventStreamTest {
    private static final int MOST = 100;

    private static final Header STREAM = new Header("Accept", "text/event-stream");

    private final HttpClient client = HttpClient.newHttpClient();
    private Row student;
    private Row course;
    private String now;

    /** One connection, and what has come over it. */
    private record Listener(HttpResponse<InputStream> answer, BufferedReader lines) implements AutoCloseable {
        /** The next event, as {@code id} and {@code data}. */
        JsonNode next(List<String> ids) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    ids.add(line.substring("id:".length()));
                } else if (line.startsWith("data:")) {
                    return Json.of(line.substring("data:".length()));
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @BeforeEach
    void whatHasHappenedByNowWasRead() {
        student = Fixtures.student();
        course = Fixtures.course();
        now = FeedReader.fromNow(Set.of()).cursor();
    }

    @Test
    void whatHappensIsSentAndWhoComesBackIsSentTheRest() throws Exception {
        List<String> ids = new ArrayList<>();
        try (Listener listener = listen(TestToken.withRoles("reader"), null)) {
            assertThat(listener.answer().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(listener.answer().headers().firstValue("X-Request-ID")).isPresent();
            Fixtures.enroll(student, course.id()).then().statusCode(200);
            delete(student.path() + "/courses/" + course.id()).then().statusCode(204);

            JsonNode begun = own(listener, ids);
            assertThat(begun.path("kind").textValue()).isEqualTo("enrolled");
            assertThat(begun.path("course_id").longValue()).isEqualTo(course.id());
        }
        String last = ids.get(ids.size() - 1);
        try (Listener again = listen(TestToken.withRoles("reader"), last)) {
            assertThat(own(again, ids).path("kind").textValue()).isEqualTo("withdrawn");
        }
        FeedReader reader = FeedReader.from(Set.of(student.id()), last);
        assertThat(FeedReader.kinds(reader.readAll(50))).containsExactly("withdrawn");
    }

    @Test
    void itEndsWhenTheTokenExpires() throws Exception {
        String token =
                TestToken.signed(TestToken.claims().claim("scope", "reader").expiresIn(Duration.ofSeconds(3)));

        try (Listener listener = listen(token, null)) {
            assertThat(listener.answer().statusCode()).isEqualTo(200);
            while (listener.lines().readLine() != null) {
                // until the service says that this is all
            }
        }
    }

    @Test
    void whatCannotBeFollowedIsRefusedBeforeAnythingIsSent() {
        FeedCursor own = FeedCursor.parse("after", now);
        FeedCursor foreign = new FeedCursor(own.history() + 1, own.seen(), own.upto(), own.last());

        given().header(STREAM)
                .header("Last-Event-ID", "x")
                .get("/api/enrollment-events")
                .then()
                .spec(problem(400, "invalid-request"));
        given().header(STREAM)
                .header("Last-Event-ID", foreign.toString())
                .get("/api/enrollment-events")
                .then()
                .spec(problem(410, "other-history"));
        given().header(STREAM)
                .queryParam("limit", 0)
                .get("/api/enrollment-events")
                .then()
                .spec(problem(400, "invalid-request"));
        given().header(STREAM)
                .auth()
                .oauth2(TestToken.withRoles("editor"))
                .get("/api/enrollment-events")
                .then()
                .spec(problem(403, "forbidden"));
        given().header(STREAM)
                .auth()
                .none()
                .get("/api/enrollment-events")
                .then()
                .spec(problem(401, "token-missing"));
    }

    @Test
    void whoAsksForTheHeadOnlyIsAnswered() {
        given().header(STREAM)
                .queryParam("after", now)
                .head("/api/enrollment-events")
                .then()
                .statusCode(200);
    }

    @Test
    void whoAcceptsAnythingGetsAPage() {
        for (String accept : List.of("*/*", "application/json", "text/event-stream;q=0.5, application/json")) {
            given().header("Accept", accept)
                    .queryParam("after", now)
                    .get("/api/enrollment-events")
                    .then()
                    .statusCode(200)
                    .contentType("application/json");
        }
    }

    @Test
    void oneListenerTooManyIsToldToComeAgainAndThereIsRoomWhenOneHasGone() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try {
            String token = TestToken.withRoles("reader");
            List<CompletableFuture<Listener>> atOnce =
                    Stream.generate(() -> begin(token, null)).limit(MOST + 20).toList();
            List<Listener> refusals = new ArrayList<>();
            for (CompletableFuture<Listener> one : atOnce) {
                Listener answered = one.join();
                (answered.answer().statusCode() == 200 ? listeners : refusals).add(answered);
            }
            assertThat(listeners.size()).isBetween(1, MOST);
            List<String> problems = new ArrayList<>();
            for (Listener refused : refusals) {
                assertThat(refused.answer().statusCode()).isEqualTo(503);
                assertThat(refused.answer().headers().firstValue("Retry-After")).isPresent();
                problems.add(refused.lines().readLine());
            }
            // on a busy machine one or another has waited too long for a connection instead
            assertThat(problems).anyMatch(problem -> problem.contains("urn:problem-type:too-many-listeners"));

            listeners.remove(0).close();

            Awaitility.await().until(() -> {
                Listener next = listen(TestToken.withRoles("reader"), null);
                listeners.add(next);
                return next.answer().statusCode() == 200;
            });
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
    }

    private JsonNode own(Listener listener, List<String> ids) throws IOException {
        JsonNode event = listener.next(ids);
        while (event.path("student_id").longValue() != student.id()) {
            event = listener.next(ids);
        }
        return event;
    }

    /** @param last the id of the last event that was received, or null to listen from now on */
    private Listener listen(String token, String last) {
        return begin(token, last).join();
    }

    private CompletableFuture<Listener> begin(String token, String last) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port
                        + "/api/enrollment-events" + (last == null ? "?after=" + now : "")))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(answer -> new Listener(
                        answer, new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))));
    }
}
