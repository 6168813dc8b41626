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
    void whoseEnrollmentClosesNextIsFirst() {
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("enrollment_closes_at", "2098-02-01T00:00:00Z");
        Row later = Fixtures.stored("/api/courses", body, "code");
        body.putAll(Map.of("code", Fixtures.unique(), "enrollment_closes_at", "2098-01-01T00:00:00Z"));
        Row sooner = Fixtures.stored("/api/courses", body, "code");

        given().queryParam("enrollment_closes_after", "2098-01-01T00:00:00Z")
                .get("/api/courses")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of((int) sooner.id(), (int) later.id())));
        given().queryParam("enrollment_closes_after", "2098-01-01T00:00:01Z")
                .queryParam("sort", "name")
                .get("/api/courses")
                .then()
                .spec(problem(400, "invalid-request"));
    }

    @Test
    void aCourseIsHeldInATermUntilAnotherIsSentOrNone() {
        Row first = Fixtures.term("term", null);
        Row second = Fixtures.term("grading_period", first);
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("term_id", first.id());
        Row course = Fixtures.stored("/api/courses", body, "code");

        get(course.path()).then().body("term_id", is((int) first.id()));
        given().queryParam("term_id", first.id())
                .get("/api/courses")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of((int) course.id())));

        patch(course, "{\"term_id\":%d}".formatted(second.id())).then().body("term_id", is((int) second.id()));
        given().queryParam("term_id", first.id()).get("/api/courses").then().body("items", is(List.of()));
        delete(first).then().spec(problem(409, "still-parent"));
        given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Fixtures.courseBody())
                .put(course.path())
                .then()
                .statusCode(200)
                .body("term_id", nullValue());
        delete(second).then().statusCode(204);
    }

    @Test
    void aTermThatDoesNotExistIsToldAndNothingIsStored() {
        Row course = Fixtures.course();
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("term_id", 0);

        for (Response refused : List.of(post(body), put(course, body), patch(course, "{\"term_id\":0}"))) {
            refused.then()
                    .spec(problem(422, "unknown-term"))
                    .body("detail", containsString("No term has the id 0."))
                    .body("errors.pointer", is(List.of("/term_id")));
        }
        given().queryParam("code", body.get("code")).get("/api/courses").then().body("items", is(List.of()));
        get(course.path()).then().header("ETag", course.etag()).body("term_id", nullValue());
    }

    @Test
    void aTermWithCoursesCannotBeDeletedAndIsToldByHowMany() {
        Row term = Fixtures.term("term", null);
        for (int course = 0; course < 2; course++) {
            Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
            body.put("term_id", term.id());
            post(body).then().statusCode(201);
        }

        delete(term).then().spec(problem(409, "still-has-courses")).body("detail", containsString("courses: 2."));

        get(term.path()).then().statusCode(200);
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
