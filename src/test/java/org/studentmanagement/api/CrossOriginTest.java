package org.studentmanagement.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.SecondService;

@QuarkusTest
@TestProfile(SecondService.class)
class CrossOriginTest {
    @Test
    void theNamedOriginMayReadTheHeadersThatTheApiUses() {
        String exposed = given().header("Origin", SecondService.FRONT_END)
                .get(Fixtures.student().path())
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", is(SecondService.FRONT_END))
                .extract()
                .header("Access-Control-Expose-Headers");

        assertThat(exposed.split(","))
                .contains(
                        "Database-Position",
                        "ETag",
                        "Idempotency-Replayed",
                        "Link",
                        "Location",
                        "Retry-After",
                        "X-Total-Count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void theNamedOriginMaySendEveryMethodWithConditions(String method) {
        given().header("Origin", SecondService.FRONT_END)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "if-match,idempotency-key,content-type")
                .options("/api/students/1")
                .then()
                .statusCode(200)
                .header("Access-Control-Max-Age", is("3600"))
                .header("Vary", is("Origin"))
                .header("Access-Control-Allow-Origin", is(SecondService.FRONT_END));
    }

    @Test
    void anotherOriginIsTurnedAway() {
        given().header("Origin", "https://other.example")
                .get("/api/students")
                .then()
                .spec(problem(403, "origin-not-allowed"))
                .header("X-Request-ID", notNullValue())
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void callersWithoutAnOriginAreServedAsBefore() {
        List<String> vary = given().get("/api/students")
                .then()
                .statusCode(200)
                .extract()
                .headers()
                .getValues("Vary");

        assertThat(vary).contains("Origin");
    }
}
