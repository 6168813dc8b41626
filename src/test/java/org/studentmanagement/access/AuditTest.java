package org.studentmanagement.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.TestToken;

/** What the log tells of who did what. */
@QuarkusTest
class AuditTest {
    private static final String CALL = UUID.randomUUID().toString();

    private final Logger log = Logger.getLogger(Audit.class.getName());
    private final Lines lines = new Lines();

    /** Those of one call alone, whoever else is served meanwhile. */
    private static class Lines extends ExtHandler {
        private final PatternFormatter message = new PatternFormatter("%s");
        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        protected void doPublish(ExtLogRecord record) {
            if (CALL.equals(record.getMdc("request_id"))) {
                messages.add(message.format(record));
            }
        }
    }

    @BeforeEach
    void listen() {
        log.addHandler(lines);
    }

    @AfterEach
    void leave() {
        log.removeHandler(lines);
    }

    @Test
    void aWriteIsLoggedWithWhoDidItAndWithoutWhatWasWritten() {
        Map<String, Object> body = Fixtures.studentBody();
        given().header("X-Request-ID", CALL)
                .auth()
                .oauth2(TestToken.signed(TestToken.claims()
                        .subject("office")
                        .claim("upn", "ada@school.example")
                        .claim("scope", "editor")))
                .contentType("application/json")
                .body(body)
                .post("/api/students")
                .then()
                .statusCode(201);

        assertThat(lines.messages).containsExactly("POST /api/students by office, 201");
    }

    @Test
    void aWriteThatIsSentAgainIsLoggedAsNotDoneAgain() {
        Map<String, Object> body = Fixtures.studentBody();
        for (int times = 0; times < 2; times++) {
            given().header("X-Request-ID", CALL)
                    .header("Idempotency-Key", CALL)
                    .contentType("application/json")
                    .body(body)
                    .post("/api/students")
                    .then()
                    .statusCode(201);
        }

        assertThat(lines.messages)
                .containsExactly("POST /api/students by test, 201", "POST /api/students by test, 201 again");
    }

    @Test
    void readsAndWritesThatWereRefusedForTheirContentAreNot() {
        given().header("X-Request-ID", CALL).get("/api/courses").then().statusCode(200);
        given().header("X-Request-ID", CALL)
                .contentType("application/json")
                .body("{}")
                .post("/api/courses")
                .then()
                .statusCode(400);

        assertThat(lines.messages).isEmpty();
    }

    @Test
    void aRefusedAccessIsLoggedWithItsReason() {
        Row neighbour = Fixtures.student();
        Instant now = Instant.now();
        refused(TestToken.withRoles("reader"), "DELETE", "/api/courses/1?q=Ada");
        refused(TestToken.ofStudent(neighbour.id() + 1), "GET", neighbour.path());
        refused(
                TestToken.signed(
                        TestToken.claims().issuedAt(now.minusSeconds(900)).expiresAt(now.minusSeconds(300))),
                "GET",
                "/api/courses");
        refused(TestToken.signed(TestToken.claims().audience("payroll")), "GET", "/api/courses");
        refused(TestToken.signed(TestToken.claims().subject("")), "GET", "/api/courses");
        refused("forged", "GET", "/api/courses");
        given().header("X-Request-ID", CALL).auth().none().get("/api/courses");
        given().header("X-Request-ID", CALL)
                .auth()
                .preemptive()
                .basic("nobody", "s3cr3t")
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token");

        assertThat(lines.messages)
                .containsExactly(
                        "DELETE /api/courses/1 refused, 403: no role of editor",
                        "GET " + neighbour.path() + " refused, 403: not the student's own record",
                        "GET /api/courses refused, 401: invalid token: expired",
                        "GET /api/courses refused, 401: invalid token: another audience",
                        "GET /api/courses refused, 401: invalid token: no subject of its own",
                        "GET /api/courses refused, 401: invalid token: not readable, or of an unknown key",
                        "GET /api/courses refused, 401: no token",
                        "POST /oauth2/token refused, 401: not the client's secret");
    }

    private static void refused(String token, String method, String path) {
        given().header("X-Request-ID", CALL).auth().oauth2(token).request(method, path);
    }
}
