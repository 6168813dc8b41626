package org.studentmanagement.schoolclass;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.TestToken;

@QuarkusTest
class SchoolClassResourceTest {
    private Row year;
    private Row schoolClass;

    @BeforeEach
    void aClassOfAYear() {
        year = Fixtures.term("school_year", null);
        schoolClass = Fixtures.schoolClass(year);
    }

    @Test
    void aClassChangesAndGoes() {
        Map<String, Object> body = Map.of("code", Fixtures.unique(), "name", "7B", "term_id", year.id());
        Response stored = post(body);
        stored.then().statusCode(201).header("Location", is("/api/classes/" + stored.path("id")));
        String path = stored.header("Location");
        get(path).then().statusCode(200).header("ETag", "\"0\"").body(is(stored.asString()));

        given().header("If-Match", "\"0\"")
                .contentType("application/merge-patch+json")
                .body("{\"name\":\"7C\"}")
                .patch(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", is("7C"));
        given().header("If-Match", "\"1\"")
                .contentType(ContentType.JSON)
                .body(body)
                .put(path)
                .then()
                .statusCode(200)
                .body("name", is("7B"));
        given().header("If-Match", "*").delete(path).then().statusCode(204);
        get(path).then().spec(problem(404, "not-found"));
    }

    @Test
    void aCodeAndANameOfATermAreTakenOnce() {
        String name = get(schoolClass.path()).path("name");
        post(Map.of("code", schoolClass.key(), "name", "7B", "term_id", year.id()))
                .then()
                .spec(problem(409, "duplicate"))
                .body("errors.pointer", is(List.of("/code")));
        post(Map.of("code", Fixtures.unique(), "name", name, "term_id", year.id()))
                .then()
                .spec(problem(409, "duplicate"))
                .body("errors.pointer", is(List.of("/name")));
        Row next = Fixtures.term("school_year", null);
        post(Map.of("code", Fixtures.unique(), "name", name, "term_id", next.id()))
                .then()
                .statusCode(201);
    }

    @Test
    void aClassIsOfATermThatIsThereAndStays() {
        post(Map.of("code", Fixtures.unique(), "name", "7B", "term_id", Long.MAX_VALUE))
                .then()
                .spec(problem(422, "unknown-term"))
                .body("errors.pointer", is(List.of("/term_id")));
        given().header("If-Match", "*")
                .delete(year.path())
                .then()
                .spec(problem(409, "still-has-classes"))
                .body("detail", containsString("has classes: 1."));
    }

    @Test
    void aTeacherSeesTheMembersOfTheOwnClassesAndStaysWhileThereAreAny() {
        Row teacher = Fixtures.teacher();
        String members = schoolClass.path() + "/members";
        given().auth()
                .oauth2(TestToken.ofTeacher(teacher.id()))
                .get(members)
                .then()
                .spec(problem(403, "forbidden"));

        teachers(teacher.id()).then().statusCode(200).body("items.name", is(List.of("Mary Somerville")));
        assertThat(ids("teacher_id=" + teacher.id())).containsExactly(schoolClass.id());
        given().auth()
                .oauth2(TestToken.ofTeacher(teacher.id()))
                .get(members)
                .then()
                .statusCode(200);
        given().header("If-Match", "*").delete(teacher.path()).then().spec(problem(409, "still-has-classes"));
        teachers(teacher.id(), Long.MAX_VALUE)
                .then()
                .spec(problem(422, "unknown-teachers"))
                .body("errors.pointer", is(List.of("/teacher_ids/1")));
        teachers().then().statusCode(200).body("items", is(List.of()));
    }

    private Response teachers(Long... teachers) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("teacher_ids", List.of(teachers)))
                .put(schoolClass.path() + "/teachers");
    }

    @Test
    void filtersFindClasses() {
        Row other = Fixtures.schoolClass(year);

        assertThat(ids("term_id=" + year.id() + "&sort=-id")).containsExactly(other.id(), schoolClass.id());
        assertThat(ids("term_id=" + year.id() + "&q=" + other.key().toLowerCase()))
                .containsExactly(other.id());
        assertThat(ids("code=" + schoolClass.key())).containsExactly(schoolClass.id());
    }

    private static List<Long> ids(String query) {
        return Json.ids(Json.of(given().urlEncodingEnabled(false).get("/api/classes?" + query))
                .path("items"));
    }

    private static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/classes");
    }
}
