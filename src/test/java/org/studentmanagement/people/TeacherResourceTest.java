package org.studentmanagement.people;

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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

@QuarkusTest
class TeacherResourceTest {
    @Test
    void aStoredTeacherIsAtItsLocationAndChangesAndGoes() {
        Map<String, Object> body = new HashMap<>(Fixtures.teacherBody());
        body.remove("email");

        Response stored = post(body);

        stored.then().statusCode(201).body("number", is(body.get("number"))).body("email", nullValue());
        String path = stored.header("Location");
        get(path).then().statusCode(200).header("ETag", "\"0\"").body(is(stored.asString()));
        get("/api/teachers?q=" + body.get("number")).then().body("items.size()", is(1));
        patch(path, "{\"email\":\"" + body.get("number") + "@school.example\"}")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
        given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(body)
                .put(path)
                .then()
                .statusCode(200)
                .body("email", nullValue());
        given().header("If-Match", "*").delete(path).then().statusCode(204);
        get(path).then().spec(problem(404, "not-found"));
    }

    @Test
    void aNumberAndAnAddressAreTakenOnceAndSeveralMayHaveNoAddress() {
        Map<String, Object> first = Fixtures.teacherBody();
        post(first).then().statusCode(201);
        Map<String, Object> again = new HashMap<>(first);
        again.put("email", ((String) first.get("email")).toUpperCase(Locale.ROOT));

        post(again).then().spec(problem(409, "duplicate")).body("errors.pointer", is(List.of("/email", "/number")));
        again.remove("email");
        post(again).then().spec(problem(409, "duplicate")).body("errors.pointer", is(List.of("/number")));
        for (int i = 0; i < 2; i++) {
            post(Map.of("number", Fixtures.unique(), "name", "Ada")).then().statusCode(201);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            number | "-1"  | must be of letters, digits and . _ / - only, and begin with a letter or digit
            name   | " "   | must not be blank
            email  | "a@"  | must be an email address like mary@school.example
            email  | ""    | must be an email address like mary@school.example
            """)
    void aMemberThatCannotBeStoredIsTold(String member, String value, String fault) {
        Row teacher = Fixtures.teacher();

        patch(teacher.path(), "{\"%s\":%s}".formatted(member, value))
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors", is(List.of(Map.of("pointer", "/" + member, "detail", fault))));
    }

    @Test
    void filtersFindTeachers() {
        Row teacher = Fixtures.teacher();
        String number = teacher.key();

        for (String filter : List.of(
                "number=" + number,
                "email=" + number.toLowerCase(Locale.ROOT) + "@SCHOOL.example",
                "q=" + number.toLowerCase(Locale.ROOT),
                "id=" + teacher.id() + "&q=somerville")) {
            get("/api/teachers?" + filter).then().body("items.id", is(List.of((int) teacher.id())));
        }
        get("/api/teachers?q=babbage&number=" + number).then().body("items", is(List.of()));
    }

    @Test
    void aCourseHasExactlyTheTeachersThatWereSent() {
        Row course = Fixtures.course();
        Row one = Fixtures.teacher();
        Row other = Fixtures.teacher();

        Fixtures.teach(course, one.id(), other.id())
                .then()
                .statusCode(200)
                .body("items.id", is(List.of((int) one.id(), (int) other.id())))
                .body("items[0].name", is("Mary Somerville"))
                .body("items[0].email", nullValue());
        get(one.path() + "/courses")
                .then()
                .body("items.id", is(List.of((int) course.id())))
                .body("items.code", is(List.of(course.key())));
        Fixtures.teach(course, other.id()).then().body("items.id", is(List.of((int) other.id())));
        get(course.path() + "/teachers").then().body("items.id", is(List.of((int) other.id())));
        get(one.path() + "/courses").then().body("items", is(List.of()));
    }

    @Test
    void whoTeachesStaysAndACourseTakesItsTeachersWithIt() {
        Row course = Fixtures.course();
        Row teacher = Fixtures.teacher();
        Fixtures.teach(course, teacher.id());

        given().header("If-Match", "*")
                .delete(teacher.path())
                .then()
                .spec(problem(409, "still-teaches"))
                .body("detail", containsString("teaches courses: 1."));
        given().header("If-Match", "*").delete(course.path()).then().statusCode(204);
        given().header("If-Match", "*").delete(teacher.path()).then().statusCode(204);
    }

    @Test
    void aTeacherWhoDoesNotExistIsToldAndNothingChanges() {
        Row course = Fixtures.course();
        Row teacher = Fixtures.teacher();
        Fixtures.teach(course, teacher.id());

        Fixtures.teach(course, 0L)
                .then()
                .spec(problem(422, "unknown-teachers"))
                .body("errors.pointer", is(List.of("/teacher_ids/0")));
        Fixtures.teach(course, teacher.id(), teacher.id()).then().spec(problem(400, "invalid-request"));
        get(course.path() + "/teachers").then().body("items.id", is(List.of((int) teacher.id())));
        get("/api/courses/0/teachers").then().spec(problem(404, "not-found"));
        get("/api/teachers/0/courses").then().spec(problem(404, "not-found"));
    }

    private static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/teachers");
    }

    private static Response patch(String path, String patch) {
        return given().header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path);
    }
}
