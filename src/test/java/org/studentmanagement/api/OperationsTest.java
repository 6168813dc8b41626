package org.studentmanagement.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Management.management;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

/** What operators and front ends rely on. */
@QuarkusTest
class OperationsTest {
    @Test
    void itIsAliveAndReady() {
        management().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
        management()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .body("checks.find { it.name == 'Database connections health check' }.status", is("UP"));
    }

    @Test
    void metricsCountRequestsByTemplateNotById() {
        Row student = Fixtures.student();
        get(student.path());

        management()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("uri=\"/api/students/{id}\""))
                .body(not(containsString("/" + student.id() + "\"")));
    }

    @Test
    void answersAreCompressedForWhoAsks() {
        // the client's own decoding would hide what was sent
        RestAssuredConfig raw = RestAssuredConfig.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

        given().config(raw)
                .header("Accept-Encoding", "gzip")
                .get("/api/courses")
                .then()
                .header("Content-Encoding", "gzip");
        given().config(raw).get("/api/courses").then().header("Content-Encoding", nullValue());
    }

    @Test
    void otherOriginsAreNotLetInUnlessTheyAreNamed() {
        given().header("Origin", "https://front.example")
                .get("/api/courses")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
