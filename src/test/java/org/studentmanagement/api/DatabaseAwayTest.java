package org.studentmanagement.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Management.management;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;

/** The real server turns the service away, or keeps it waiting. */
@QuarkusTest
class DatabaseAwayTest {
    /** More than the pool has connections. */
    private static final int CALLERS = 32;

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

    private Response request(int caller) {
        return switch (caller % 4) {
            case 0 ->
                given().contentType(ContentType.JSON)
                        .body(Fixtures.studentBody())
                        .post("/api/students");
            case 1 -> Fixtures.enroll(student, course.id());
            case 2 -> given().header("If-Match", "*").delete(student.path());
            default -> get("/api/students");
        };
    }

    private static void assertUnavailable(Response response) {
        response.then().spec(problem(503, "database-unavailable")).header("Retry-After", is("2"));
    }

    private void endConnections() throws SQLException {
        execute(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(database));
    }
}
