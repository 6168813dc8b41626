package org.studentmanagement.idempotency;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.startsWith;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** What is sent again with its key is done once. */
@QuarkusTest
class IdempotencyKeyTest {
    private static final String REPLAYED = "Idempotency-Replayed";

    private static final int CALLERS = 16;

    private final String key = UUID.randomUUID().toString();

    /** Both ways in which endpoints come to the database. */
    enum Way {
        HIBERNATE("students") {
            @Override
            Post post() {
                return new Post("/api/students", Fixtures.studentBody());
            }
        },
        SQL("student_courses") {
            @Override
            Post post() {
                return new Post(
                        Fixtures.student().path() + "/courses",
                        Map.of("course_ids", List.of(Fixtures.course().id())));
            }
        };

        /** Where it writes. */
        private final String table;

        Way(String table) {
            this.table = table;
        }

        abstract Post post();

        long rows() throws SQLException {
            return ServiceDatabase.longs("SELECT count(*) FROM " + table).get(0);
        }
    }

    private record Post(String path, Map<String, Object> body) {
        Response send(String key) {
            return keyed(key).body(body).post(path);
        }
    }

    private static RequestSpecification keyed(String key) {
        return given().contentType(ContentType.JSON).header("Idempotency-Key", key);
    }

    @ParameterizedTest
    @EnumSource
    void sentAgainItIsAnsweredAsBeforeAndNothingIsDone(Way way) throws SQLException {
        Post post = way.post();

        Response first = post.send(key);
        long rows = way.rows();
        Response again = post.send(key);

        assertThat(first.statusCode()).isIn(200, 201);
        assertThat(first.header(REPLAYED)).isNull();
        assertThat(again.header(REPLAYED)).isEqualTo("true");
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.asString()).isEqualTo(first.asString());
        for (String header : List.of("Content-Type", "Location", "ETag")) {
            assertThat(again.headers().getValues(header))
                    .isEqualTo(first.headers().getValues(header));
        }
        assertThat(way.rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAKeyItIsDoneAgain(Way way) {
        Post post = way.post();
        Response first = given().contentType(ContentType.JSON).body(post.body()).post(post.path());

        Response again = given().contentType(ContentType.JSON).body(post.body()).post(post.path());

        assertThat(again.header(REPLAYED)).isNull();
        assertThat(again.asString()).isNotEqualTo(first.asString());
    }

    @ParameterizedTest
    @EnumSource
    void withAnotherBodyOrPathItIsRefused(Way way) throws SQLException {
        Post post = way.post();
        post.send(key);
        long rows = way.rows();

        way.post().send(key).then().spec(problem(422, "idempotency-key-reused"));
        keyed(key).body(Fixtures.courseBody()).post("/api/courses").then().spec(problem(422, "idempotency-key-reused"));

        if (way == Way.HIBERNATE) {
            assertThat(way.rows()).isEqualTo(rows);
        }
        assertThat(post.send(key).header(REPLAYED)).isEqualTo("true");
    }

    @ParameterizedTest
    @EnumSource
    void theSameKeyOfAnotherClientIsAnotherKey(Way way) {
        way.post().send(key);
        Post post = way.post();

        Response others = keyed(key)
                .auth()
                .oauth2(TestToken.signed(TestToken.claims().subject("other").claim("scope", "editor registrar")))
                .body(post.body())
                .post(post.path());

        assertThat(others.statusCode()).isIn(200, 201);
        assertThat(others.header(REPLAYED)).isNull();
    }

    @Test
    void whoMayNotSendItAgainIsNotToldWhatTheAnswerWas() {
        Post post = Way.SQL.post();
        post.send(key);

        keyed(key)
                .auth()
                .oauth2(TestToken.withRoles("reader"))
                .body(post.body())
                .post(post.path())
                .then()
                .spec(problem(403, "forbidden"));
    }

    @ParameterizedTest
    @EnumSource
    void whileTheFirstIsRunningAnotherIsRefusedAtOnceAndThenAnswered(Way way) throws SQLException {
        Post post = way.post();

        Response first = whileWaiting(
                way, () -> post.send(key), () -> post.send(key).then().spec(problem(409, "idempotency-key-in-use")));

        assertThat(first.statusCode()).isIn(200, 201);
        assertThat(first.header(REPLAYED)).isNull();
        assertThat(post.send(key).asString()).isEqualTo(first.asString());
    }

    @ParameterizedTest
    @EnumSource
    void ofManyAtOnceOneIsDone(Way way) throws SQLException {
        Post post = way.post();
        long rows = way.rows();

        List<Response> answers = AtOnce.run(CALLERS, caller -> post.send(key));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsAnyOf(200, 201)
                .isSubsetOf(200, 201, 409);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .extracting(answer -> Json.of(answer).path("type").asText())
                .allSatisfy(type -> assertThat(type).isEqualTo("urn:problem-type:idempotency-key-in-use"));
        assertThat(answers.stream().filter(answer -> answer.statusCode() < 300 && answer.header(REPLAYED) == null))
                .hasSize(1);
        assertThat(way.rows()).isEqualTo(rows + 1);
    }

    @ParameterizedTest
    @EnumSource
    void whoseConnectionBreaksWhileItIsDoneIsDoneOnceWhenSentAgain(Way way) throws SQLException {
        Post post = way.post();
        long rows = way.rows();

        Response broken = whileWaiting(way, () -> post.send(key), () -> ServiceDatabase.longs("""
                SELECT pg_terminate_backend(pid)::int FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """));

        broken.then().spec(problem(503, "database-unavailable"));
        assertThat(kept()).isZero();
        assertThat(post.send(key).header(REPLAYED)).isNull();
        assertThat(post.send(key).header(REPLAYED)).isEqualTo("true");
        assertThat(way.rows()).isEqualTo(rows + 1);
    }

    @Test
    void whatWasRefusedMayBeSentCorrectedWithTheSameKey() throws SQLException {
        Row student = Fixtures.student();
        Map<String, Object> body = new HashMap<>(Fixtures.studentBody());
        body.put("number", student.key());

        keyed(key).body(body).post("/api/students").then().spec(problem(409, "duplicate"));
        assertThat(kept()).isZero();
        body.put("number", Fixtures.unique());

        keyed(key).body(body).post("/api/students").then().statusCode(201);
        assertThat(kept()).isOne();
    }

    @Test
    void coursesThatDoNotExistMayBeCorrectedWithTheSameKey() throws SQLException {
        Row student = Fixtures.student();
        Row course = Fixtures.course();

        new Post(student.path() + "/courses", Map.of("course_ids", List.of(course.id(), Long.MAX_VALUE)))
                .send(key)
                .then()
                .spec(problem(422, "unknown-courses"));
        assertThat(kept()).isZero();

        new Post(student.path() + "/courses", Map.of("course_ids", List.of(course.id())))
                .send(key)
                .then()
                .statusCode(200);
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
    }

    @ParameterizedTest
    @EnumSource
    void afterADayTheKeyIsForgotten(Way way) throws SQLException {
        Post post = way.post();
        post.send(key);
        age(key, "25 hours");

        Response again = way.post().send(key);

        assertThat(again.statusCode()).isIn(200, 201);
        assertThat(again.header(REPLAYED)).isNull();
        assertThat(kept()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void withinADayItIsNot(Way way) throws SQLException {
        Post post = way.post();
        post.send(key);
        age(key, "23 hours");

        assertThat(post.send(key).header(REPLAYED)).isEqualTo("true");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForgottenIsDeletedByWhoComesNext(Way way) throws SQLException {
        way.post().send(key);
        age(key, "30 days");

        way.post().send(UUID.randomUUID().toString());

        assertThat(kept()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "é", "a\tb"})
    void aKeyThatIsNoneIsRefused(String malformed) {
        keyed(malformed)
                .body(Fixtures.studentBody())
                .post("/api/students")
                .then()
                .spec(problem(400, "invalid-request"))
                .body(
                        "detail",
                        startsWith("Idempotency-Key must be one header of 1 to 255 printable ASCII characters"));
    }

    @Test
    void aKeyOf255CharactersIsTakenOneOf256IsNotNorAreTwo() {
        Post post = Way.HIBERNATE.post();

        post.send("k".repeat(256)).then().spec(problem(400, "invalid-request"));
        keyed(key)
                .header("Idempotency-Key", "another")
                .body(post.body())
                .post(post.path())
                .then()
                .spec(problem(400, "invalid-request"));
        post.send(UUID.randomUUID() + "\" ".repeat(90) + "x".repeat(39)).then().statusCode(201);
    }

    @Test
    void elsewhereThanOnAPostAKeyIsIgnored() {
        Row student = Fixtures.student();

        given().header("Idempotency-Key", "").get(student.path()).then().statusCode(200);
        keyed("\u00e9")
                .header("If-Match", student.etag())
                .body(Fixtures.studentBody())
                .put(student.path())
                .then()
                .statusCode(200)
                .header("ETag", matchesRegex("\"\\d+\""));
        given().header("Idempotency-Key", "")
                .header("If-Match", "*")
                .delete(student.path())
                .then()
                .statusCode(204);
        get(student.path()).then().statusCode(404);
    }

    /** Has a request wait for a lock, does something meanwhile, and returns what it is answered when it may go on. */
    private static Response whileWaiting(Way way, Supplier<Response> request, Meanwhile meanwhile) throws SQLException {
        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + way.table + " IN SHARE MODE");
            CompletableFuture<Response> answer = supplyAsync(request);
            await().until(
                            () -> ServiceDatabase.longs(
                                    "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = to_regclass(?)",
                                    way.table),
                            is(List.of(1L)));
            meanwhile.run();
            other.rollback();
            return answer.join();
        }
    }

    private interface Meanwhile {
        void run() throws SQLException;
    }

    private long kept() throws SQLException {
        return ServiceDatabase.longs("SELECT count(*) FROM idempotency_keys WHERE key = ?", key)
                .get(0);
    }

    private static void age(String key, String age) throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                var statement = connection.prepareStatement(
                        "UPDATE idempotency_keys SET created_at = now() - ?::interval WHERE key = ?")) {
            statement.setString(1, age);
            statement.setString(2, key);
            assertThat(statement.executeUpdate()).isOne();
        }
    }
}
