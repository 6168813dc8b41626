package org.studentmanagement.api.callers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Management.management;
import static org.studentmanagement.testsupport.Management.metric;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.SlowCallers;
import org.studentmanagement.testsupport.SlowCallers.Kind;

/** Who lets the service wait takes nothing from others: more than there are threads, and each kind at once. */
@QuarkusTest
class SlowCallersTest {
    private static final int MORE_THAN_THREADS = 300;

    private static final RestAssuredConfig PATIENT = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 20_000));

    @Test
    void othersAndProbesAreServedWhileSlowCallersHoldTheirConnectionsAndThoseAreEnded() throws Exception {
        Fixtures.Row student = Fixtures.student();
        double before = metric("callers_held_bytes");
        try (var headers = SlowCallers.open(Kind.HEADERS, MORE_THAN_THREADS, RestAssured.port);
                var bodies = SlowCallers.open(Kind.BODY, MORE_THAN_THREADS, RestAssured.port);
                var uploads = SlowCallers.open(Kind.UPLOAD_WITHOUT_TOKEN, 50, RestAssured.port);
                var readers = SlowCallers.open(Kind.READING, 50, RestAssured.port)) {
            headers.drip();
            bodies.drip();
            uploads.drip();
            readers.drip();

            given().config(PATIENT).get(student.path()).then().statusCode(200);
            given().config(PATIENT)
                    .auth()
                    .none()
                    .formParam("grant_type", "client_credentials")
                    .formParam("client_id", "nobody")
                    .formParam("client_secret", "none")
                    .post("/oauth2/token")
                    .then()
                    .statusCode(401);
            management()
                    .config(PATIENT)
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("status", is("UP"));

            // a byte now and then does not put the end off
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> {
                        headers.drip();
                        bodies.drip();
                        uploads.drip();
                        readers.drip();
                        return headers.open() + bodies.open() + uploads.open() + readers.open() == 0;
                    });
            assertThat(headers.heard()).contains("HTTP/1.1 408", "urn:problem-type:request-timeout", "X-Request-ID");
            assertThat(bodies.heard()).contains("HTTP/1.1 408", "urn:problem-type:request-timeout", "X-Request-ID");
            assertThat(uploads.heard()).contains("HTTP/1.1 401", "urn:problem-type:token-missing");
        }

        // or the room would be used up by callers who are gone
        Awaitility.await().until(() -> metric("callers_held_bytes") <= before);
    }
}
