package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;

/** Seats of a course, and the line of those who wait for one. */
@QuarkusTest
class SeatsTest {
    private Row first;
    private Row second;
    private Row third;

    @BeforeEach
    void students() {
        first = Fixtures.student();
        second = Fixtures.student();
        third = Fixtures.student();
    }

    @Test
    void whoFindsACourseFullIsToldTheirPlaceAndNothingIsStored() {
        Row full = courseOf(1);
        Row free = Fixtures.course();
        Fixtures.enroll(first, full.id()).then().statusCode(200);

        Response refused = Fixtures.enroll(second, free.id(), full.id());

        refused.then().spec(problem(409, "course-full"));
        JsonNode fault = Json.of(refused).path("errors").path(0);
        assertThat(fault.path("pointer").textValue()).isEqualTo("/course_ids/1");
        assertThat(fault.path("place").longValue()).isEqualTo(1);
        assertThat(Fixtures.coursesOf(second.id())).isEmpty();
        given().put(second.path() + "/courses/" + full.id()).then().spec(problem(409, "course-full"));
        replace(second, full.id()).then().spec(problem(409, "course-full"));
        Fixtures.enroll(first, full.id()).then().statusCode(200);
    }

    @Test
    void whoWaitsGetsTheNextSeatInTheOrderOfJoining() {
        Row course = courseOf(1);
        Row free = Fixtures.course();
        Fixtures.enroll(first, course.id());

        Response waiting = wait(second, free.id(), course.id());
        waiting.then().statusCode(202);
        assertThat(Json.longs(Json.of(waiting).path("added"))).containsExactly(free.id());
        assertThat(Json.of(waiting).path("waiting"))
                .hasToString("[{\"course_id\":%d,\"place\":1}]".formatted(course.id()));
        wait(third, course.id()).then().statusCode(202);
        assertThat(place(third)).isEqualTo(2);
        wait(third, course.id()).then().statusCode(202);
        assertThat(Json.ids(Json.of(get(course.path() + "/waitlist")).path("items")))
                .containsExactly(second.id(), third.id());

        delete(first.path() + "/courses/" + course.id()).then().statusCode(204);

        assertThat(Fixtures.coursesOf(second.id())).containsExactlyInAnyOrder(free.id(), course.id());
        assertThat(place(second)).isZero();
        assertThat(place(third)).isEqualTo(1);
        assertThat(seats(course)).hasToString("{\"capacity\":1,\"enrolled\":1,\"over_capacity\":0,\"waiting\":1}");
    }

    @Test
    void whoLeavesTheListIsPassedOver() {
        Row course = courseOf(1);
        Fixtures.enroll(first, course.id());
        wait(second, course.id());
        wait(third, course.id());

        delete(second.path() + "/waitlist/" + course.id() + "?reason=moved")
                .then()
                .statusCode(204);
        delete(second.path() + "/waitlist/" + course.id()).then().spec(problem(404, "not-found"));
        replace(first).then().statusCode(200);

        assertThat(Fixtures.coursesOf(second.id())).isEmpty();
        assertThat(Fixtures.coursesOf(third.id())).containsExactly(course.id());
    }

    @Test
    void aWaitingListIsReadInPages() {
        Row course = courseOf(0);
        List<Long> students = IntStream.range(0, 3)
                .mapToObj(n -> Fixtures.student())
                .peek(student -> wait(student, course.id()).then().statusCode(202))
                .map(Row::id)
                .toList();

        JsonNode page = Json.of(get(course.path() + "/waitlist?limit=2"));
        JsonNode last = Json.of(get(page.path("next").textValue()));

        assertThat(Json.ids(page.path("items"))).isEqualTo(students.subList(0, 2));
        assertThat(Json.ids(last.path("items"))).isEqualTo(students.subList(2, 3));
        assertThat(last.path("items").path(0).path("place").longValue()).isEqualTo(3);
        get("/api/courses/0/waitlist").then().spec(problem(404, "not-found"));
        get("/api/courses/0/seats").then().spec(problem(404, "not-found"));
        get("/api/students/0/waitlist").then().spec(problem(404, "not-found"));
        delete("/api/students/0/waitlist/1").then().spec(problem(404, "not-found"));
    }

    @Test
    void aCapacityIsNeverLessThanWhatIsTakenAndMoreSeatsGoToThoseWhoWait() {
        Row course = courseOf(1);
        Fixtures.enroll(first, course.id());
        wait(second, course.id());
        wait(third, course.id());

        capacity(course, 0).then().spec(problem(409, "seats-taken")).body(containsString("taken: 1"));
        capacity(course, 2).then().statusCode(200);
        assertThat(Fixtures.coursesOf(second.id())).containsExactly(course.id());
        assertThat(Fixtures.coursesOf(third.id())).isEmpty();

        capacity(course, null).then().statusCode(200);
        assertThat(Fixtures.coursesOf(third.id())).containsExactly(course.id());
        capacity(course, -1).then().spec(problem(400, "invalid-request"));
        capacity(course, 3).then().statusCode(200);
        Fixtures.enroll(Fixtures.student(), course.id()).then().spec(problem(409, "course-full"));
    }

    @Test
    void whoeverWaitsOrIsAwaitedIsNotDeleted() {
        Row course = courseOf(0);
        wait(first, course.id());

        given().header("If-Match", "*").delete(first.path()).then().spec(problem(409, "still-waiting"));
        given().header("If-Match", "*").delete(course.path()).then().spec(problem(409, "still-waiting"));
    }

    @Test
    void aCourseWithSeatsThatNobodyTakesIsDeleted() {
        given().header("If-Match", "*").delete(courseOf(3).path()).then().statusCode(204);
    }

    static Row courseOf(Integer capacity) {
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("capacity", capacity);
        return Fixtures.stored("/api/courses", body, "code");
    }

    static Response wait(Row student, Long... courses) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(courses), "waitlist", true))
                .post(student.path() + "/courses");
    }

    private static Response replace(Row student, Long... courses) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(courses)))
                .put(student.path() + "/courses");
    }

    private static Response capacity(Row course, Integer capacity) {
        return given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"capacity\":" + capacity + "}")
                .patch(course.path());
    }

    private static JsonNode seats(Row course) {
        return Json.of(get(course.path() + "/seats"));
    }

    /** On the one list that the student is on; 0 for none. */
    private static long place(Row student) {
        return Json.of(get(student.path() + "/waitlist"))
                .path("items")
                .path(0)
                .path("place")
                .longValue();
    }
}
