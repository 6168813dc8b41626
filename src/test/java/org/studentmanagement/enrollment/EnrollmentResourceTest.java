package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

@QuarkusTest
class EnrollmentResourceTest {
    private static final long NOBODY = 9223372036854775806L;

    private Row student;
    private List<Long> courses;

    @BeforeEach
    void aStudentAndThreeCourses() throws SQLException {
        student = Fixtures.student();
        courses = Fixtures.courses(3);
    }

    @Test
    void oneEnrollmentIsReadByItsTwoIds() {
        Row student = Fixtures.student();
        Row course = Fixtures.course();
        String path = student.path() + "/courses/" + course.id();

        get(path)
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", is("Student %d is not enrolled in course %d.".formatted(student.id(), course.id())));
        get("/api/students/0/courses/" + course.id())
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", is("No student has the id 0."));

        String enrolled = given().put(path).then().statusCode(201).extract().asString();
        get(path).then().statusCode(200).body(is(enrolled));
    }

    @Test
    void enrollingSaysWhichAreNewAndWhichWereThere() {
        Fixtures.enroll(student.id(), List.of(courses.get(1)))
                .then()
                .statusCode(200)
                .body("added", is(ints(courses.get(1))))
                .body("already_enrolled", is(List.of()));

        Fixtures.enroll(student.id(), courses)
                .then()
                .statusCode(200)
                .body("added", is(ints(courses.get(0), courses.get(2))))
                .body("already_enrolled", is(ints(courses.get(1))));
    }

    @Test
    void repeatingAnEnrollmentChangesNothing() {
        Fixtures.enroll(student.id(), courses);
        String before = get(student.path() + "/courses").asString();

        Fixtures.enroll(student.id(), courses)
                .then()
                .statusCode(200)
                .body("added", is(List.of()))
                .body("already_enrolled.size()", is(3));

        assertThat(get(student.path() + "/courses").asString()).isEqualTo(before);
    }

    @Test
    void coursesAreListedCompleteByCodeWithTheTimeOfEnrollment() {
        List<Row> unordered = List.of(Fixtures.course(), Fixtures.course(), Fixtures.course(), Fixtures.course());
        Fixtures.enroll(student.id(), unordered.stream().map(Row::id).toList());

        get(student.path() + "/courses")
                .then()
                .statusCode(200)
                .body("items.code", is(unordered.stream().map(Row::key).sorted().toList()))
                .body("items.name", everyItem(is("Analytical engines")))
                .body("items.id", everyItem(notNullValue()))
                .body("items.enrolled_at", everyItem(matchesRegex("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z")));
    }

    @Test
    void anEnrollmentFromBeforeTimesWereRecordedHasNone() throws SQLException {
        Fixtures.enroll(student, courses.get(0));
        try (Connection connection = ServiceDatabase.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE student_courses SET enrolled_at = NULL WHERE student_id = " + student.id());
        }

        get(student.path() + "/courses").then().statusCode(200).body("items[0].enrolled_at", nullValue());
    }

    @Test
    void aStudentWithoutCoursesHasAnEmptyList() {
        get(student.path() + "/courses").then().statusCode(200).body("items", is(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void allUnknownCoursesAreNamedAndNothingIsStored(String method) {
        Fixtures.enroll(student, courses.get(2));

        given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(courses.get(0), NOBODY, courses.get(1), -1)))
                .request(method, student.path() + "/courses")
                .then()
                .spec(problem(422, "unknown-courses"))
                .body("detail", stringContainsInOrder(Long.toString(NOBODY), "-1"))
                .body("errors.pointer", is(List.of("/course_ids/1", "/course_ids/3")));

        assertThat(Fixtures.coursesOf(student.id())).containsExactly(courses.get(2));
    }

    @Test
    void noStudentHasTheId() {
        String path = "/api/students/" + NOBODY + "/courses";
        String detail = "No student has the id " + NOBODY + ".";

        for (Response response : List.of(
                get(path),
                Fixtures.enroll(NOBODY, courses),
                replace(NOBODY, courses),
                replace(NOBODY, List.of()),
                put(path + "/" + courses.get(0)),
                delete(path + "/" + courses.get(0)))) {
            response.then().spec(problem(404, "not-found")).body("detail", is(detail));
        }
    }

    @Test
    void replacingMakesTheSetExactlyThisAndSaysWhatItDid() {
        Fixtures.enroll(student, courses.get(0), courses.get(1));

        replace(student.id(), List.of(courses.get(1), courses.get(2)))
                .then()
                .statusCode(200)
                .body("added", is(ints(courses.get(2))))
                .body("removed", is(ints(courses.get(0))))
                .body("kept", is(ints(courses.get(1))));

        assertThat(Fixtures.coursesOf(student.id())).containsExactlyInAnyOrder(courses.get(1), courses.get(2));
    }

    @Test
    void replacingKeepsTheTimeOfWhatStays() {
        Fixtures.enroll(student, courses.get(0));
        String enrolledAt = get(student.path() + "/courses").path("items[0].enrolled_at");

        replace(student.id(), courses);

        get(student.path() + "/courses")
                .then()
                .body("items.find { it.id == %d }.enrolled_at".formatted(courses.get(0)), is(enrolledAt));
    }

    @Test
    void replacingByNoneEndsAll() {
        Fixtures.enroll(student.id(), courses);

        replace(student.id(), List.of())
                .then()
                .statusCode(200)
                .body("removed.size()", is(3))
                .body("added", is(List.of()));

        assertThat(Fixtures.coursesOf(student.id())).isEmpty();
    }

    @Test
    void replacingTouchesNobodyElse() {
        Row other = Fixtures.student();
        Fixtures.enroll(other.id(), courses);

        replace(student.id(), List.of(courses.get(0)));

        assertThat(Fixtures.coursesOf(other.id())).hasSize(3);
    }

    @Test
    void enrollingInOneCourseIsCreatedOnceAndThereAfterwards() {
        String path = student.path() + "/courses/" + courses.get(0);

        Response created = put(path);

        created.then()
                .statusCode(201)
                .body("student_id", is((int) student.id()))
                .body("course_id", is(courses.get(0).intValue()))
                .body("enrolled_at", notNullValue());
        put(path).then().statusCode(200).body(is(created.asString()));
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(courses.get(0));
    }

    @Test
    void oneCourseThatDoesNotExistIsNotFound() {
        put(student.path() + "/courses/" + NOBODY)
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", is("No course has the id " + NOBODY + "."));
    }

    @Test
    void withdrawingEndsOneEnrollmentAndThenFindsNone() {
        Fixtures.enroll(student.id(), courses);
        String path = student.path() + "/courses/" + courses.get(0);

        delete(path).then().statusCode(204).body(is(""));

        delete(path).then().spec(problem(404, "not-found"));
        assertThat(Fixtures.coursesOf(student.id())).containsExactlyInAnyOrder(courses.get(1), courses.get(2));
    }

    @Test
    void enrollmentsOfManyStudentsOrInManyCoursesAreReadInOneCall() {
        Row student = Fixtures.student();
        Row other = Fixtures.student();
        List<Long> courses = List.of(Fixtures.course().id(), Fixtures.course().id());
        Fixtures.enroll(student.id(), courses);
        Fixtures.enroll(other.id(), courses.subList(1, 2));
        String students = student.id() + "," + other.id();

        JsonNode first = Json.of(read("student_ids=" + students + "&limit=2"));
        JsonNode rest = Json.of(get(first.path("next").textValue()));
        JsonNode both = Json.of(read("course_ids=" + courses.get(0) + ",0&student_ids=" + students));

        assertThat(pairs(first))
                .containsExactly(student.id() + "-" + courses.get(0), student.id() + "-" + courses.get(1));
        assertThat(pairs(rest)).containsExactly(other.id() + "-" + courses.get(1));
        assertThat(pairs(both)).containsExactly(student.id() + "-" + courses.get(0));
        assertThat(pairs(Json.of(read("course_ids=" + courses.get(1)))))
                .containsExactly(student.id() + "-" + courses.get(1), other.id() + "-" + courses.get(1));
        assertThat(pairs(Json.of(read("limit=2")))).hasSize(2);
        read("student_ids=").then().spec(problem(400, "invalid-request"));
        read("course_ids=1,x").then().spec(problem(400, "invalid-request"));
    }

    @Test
    void whoKnowsTheCoursesOfAStudentIsToldThatTheyAreTheSame() {
        Row student = Fixtures.student();
        long course = Fixtures.course().id();
        String path = student.path() + "/courses";
        String none = get(path).header("ETag");
        given().header("If-None-Match", none).get(path).then().statusCode(304).header("ETag", none);

        Fixtures.enroll(student, course);

        given().header("If-None-Match", none).get(path).then().statusCode(200);
        String one = get(path).header("ETag");
        given().header("If-None-Match", "\"x\", W/" + one).get(path).then().statusCode(304);
        given().contentType(ContentType.JSON)
                .body("{\"completed_on\":\"2026-06-25\",\"result\":\"pass\"}")
                .put(path + "/" + course + "/completion");
        given().header("If-None-Match", one).get(path).then().statusCode(200);
    }

    private static Response read(String query) {
        return given().urlEncodingEnabled(false).get("/api/enrollments?" + query);
    }

    private static List<String> pairs(JsonNode page) {
        List<String> pairs = new ArrayList<>();
        page.path("items")
                .forEach(item -> pairs.add(item.path("student_id").asText() + "-"
                        + item.path("course_id").asText()));
        return pairs;
    }

    @Test
    void fiveHundredCoursesAreNotTooMany() throws SQLException {
        List<Long> most = Fixtures.courses(500);

        Fixtures.enroll(student.id(), most).then().statusCode(200).body("added.size()", is(500));

        assertThat(Fixtures.coursesOf(student.id())).containsExactlyInAnyOrderElementsOf(most);
    }

    private static Response replace(long student, List<Long> courses) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", courses))
                .put("/api/students/{id}/courses", student);
    }

    private static List<Integer> ints(Long... ids) {
        return List.of(ids).stream().map(Long::intValue).toList();
    }
}
