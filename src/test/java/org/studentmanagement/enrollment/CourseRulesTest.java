package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** When a course takes a student, what it asks for, and how a registrar sets that aside. */
@QuarkusTest
class CourseRulesTest {
    private static final Instant PAST =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
    private static final Instant FUTURE = PAST.plusSeconds(7_200);

    private Row student;

    @BeforeEach
    void students() {
        student = Fixtures.student();
    }

    @Test
    void outsideItsWindowACourseTakesNobodyAndSaysWhen() {
        Row early = courseOpen(FUTURE, null);
        Row late = courseOpen(null, PAST);
        Row open = courseOpen(PAST, FUTURE);

        Fixtures.enroll(student, early.id())
                .then()
                .spec(problem(409, "enrollment-closed"))
                .body(containsString("opens for enrollment at " + FUTURE));
        given().put(student.path() + "/courses/" + late.id())
                .then()
                .spec(problem(409, "enrollment-closed"))
                .body(containsString("has closed for enrollment at " + PAST));
        Fixtures.enroll(student, open.id()).then().statusCode(200);
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(open.id());
    }

    @Test
    void aWindowEndsAfterItBegins() {
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("enrollment_opens_at", FUTURE.toString());
        body.put("enrollment_closes_at", PAST.toString());

        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/courses")
                .then()
                .spec(problem(400, "invalid-request"))
                .body(containsString("/enrollment_closes_at"));
    }

    @Test
    void aCourseAsksForOthersThatAreCompletedWithDistinctionOrPass() {
        Row basics = Fixtures.course();
        Row advanced = Fixtures.course();
        prerequisites(advanced, basics.id()).then().statusCode(200);
        assertThat(Json.ids(Json.of(get(advanced.path() + "/prerequisites")).path("items")))
                .containsExactly(basics.id());
        Fixtures.enroll(student, basics.id());

        Fixtures.enroll(student, advanced.id())
                .then()
                .spec(problem(409, "prerequisites-missing"))
                .body(containsString(basics.key()));
        complete(basics, "fail").then().statusCode(200);
        Fixtures.enroll(student, advanced.id()).then().spec(problem(409, "prerequisites-missing"));
        complete(basics, "pass").then().statusCode(200);
        Fixtures.enroll(student, advanced.id()).then().statusCode(200);

        prerequisites(advanced).then().statusCode(200);
        assertThat(Json.of(get(advanced.path() + "/prerequisites")).path("items"))
                .isEmpty();
    }

    @Test
    void prerequisitesFormNoCycleAndExist() {
        Row a = Fixtures.course();
        Row b = Fixtures.course();
        Row c = Fixtures.course();
        prerequisites(a, b.id()).then().statusCode(200);
        prerequisites(b, c.id()).then().statusCode(200);

        prerequisites(c, a.id()).then().spec(problem(409, "prerequisite-cycle"));
        prerequisites(c, c.id()).then().spec(problem(409, "prerequisite-cycle"));
        prerequisites(c, 0L).then().spec(problem(422, "unknown-courses"));
        prerequisites(c, a.id(), a.id()).then().spec(problem(400, "invalid-request"));
        assertThat(Json.of(get(c.path() + "/prerequisites")).path("items")).isEmpty();
        given().header("If-Match", "*").delete(c.path()).then().spec(problem(409, "still-prerequisite"));
        get("/api/courses/0/prerequisites").then().spec(problem(404, "not-found"));
        given().contentType(ContentType.JSON)
                .body("{\"course_ids\":[]}")
                .put("/api/courses/0/prerequisites")
                .then()
                .spec(problem(404, "not-found"));
    }

    @Test
    void aRegistrarSetsTheRulesAsideWithAReasonThatIsRecorded() throws SQLException {
        Row basics = Fixtures.course();
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("capacity", 0);
        body.put("enrollment_closes_at", PAST.toString());
        Row closed = Fixtures.stored("/api/courses", body, "code");
        prerequisites(closed, basics.id());

        override(closed, " ").then().spec(problem(400, "invalid-request"));
        override(closed, "Moved here").then().statusCode(201).body(containsString("\"over_capacity\":true"));
        override(closed, "Moved here").then().statusCode(200);

        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM enrollment_events WHERE student_id = ? AND course_id = ? AND kind = 'enrolled'"
                                + " AND reason = 'Moved here' AND overrides = '{window,prerequisites,seats}'",
                        student.id(),
                        closed.id()))
                .containsExactly(1L);
        get(closed.path() + "/seats").then().body(containsString("\"enrolled\":1,\"over_capacity\":1"));
        delete(student.path() + "/courses/" + closed.id()).then().statusCode(204);
        get(closed.path() + "/seats").then().body(containsString("\"enrolled\":0,\"over_capacity\":0"));
    }

    @Test
    void whereThereIsNothingToSetAsideAnOverrideIsAnEnrollmentThatTakesASeat() throws SQLException {
        Row course = SeatsTest.courseOf(1);

        override(course, "To be sure").then().statusCode(201).body(containsString("\"over_capacity\":false"));

        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM enrollment_events WHERE student_id = ? AND overrides IS NULL",
                        student.id()))
                .containsExactly(1L);
        Fixtures.enroll(Fixtures.student(), course.id()).then().spec(problem(409, "course-full"));
    }

    @Test
    void aCompletedEnrollmentStaysUntilTheCompletionIsTakenBack() {
        Row course = Fixtures.course();
        Fixtures.enroll(student, course.id());
        String path = student.path() + "/courses/" + course.id();
        complete(course, "distinction")
                .then()
                .statusCode(200)
                .body(containsString("\"completed_on\":\"2026-06-25\",\"result\":\"distinction\""));

        get(student.path() + "/courses").then().body(containsString("\"result\":\"distinction\""));
        get(course.path() + "/students").then().body(containsString("\"result\":\"distinction\""));
        delete(path).then().spec(problem(409, "enrollment-completed"));
        given().contentType(ContentType.JSON)
                .body("{\"course_ids\":[]}")
                .put(student.path() + "/courses")
                .then()
                .spec(problem(409, "enrollment-completed"));

        delete(path + "/completion").then().statusCode(204);
        delete(path + "?reason=ill").then().statusCode(204);
        delete(path + "/completion").then().spec(problem(404, "not-found"));
        complete(course, "pass").then().spec(problem(404, "not-found"));
        complete(course, "good").then().spec(problem(400, "invalid-request"));
    }

    private static Row courseOpen(Instant from, Instant until) {
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("enrollment_opens_at", from == null ? null : from.toString());
        body.put("enrollment_closes_at", until == null ? null : until.toString());
        return Fixtures.stored("/api/courses", body, "code");
    }

    private static Response prerequisites(Row course, Long... others) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(others)))
                .put(course.path() + "/prerequisites");
    }

    private Response complete(Row course, String result) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("completed_on", "2026-06-25", "result", result))
                .put(student.path() + "/courses/" + course.id() + "/completion");
    }

    private Response override(Row course, String reason) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .put(student.path() + "/courses/" + course.id() + "/override");
    }
}
