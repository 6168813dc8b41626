package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

@QuarkusTest
class EnrollmentBatchTest {
    private Row first;
    private Row second;
    private Row third;
    private Row course;

    @BeforeEach
    void rows() {
        first = Fixtures.student();
        second = Fixtures.student();
        third = Fixtures.student();
        course = Fixtures.course();
    }

    @Test
    void manyAreEnrolledByIdsOrByNumberAndCodeAndRepeatingItChangesNothing() {
        List<Object> pairs = List.of(
                pair(first, course),
                Map.of("student_number", second.key(), "course_code", course.key()),
                Map.of("student_number", third.key(), "course_id", course.id()),
                pair(first, course));

        Response done = send(Map.of("enrollments", pairs));

        done.then()
                .statusCode(200)
                .body(containsString("\"added\":3,\"already_enrolled\":1,\"waiting\":0,\"refused\":0"));
        assertThat(statuses(done)).containsExactly(201L, 201L, 201L, 200L);
        assertThat(roster()).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
        assertThat(statuses(send(Map.of("enrollments", pairs)))).containsOnly(200L);
    }

    @Test
    void whereOneIsRefusedAllAreAndEachIsNamed() {
        Row full = SeatsTest.courseOf(1);

        send(Map.of("enrollments", List.of(pair(first, course), pair(second, full), pair(third, full))))
                .then()
                .spec(problem(409, "course-full"))
                .body(containsString("/enrollments/2"))
                .body(containsString("\"place\":1"));
        send(Map.of("enrollments", List.of(pair(first, course), Map.of("student_id", 0, "course_id", course.id()))))
                .then()
                .spec(problem(422, "unknown-student"))
                .body(containsString("/enrollments/1"));
        send(Map.of("enrollments", List.of(Map.of("student_number", first.key(), "course_code", "NO-SUCH"))))
                .then()
                .spec(problem(422, "unknown-courses"));
        assertThat(roster()).isEmpty();
        assertThat(Fixtures.coursesOf(second.id())).isEmpty();
    }

    @Test
    void withoutAllOrNothingEachHasItsOwnOutcomeAndTheFirstGetTheSeats() {
        Row full = SeatsTest.courseOf(1);
        List<Object> pairs = List.of(
                pair(third, full),
                pair(first, full),
                Map.of("student_id", 0, "course_id", full.id()),
                pair(first, course));

        Response done = send(Map.of("enrollments", pairs, "atomic", false));

        done.then().statusCode(207);
        assertThat(statuses(done)).containsExactly(201L, 409L, 422L, 201L);
        assertThat(Json.of(done).path("items").path(1).path("problem").textValue())
                .isEqualTo("course-full");
        assertThat(Fixtures.coursesOf(third.id())).containsExactly(full.id());
        assertThat(Fixtures.coursesOf(first.id())).containsExactly(course.id());
    }

    @Test
    void whoIsToWaitJoinsTheListsInTheOrderOfTheRequest() {
        Row full = SeatsTest.courseOf(1);
        SeatsTest.wait(Fixtures.student(), full.id()).then().statusCode(200);
        SeatsTest.wait(second, full.id()).then().statusCode(202);

        Response done = send(Map.of(
                "enrollments", List.of(pair(third, full), pair(second, full), pair(first, full)), "waitlist", true));

        done.then().statusCode(200);
        List<Long> places = new ArrayList<>();
        Json.of(done)
                .path("items")
                .forEach(item -> places.add(item.path("place").longValue()));
        assertThat(statuses(done)).containsOnly(202L);
        assertThat(places).containsExactly(2L, 1L, 3L);
        assertThat(Json.ids(Json.of(get(full.path() + "/waitlist")).path("items")))
                .containsExactly(second.id(), third.id(), first.id());
    }

    @Test
    void theLastSeatIsTakenBeforeOthersWaitForTheNext() {
        Row almostFull = SeatsTest.courseOf(1);

        Response done = send(
                Map.of("enrollments", List.of(pair(first, almostFull), pair(second, almostFull)), "waitlist", true));

        assertThat(statuses(done)).containsExactly(201L, 202L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDryRunSaysTheSameAndStoresNothing(boolean atomic) throws SQLException {
        Row full = SeatsTest.courseOf(0);
        List<Long> before = ServiceDatabase.fingerprint();

        Response done = send(Map.of(
                "enrollments",
                atomic ? List.of(pair(first, course)) : List.of(pair(first, course), pair(second, full)),
                "atomic",
                atomic,
                "dry_run",
                true));

        assertThat(statuses(done)).isEqualTo(atomic ? List.of(201L) : List.of(201L, 409L));
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
        send(Map.of("enrollments", List.of(pair(second, full)), "dry_run", true))
                .then()
                .spec(problem(409, "course-full"));
    }

    @Test
    void moreThanFiveThousandAreRefused() {
        send(Map.of("enrollments", Collections.nCopies(5001, pair(first, course))))
                .then()
                .spec(problem(400, "invalid-request"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enrollments\":[]}",
                "{}",
                "{\"enrollments\":[{\"student_id\":1}]}",
                "{\"enrollments\":[{\"student_id\":1,\"student_number\":\"1\",\"course_id\":1}]}",
                "{\"enrollments\":[null]}"
            })
    void whatNamesNoStudentOrNoCourseIsNotValid(String body) {
        send(body).then().spec(problem(400, "invalid-request"));
    }

    private static Map<String, Object> pair(Row student, Row course) {
        return Map.of("student_id", student.id(), "course_id", course.id());
    }

    private static Response send(Object body) {
        // a colon in a path stays one
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/enrollments:batch");
    }

    private static List<Long> statuses(Response done) {
        JsonNode items = Json.of(done).path("items");
        return LongStream.range(0, items.size())
                .map(item -> items.path((int) item).path("status").longValue())
                .boxed()
                .toList();
    }

    private List<Long> roster() {
        return Json.ids(Json.of(get(course.path() + "/students")).path("items"));
    }
}
