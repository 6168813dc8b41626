package org.studentmanagement.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

@QuarkusTest
class PreconditionsTest {
    static Stream<Arguments> changes() {
        return Stream.of("students", "courses")
                .flatMap(collection ->
                        Stream.of("PUT", "PATCH", "DELETE").map(method -> Arguments.of(method, collection)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeWithoutIfMatchIsToldTheEtagToSend(String method, String collection) {
        Row row = row(collection);

        change(method, row, given())
                .then()
                .spec(problem(428, "precondition-required"))
                .body("detail", containsString("If-Match: " + row.etag()));

        get(row.path()).then().statusCode(200).header("ETag", row.etag());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOfAnOlderVersionIsStale(String method, String collection) {
        Row row = row(collection);
        change("PUT", row, given().header("If-Match", row.etag())).then().statusCode(200);

        change(method, row, given().header("If-Match", row.etag())).then().spec(problem(412, "stale"));

        get(row.path()).then().statusCode(200).header("ETag", "\"1\"");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOfTheStoredVersionPasses(String method, String collection) {
        Row row = row(collection);

        Response response = change(method, row, given().header("If-Match", row.etag()));

        assertThat(response.statusCode()).isEqualTo(method.equals("DELETE") ? 204 : 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"7\", \"0\"", "\"7\",\"0\""})
    void ifMatchMayListTagsOrTakeAny(String tags) {
        Row row = Fixtures.course();

        change("PUT", row, given().header("If-Match", tags)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"0\"", "0", "\"00\"", "\"0"})
    void ifMatchTakesStrongAndWellFormedTagsOnly(String tag) {
        change("PUT", Fixtures.course(), given().header("If-Match", tag)).then().spec(problem(412, "stale"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "W/\"0\"", "\"7\", \"0\"", "*"})
    void whatIsKnownAlreadyIsNotSentAgain(String tags) {
        for (Row row : List.of(Fixtures.student(), Fixtures.course())) {
            given().header("If-None-Match", tags)
                    .get(row.path())
                    .then()
                    .statusCode(304)
                    .header("ETag", row.etag())
                    .body(is(""));
        }
    }

    @Test
    void whatHasChangedIsSent() {
        for (Row row : List.of(Fixtures.student(), Fixtures.course())) {
            given().header("If-None-Match", "\"7\"")
                    .get(row.path())
                    .then()
                    .statusCode(200)
                    .body("id", is((int) row.id()));
        }
    }

    @Test
    void ofManyWhoChangeTheSameVersionOneSucceeds() {
        Row row = Fixtures.student();

        List<Integer> statuses = AtOnce.run(
                16,
                caller -> given().header("If-Match", row.etag())
                        .contentType("application/merge-patch+json")
                        .body("{\"name\":\"Caller " + caller + "\"}")
                        .patch(row.path())
                        .statusCode());

        assertThat(statuses).containsOnly(200, 412);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        get(row.path()).then().header("ETag", "\"1\"");
    }

    private static Row row(String collection) {
        return collection.equals("students") ? Fixtures.student() : Fixtures.course();
    }

    private static Response change(String method, Row row, RequestSpecification request) {
        if (method.equals("PUT")) {
            boolean student = row.path().contains("students");
            request.contentType("application/json").body(student ? Fixtures.studentBody() : Fixtures.courseBody());
        } else if (method.equals("PATCH")) {
            request.contentType("application/merge-patch+json").body("{\"name\":\"Another\"}");
        }
        return request.request(method, row.path());
    }
}
