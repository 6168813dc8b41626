package org.studentmanagement.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;
import static org.studentmanagement.testsupport.Management.management;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.PostgresServer.query;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** The real server turns the service away, or keeps it waiting. */
@QuarkusTest
class DatabaseAwayTest {
    /** More than the pool has connections. */
    private static final int CALLERS = 32;

    /** Of the pool of those who store. */
    private static final int CONNECTIONS = 20;

    private String database;
    private Row student;
    private Row course;

    @BeforeEach
    void aPoolThatIsInUse() throws SQLException {
        try (Connection connection = ServiceDatabase.connect()) {
            database = connection.getCatalog();
        }
        student = Fixtures.student();
        course = Fixtures.course();
        AtOnce.run(CALLERS, caller -> get(student.path()).statusCode());
    }

    @Test
    void whileTheDatabaseIsAwayCallersAreToldToComeBackAndThenServedAtOnce() throws SQLException {
        List<Long> before = ServiceDatabase.fingerprint();

        execute("postgres", "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database));
        try {
            endConnections();

            AtOnce.run(CALLERS, this::request).forEach(DatabaseAwayTest::assertUnavailable);
            management().get("/q/health/ready").then().statusCode(503).body("status", is("DOWN"));
            management().get("/q/health/live").then().statusCode(200);
        } finally {
            execute("postgres", "ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(database));
        }

        assertThat(get(student.path()).statusCode()).isEqualTo(200);
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    @Test
    void connectionsThatDiedWhileNobodyUsedThemAreNoticedBeforeARequestIsServed() throws SQLException {
        endConnections();

        List<Integer> statuses =
                AtOnce.run(CALLERS, caller -> get(student.path()).statusCode());

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void whileTheDatabaseIsSlowCallersAreToldToComeBackAndThenServedAtOnce() throws SQLException {
        List<Long> before = ServiceDatabase.fingerprint();

        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE students IN ACCESS EXCLUSIVE MODE");

            AtOnce.run(CALLERS, this::request).forEach(DatabaseAwayTest::assertUnavailable);

            other.rollback();
        }

        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
        assertThat(request(0).statusCode()).isEqualTo(201);
    }

    @Test
    void whileCallersHaveAllConnectionsItIsReadyAllTheSame() throws SQLException {
        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE students IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<List<Response>> answers = supplyAsync(() -> AtOnce.run(2 * CALLERS, this::storeStudent));
            await().until(() -> waiting("relation"), is(CONNECTIONS));

            management().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));

            answers.join().forEach(DatabaseAwayTest::assertUnavailable);
            other.rollback();
        }
    }

    @Test
    @ResourceLock(BesideTheService.LOCK)
    void whileTheDatabaseIsFrozenThoseWhoWereQueryingAreToldToComeBackAndThenServed() throws Exception {
        List<Long> before = ServiceDatabase.fingerprint();
        ProcessHandle server = server();

        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE students IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<List<Response>> answers = supplyAsync(() -> AtOnce.run(4, this::request));
            await().until(() -> waiting("relation"), is(4));
            try {
                signal("STOP", server);
                for (int caller = 0; caller < 4; caller++) {
                    // an enrollment has no commit of its own that the server could have missed
                    answers.join()
                            .get(caller)
                            .then()
                            .spec(problem(503, caller == ENROLLS ? "outcome-unknown" : "database-unavailable"))
                            .header("Retry-After", oneOf("1", "2", "3"));
                }
                assertUnavailable(request(0));
            } finally {
                signal("CONT", server);
            }
            other.rollback();
        }

        await().until(() -> get(student.path()).statusCode(), is(200));
        await().untilAsserted(() -> assertThat(waiting("relation")).isZero());
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
        assertThat(request(0).statusCode()).isEqualTo(201);
    }

    @Test
    void whatTheDatabaseRefusesAtTheVeryEndIsNotStored() throws SQLException {
        List<Long> before = ServiceDatabase.fingerprint();
        execute(database, """
                CREATE FUNCTION refuse_at_commit() RETURNS trigger LANGUAGE plpgsql
                  AS 'BEGIN RAISE serialization_failure; END';
                CREATE CONSTRAINT TRIGGER refuse_at_commit AFTER INSERT ON students
                  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_at_commit()
                """);
        try {
            assertUnavailable(request(0));
        } finally {
            execute(database, "DROP FUNCTION refuse_at_commit CASCADE");
        }

        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    @Test
    void whatWasBeingStoredWhenTheDatabaseWentAwayIsNotSaidToBeStoredNorNot() throws Throwable {
        Changes changes = new Changes();

        List<Response> answers = duringCommit(
                4,
                changes::send,
                () -> execute(
                        "postgres",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s' AND wait_event = 'advisory'"
                                .formatted(database)));

        answers.forEach(answer ->
                answer.then().spec(problem(503, "outcome-unknown")).header("Retry-After", oneOf("1", "2", "3")));
        assertThat(changes.all()).extracting(Response::statusCode).containsExactly(201, 200, 200, 204);
    }

    @Test
    void sendingItAgainTellsThatItWasStoredAfterAll() throws Throwable {
        Changes changes = new Changes();

        List<Response> answers = duringCommit(4, changes::send, () -> {});

        assertThat(answers)
                .extracting(
                        answer -> answer.<String>path("detail").replaceFirst(".*If it was stored, the answer is ", ""))
                .containsExactly(
                        "then 409, or says that nothing had to be added.",
                        "then 412, or says that nothing had to be changed.",
                        "then 409, or says that nothing had to be added.",
                        "then 404.");
        List<Response> again = changes.all();
        assertThat(again).extracting(Response::statusCode).containsExactly(409, 412, 200, 404);
        assertThat(again.get(2).<List<Long>>path("added")).isEmpty();
    }

    @Test
    void whatWasBeingStoredWithAKeyIsStoredOnceWhetherTheDatabaseHasSaidSoOrNot() throws Throwable {
        Changes lost = new Changes();
        Changes stored = new Changes();

        List<Response> answers = duringCommit(
                2,
                lost::keyed,
                () -> execute(
                        "postgres",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s' AND wait_event = 'advisory'"
                                .formatted(database)));
        List<Response> late = duringCommit(2, stored::keyed, () -> {});

        Stream.concat(answers.stream(), late.stream())
                .forEach(answer -> answer.then()
                        .spec(problem(503, "outcome-unknown"))
                        .body("detail", endsWith("If it was stored, the answer is then the one that was lost.")));
        assertThat(List.of(lost.keyed(0), lost.keyed(1)))
                .extracting(Response::statusCode, answer -> answer.header("Idempotency-Replayed"))
                .containsExactly(tuple(201, null), tuple(200, null));
        assertThat(List.of(lost.keyed(0), lost.keyed(1), stored.keyed(0), stored.keyed(1)))
                .extracting(Response::statusCode, answer -> answer.header("Idempotency-Replayed"))
                .containsExactly(tuple(201, "true"), tuple(200, "true"), tuple(201, "true"), tuple(200, "true"));
        assertThat(Json.longs(Json.of(stored.keyed(1)).path("added"))).containsExactly(stored.course.id());
    }

    /** A change of each kind, the same each time that it is sent. */
    private static final class Changes {
        private final Map<String, Object> body = Fixtures.studentBody();
        private final Row changed = Fixtures.student();
        private final Row enrolled = Fixtures.student();
        private final Row deleted = Fixtures.student();
        private final Row course = Fixtures.course();

        Response send(int kind) {
            return switch (kind) {
                case 0 -> json(body).post("/api/students");
                case 1 ->
                    json(Fixtures.studentBody())
                            .header("If-Match", changed.etag())
                            .put(changed.path());
                case 2 -> Fixtures.enroll(enrolled, course.id());
                default -> given().header("If-Match", deleted.etag()).delete(deleted.path());
            };
        }

        List<Response> all() {
            return List.of(send(0), send(1), send(2), send(3));
        }

        /** One by Hibernate, and one by statements of its own. */
        Response keyed(int kind) {
            return kind == 0
                    ? json(body).header("Idempotency-Key", body.get("number")).post("/api/students")
                    : json(Map.of("course_ids", List.of(course.id())))
                            .header("Idempotency-Key", enrolled.key())
                            .post(enrolled.path() + "/courses");
        }

        private static RequestSpecification json(Map<String, Object> body) {
            return given().contentType(ContentType.JSON).body(body);
        }
    }

    /** Commits wait for a lock, as they do for a disk or for another server, and go on when something has happened. */
    private List<Response> duringCommit(int callers, AtOnce.Call<Response> call, Executable event) throws Throwable {
        execute(database, """
                CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0
                  AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT OR UPDATE OR DELETE ON students
                  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit();
                CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON student_courses
                  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()
                """);
        try (Connection holder = ServiceDatabase.connect();
                var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");
            CompletableFuture<List<Response>> answers = supplyAsync(() -> AtOnce.run(callers, call));
            await().until(() -> waiting("advisory"), is(callers));
            event.execute();
            return answers.join();
        } finally {
            // which has to wait until they have ended
            execute(database, "DROP FUNCTION wait_at_commit CASCADE");
        }
    }

    private int waiting(String lock) throws SQLException {
        return Integer.parseInt(query(
                "postgres",
                "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s' AND wait_event = '%s'"
                        .formatted(database, lock)));
    }

    /** The first of its processes, whose children serve one connection each. */
    private static ProcessHandle server() throws SQLException {
        return ProcessHandle.of(Long.parseLong(query("postgres", "SELECT pg_read_file('postmaster.pid')")
                        .lines()
                        .findFirst()
                        .orElseThrow()))
                .orElseThrow();
    }

    private static void signal(String signal, ProcessHandle server) throws IOException, InterruptedException {
        String children =
                server.descendants().map(child -> Long.toString(child.pid())).collect(joining(" "));
        // a child may have ended meanwhile
        String kill = "kill -%1$s %2$d && { kill -%1$s %3$s; true; }".formatted(signal, server.pid(), children);
        assertThat(new ProcessBuilder("sh", "-c", kill).start().waitFor()).isZero();
    }

    @Test
    void whileTheSchemaLacksWhatThisVersionNeedsCallersAreToldToComeBack() throws SQLException {
        execute(database, "ALTER TABLE courses RENAME description TO hidden");
        try {
            get(course.path())
                    .then()
                    .spec(problem(503, "database-unavailable"))
                    .header("Retry-After", oneOf("1", "2", "3"))
                    .body("title", is("The schema is not that of this version"));
        } finally {
            execute(database, "ALTER TABLE courses RENAME hidden TO description");
        }
        assertThat(get(course.path()).statusCode()).isEqualTo(200);
    }

    private static final int ENROLLS = 1;

    private Response request(int caller) {
        return switch (caller % 4) {
            case 0 -> storeStudent(caller);
            case ENROLLS -> Fixtures.enroll(student, course.id());
            case 2 -> given().header("If-Match", "*").delete(student.path());
            default -> get("/api/students");
        };
    }

    private Response storeStudent(int caller) {
        return given().contentType(ContentType.JSON)
                .body(Fixtures.studentBody())
                .post("/api/students");
    }

    private static void assertUnavailable(Response response) {
        response.then().spec(problem(503, "database-unavailable")).header("Retry-After", oneOf("1", "2", "3"));
    }

    private void endConnections() throws SQLException {
        execute(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(database));
    }
}
