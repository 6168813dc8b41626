package org.studentmanagement.course;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

@QuarkusTest
class CourseResourceTest {
    @Test
    void aStoredCourseIsAtItsLocationUnderItsEtag() {
        Map<String, Object> body = Fixtures.courseBody();

        Response stored = post(body);

        stored.then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .header("Location", is("/api/courses/" + stored.path("id")))
                .body("code", is(body.get("code")))
                .body("name", is(body.get("name")))
                .body("description", is(body.get("description")));
        get(stored.header("Location"))
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body(is(stored.asString()));
    }

    @Test
    void aCourseNeedsNoDescription() {
        post(Map.of("code", Fixtures.unique(), "name", "Nothing said"))
                .then()
                .statusCode(201)
                .body("description", nullValue());
    }

    @Test
    void aCodeIsTakenOnce() {
        Row first = Fixtures.course();
        Map<String, Object> second = new HashMap<>(Fixtures.courseBody());
        second.put("code", first.key());

        post(second)
                .then()
                .spec(problem(409, "duplicate"))
                .body("detail", containsString("code"))
                .body("errors.pointer", is(List.of("/code")));
        put(Fixtures.course(), second)
                .then()
                .spec(problem(409, "duplicate"))
                .body("errors.pointer", is(List.of("/code")));
    }

    @Test
    void putRemovesWhatItLeavesOut() {
        Row course = Fixtures.course();

        put(course, Map.of("code", course.key(), "name", "Difference engines"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", is("Difference engines"))
                .body("description", nullValue());
    }

    @Test
    void patchKeepsWhatItLeavesOut() {
        Row course = Fixtures.course();

        patch(course, "{\"name\":\"Difference engines\"}")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", is("Difference engines"))
                .body("code", is(course.key()))
                .body("description", is("Begins in October"));
    }

    @Test
    void patchRemovesWithNull() {
        Row course = Fixtures.course();

        patch(course, "{\"description\":null}").then().statusCode(200).body("description", nullValue());

        get(course.path()).then().body("description", nullValue()).body("name", is("Analytical engines"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "name"})
    void patchCannotRemoveWhatACourseMustHave(String member) {
        patch(Fixtures.course(), "{\"" + member + "\":null}")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", is(List.of("/" + member)));
    }

    @Test
    void anEmptyPatchChangesNothing() {
        Row course = Fixtures.course();

        patch(course, "{}").then().statusCode(200).header("ETag", course.etag());
    }

    @Test
    void aDeletedCourseIsGone() {
        Row course = Fixtures.course();

        delete(course).then().statusCode(204).body(is(""));

        get(course.path()).then().spec(problem(404, "not-found"));
    }

    @Test
    void aCourseThatIsTakenCannotBeDeletedAndIsToldByHowMany() {
        Row course = Fixtures.course();
        Fixtures.enroll(Fixtures.student(), course.id());
        Fixtures.enroll(Fixtures.student(), course.id());

        delete(course).then().spec(problem(409, "still-enrolled")).body("detail", containsString("enrollments: 2."));

        get(course.path()).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void noCourseHasTheId(String method) {
        given().header("If-Match", "*")
                .contentType(method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .body(method.equals("PUT") ? "{\"code\":\"A\",\"name\":\"A\"}" : "{}")
                .request(method, "/api/courses/0")
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", is("No course has the id 0."));
    }

    @Test
    void codeAndQFindCourses() {
        Row course = Fixtures.course();

        given().queryParam("code", course.key())
                .queryParam("q", "ANALYTICAL")
                .get("/api/courses")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of((int) course.id())));
        given().queryParam("code", course.key())
                .queryParam("q", "differential")
                .get("/api/courses")
                .then()
                .statusCode(200)
                .body("items", is(List.of()));
    }

    private static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/courses");
    }

    private static Response put(Row course, Map<String, Object> body) {
        return given().header("If-Match", course.etag())
                .contentType(ContentType.JSON)
                .body(body)
                .put(course.path());
    }

    private static Response patch(Row course, String patch) {
        return given().header("If-Match", course.etag())
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(course.path());
    }

    private static Response delete(Row course) {
        return given().header("If-Match", course.etag()).delete(course.path());
    }
}
