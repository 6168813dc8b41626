package org.studentmanagement.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.TestToken;

@QuarkusTest
class ProfileResourceTest {
    private Row student;
    private String path;

    @BeforeEach
    void aStudent() {
        student = Fixtures.student();
        path = student.path() + "/profile";
    }

    @Test
    void everyStudentHasOneAndItIsChangedByWhoHasReadIt() {
        Response empty = given().get(path);
        empty.then().statusCode(200).body("student_id", is((int) student.id())).body("phone", nullValue());
        String tag = empty.header("ETag");

        patch(tag, "{\"phone\":\"+44 20 7946 0001\",\"date_of_birth\":\"2013-12-10\"}")
                .then()
                .statusCode(200)
                .body("phone", is("+44 20 7946 0001"));
        patch(tag, "{\"phone\":null}").then().spec(problem(412, "stale"));
        given().contentType(ContentType.JSON)
                .body(Map.of())
                .put(path)
                .then()
                .spec(problem(428, "precondition-required"));

        Response changed = patch("*", "{\"guardian_name\":\"Anne\"}");
        changed.then().body("date_of_birth", is("2013-12-10"));
        put(changed.header("ETag"), Map.of("address", "12 St James's Square\nLondon"))
                .then()
                .statusCode(200)
                .body("address", is("12 St James's Square\nLondon"))
                .body("guardian_name", nullValue());
        given().get("/api/students/0/profile").then().spec(problem(404, "not-found"));
    }

    @Test
    void aStudentChangesTheOwnTelephoneAndAddressAndNothingElse() {
        patch("*", "{\"guardian_name\":\"Anne\"}").then().statusCode(200);
        String own = TestToken.ofStudent(student.id());

        patchAs(own, path, "{\"phone\":\"+44 20 7946 0002\",\"address\":\"London\",\"guardian_name\":\"Anne\"}")
                .then()
                .statusCode(200)
                .body("phone", is("+44 20 7946 0002"))
                .body("guardian_name", is("Anne"));
        patchAs(own, path, "{\"date_of_birth\":\"2000-01-01\"}")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors[0].pointer", is("/date_of_birth"));
        patchAs(own, path, "{\"phone\":\"none\"}").then().spec(problem(400, "invalid-request"));
        patchAs(own, Fixtures.student().path() + "/profile", "{\"phone\":\"1\"}")
                .then()
                .spec(problem(403, "forbidden"));
        given().auth()
                .oauth2(own)
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Map.of())
                .put(path)
                .then()
                .spec(problem(403, "forbidden"));
    }

    private static Response patchAs(String token, String profile, String members) {
        return given().auth()
                .oauth2(token)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(members)
                .patch(profile);
    }

    @Test
    void theClassAndTheNumberAreThoseOfThePresentClass() {
        Row schoolClass = Fixtures.schoolClass(Fixtures.term("school_year", null));
        String tag = given().get(path).header("ETag");
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass.id(), "roll_number", 7))
                .put(student.path() + "/class");

        given().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(200)
                .body("class_code", is(schoolClass.key()))
                .body("roll_number", is(7));
        patch("*", "{\"class_code\":\"X\"}").then().spec(problem(400, "invalid-request"));
    }

    @Test
    void aRegistrationNumberIsOfOneStudent() {
        String number = Fixtures.unique();
        put("*", Map.of("registration_number", number)).then().statusCode(200);
        String other = Fixtures.student().path() + "/profile";

        given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Map.of("registration_number", number))
                .put(other)
                .then()
                .spec(problem(409, "duplicate"))
                .body("errors.pointer", contains("/registration_number"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            phone               | "call me"
            guardian_phone      | "00-12 a"
            registration_number | " 1"
            date_of_birth       | "9999-01-01"
            guardian_name       | "\\u0007"
            """)
    void whatCannotBeIsRefused(String member, String value) {
        patch("*", "{\"%s\":%s}".formatted(member, value))
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", contains("/" + member));
    }

    @Test
    void whoVisitsHasSeenThePopupThatWasShownAndNoOther() {
        put("*", Map.of("pending_popup", "Bring the form.")).then().statusCode(200);

        visit("{\"popup_seen\":null}").body("pending_popup", is("Bring the form."));
        visit("{\"popup_seen\":\"Another\",\"notices_seen_until\":\"2026-11-20T09:00:00Z\"}")
                .body("pending_popup", is("Bring the form."));
        visit("{\"popup_seen\":\"Bring the form.\",\"notices_seen_until\":\"2026-11-19T09:00:00Z\"}")
                .body("pending_popup", nullValue())
                .body("last_notice_seen_at", is("2026-11-20T09:00:00Z"));
    }

    @Test
    void ofManyWhoChangeTheSameProfileAtOnceOneIsFirst() {
        String tag = given().get(path).header("ETag");

        List<Integer> answers = AtOnce.run(
                3, caller -> patch(tag, "{\"phone\":\"%d\"}".formatted(caller)).statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 412, 412);
    }

    private ValidatableResponse visit(String seen) {
        return given().auth()
                .oauth2(TestToken.ofStudent(student.id()))
                .contentType(ContentType.JSON)
                .body(seen)
                .put(path + "/visit")
                .then()
                .statusCode(200);
    }

    private Response patch(String tag, String patch) {
        return given().header("If-Match", tag)
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path);
    }

    private Response put(String tag, Map<String, Object> body) {
        return given().header("If-Match", tag)
                .contentType(ContentType.JSON)
                .body(body)
                .put(path);
    }
}
