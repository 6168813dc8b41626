package org.studentmanagement.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Management.management;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

/** What operators and front ends rely on. */
@QuarkusTest
class OperationsTest {
    /** The client's own decoding would hide what was sent. */
    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    @Test
    void itIsAliveAndReady() {
        management().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
        management()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .body("checks.find { it.name == 'schema' }.status", is("UP"));
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
    void answersAreCompressedForWhoAsksAndCachesAreTold() {
        given().config(RAW)
                .header("Accept-Encoding", "gzip")
                .get("/api/courses")
                .then()
                .header("Content-Encoding", "gzip")
                .header("Vary", "Accept-Encoding");
        given().config(RAW)
                .get("/api/courses")
                .then()
                .header("Content-Encoding", nullValue())
                .header("Vary", "Accept-Encoding");
    }

    @Test
    void whatHasAnEtagIsTheSameBytesForAllAndTheEtagIsGoodForAChange() {
        Row course = Fixtures.course();

        String etag = given().config(RAW)
                .header("Accept-Encoding", "gzip")
                .get(course.path())
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue())
                .extract()
                .header("ETag");

        given().header("If-Match", etag)
                .contentType(ContentType.JSON)
                .body(Fixtures.courseBody())
                .put(course.path())
                .then()
                .statusCode(200);
    }

    @Test
    void aPathNamesTheMethodsThatItKnowsAndNoOthers() {
        Map<String, ?> paths = get("/q/openapi?format=json").jsonPath().getMap("paths");

        assertThat(paths.keySet()).isNotEmpty().allSatisfy(template -> {
            String path = template.replaceAll("\\{\\w+}", Long.toString(Long.MAX_VALUE));
            Map<Boolean, Set<String>> known = Stream.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
                    .collect(partitioningBy(
                            method -> given().urlEncodingEnabled(false)
                                            .request(method, path)
                                            .statusCode()
                                    != 405,
                            toCollection(TreeSet::new)));

            assertThat(allowed("OPTIONS", path)).isEqualTo(known.get(true));
            assertThat(known.get(false))
                    .allSatisfy(method -> assertThat(allowed(method, path)).isEqualTo(known.get(true)));
        });
    }

    private static Set<String> allowed(String method, String path) {
        return new TreeSet<>(List.of(given().urlEncodingEnabled(false)
                .request(method, path)
                .header("Allow")
                .split(", ?")));
    }

    @Test
    void whereNothingIsThereIsNothingToAskOptionsFor() {
        given().options("/api/students/1/teachers").then().spec(problem(404, "not-found"));
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
