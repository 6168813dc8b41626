package org.studentmanagement.people;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.TestToken;
import org.studentmanagement.testsupport.Users;

@QuarkusTest
class UserResourceTest {
    @Test
    void aStoredUserIsFoundAndChangesAndGoes() {
        Map<String, Object> body = Users.body("reader", "bursar");
        Row user = Users.user(body);

        get(user.path())
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("roles", is(List.of("reader", "bursar")))
                .body("disabled_at", nullValue())
                .body("", not(hasEntry("password_hash", notNullValue())));
        for (String filter :
                List.of("email=" + user.key().toLowerCase(Locale.ROOT), "q=" + user.key(), "id=" + user.id())) {
            get("/api/users?role=bursar&" + filter).then().body("items.id", is(List.of((int) user.id())));
        }
        patch(user, "{\"roles\":[]}")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("roles", is(List.of()));
        given().header("If-Match", "*").delete(user.path()).then().statusCode(204);
        get(user.path()).then().spec(problem(404, "not-found"));
    }

    @Test
    void namesAndNothingElseOfUsersAreToldToWhoeverWorksAtTheSchool() {
        Row user = Fixtures.stored("/api/users", Users.body("bursar"), "email");
        Row other = Fixtures.stored("/api/users", Users.body(), "email");
        String teacher = TestToken.ofTeacher(Fixtures.teacher().id());

        given().auth()
                .oauth2(teacher)
                .get("/api/users/names?id=%d,0,%d,%d".formatted(other.id(), user.id(), other.id()))
                .then()
                .statusCode(200)
                .body(
                        "items",
                        is(List.of(
                                Map.of("id", (int) user.id(), "name", "Mary Somerville"),
                                Map.of("id", (int) other.id(), "name", "Mary Somerville"))));
        for (String query : List.of("", "?id=", "?id=1,x")) {
            given().auth()
                    .oauth2(teacher)
                    .get("/api/users/names" + query)
                    .then()
                    .spec(problem(400, "invalid-request"))
                    .body(
                            "errors",
                            is(List.of(Map.of(
                                    "parameter",
                                    "id",
                                    "detail",
                                    "must be 1 to 500 ids with commas between, like 1,2,3"))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            roles      | ["root"]             | must list each once, and only of these: reader, registrar, editor, bursar, admin
            roles      | ["admin", "admin"]   | must list each once, and only of these: reader, registrar, editor, bursar, admin
            roles      | null                 | must list the roles, or none: []
            email      | "mary"               | must be an email address like mary@school.example
            student_id | 0                    | must be null with a teacher_id or roles: a student is nothing else
            teacher_id | 0                    | is the id of no teacher
            """)
    void aMemberThatCannotBeStoredIsTold(String member, String value, String fault) {
        Row user = Fixtures.stored("/api/users", Users.body("reader"), "email");

        patch(user, "{\"%s\":%s}".formatted(member, value))
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors", is(List.of(Map.of("pointer", "/" + member, "detail", fault))));
    }

    @Test
    void nobodyShutsHimselfOutOrTakesTheRoleFromHimself() {
        // who is the last is refused for that
        Users.user(Users.body("admin"));
        Row own = Users.user(Users.body("admin"));
        RequestSpecification signedIn = Users.with(Users.session(own)).header("If-Match", "*");

        given().spec(signedIn).put(own.path() + "/disablement").then().spec(problem(409, "own-administration"));
        given().spec(signedIn).delete(own.path()).then().spec(problem(409, "own-administration"));
        given().spec(signedIn)
                .contentType("application/merge-patch+json")
                .body("{\"roles\":[\"reader\"]}")
                .patch(own.path())
                .then()
                .spec(problem(409, "own-administration"));
        get(own.path()).then().header("ETag", "\"0\"").body("roles", is(List.of("admin")));
        given().spec(signedIn)
                .contentType("application/merge-patch+json")
                .body("{\"roles\":[\"admin\", \"reader\"]}")
                .patch(own.path())
                .then()
                .statusCode(200);
    }

    @Test
    void anAddressAStudentAndATeacherAreOneUsers() {
        Row student = Fixtures.student();
        Row teacher = Fixtures.teacher();
        Map<String, Object> first = Users.body();
        first.put("student_id", student.id());
        Row user = Fixtures.stored("/api/users", first, "email");
        Map<String, Object> second = Users.body("reader");
        second.put("teacher_id", teacher.id());
        Row taught = Fixtures.stored("/api/users", second, "email");

        Map<String, Object> another = Users.body();
        another.put("email", user.key().toLowerCase(Locale.ROOT));
        post(another).then().spec(problem(409, "duplicate")).body("errors.pointer", is(List.of("/email")));
        for (Map<String, Object> taken : List.of(first, second)) {
            taken.put("email", Fixtures.unique() + "@school.example");
            post(taken).then().spec(problem(409, "duplicate"));
        }
        given().header("If-Match", "*").delete(student.path()).then().statusCode(204);
        get(user.path()).then().statusCode(404);
        given().header("If-Match", "*").delete(teacher.path()).then().statusCode(204);
        get(taught.path()).then().statusCode(200).body("teacher_id", nullValue());
    }

    private static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/users");
    }

    private static Response patch(Row user, String patch) {
        return given().header("If-Match", user.etag())
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(user.path());
    }
}
