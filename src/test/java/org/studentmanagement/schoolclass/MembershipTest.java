package org.studentmanagement.schoolclass;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** Who is in which class, with which number. */
@QuarkusTest
class MembershipTest {
    private Row year;
    private Row seven;
    private Row ada;
    private Row bob;

    @BeforeEach
    void aClassWithTwoMembers() {
        year = Fixtures.term("school_year", null);
        seven = Fixtures.schoolClass(year);
        ada = Fixtures.student();
        bob = Fixtures.student();
        put(ada, seven, 1, "2013-10-01").then().statusCode(200);
        put(bob, seven, 2, "2013-10-01").then().statusCode(200);
    }

    @Test
    void whoMovesLeavesTheClassBeforeOnThatDay() {
        Row eight = Fixtures.schoolClass(year);

        put(ada, eight, 2, "2014-02-01")
                .then()
                .statusCode(200)
                .body("class_id", is((int) eight.id()))
                .body("roll_number", is(2))
                .body("joined_on", is("2014-02-01"))
                .body("left_on", nullValue());

        given().auth()
                .oauth2(TestToken.ofStudent(ada.id()))
                .get(ada.path() + "/classes")
                .then()
                .statusCode(200)
                .body("items.code", contains(eight.key(), seven.key()))
                .body("items.joined_on", contains("2014-02-01", "2013-10-01"))
                .body("items.left_on", contains(null, "2014-02-01"));
        members(seven, "").body("items.id", contains((int) bob.id()));
        members(eight, "?q=" + ada.key()).body("items.roll_number", contains(2));
    }

    @Test
    void whoIsInTheClassGetsAnotherNumberAndStaysSinceTheDayOfJoining() {
        put(ada, seven, null, null).then().body("joined_on", is("2013-10-01")).body("roll_number", nullValue());

        members(seven, "").body("items.id", contains((int) bob.id(), (int) ada.id()));
        members(seven, "?sort=-number&limit=1&total=true").body("total", is(2));
    }

    @Test
    void whoWasInTheClassIsShownForADayAndOnceInItsHistory() {
        given().delete(ada.path() + "/class?on=2014-01-01").then().statusCode(204);
        given().delete(bob.path() + "/class?on=2014-02-01").then().statusCode(204);
        put(bob, seven, 2, "2014-03-01").then().statusCode(200);

        members(seven, "?on=2013-12-31").body("items.id", contains((int) ada.id(), (int) bob.id()));
        members(seven, "?on=2014-01-01").body("items.left_on", contains("2014-02-01"));
        members(seven, "?on=2014-02-01").body("items", empty());
        members(seven, "?history=true&total=true")
                .body("items.id", contains((int) ada.id(), (int) bob.id()))
                .body("items.joined_on", contains("2013-10-01", "2014-03-01"))
                .body("items.left_on", contains("2014-01-01", null));
        given().get(seven.path() + "/members?history=true&on=2014-01-01").then().spec(problem(400, "invalid-request"));
    }

    @Test
    void aNumberThatIsTakenIsRefusedWithTheNameOfItsHolder() throws SQLException {
        List<Long> before = ServiceDatabase.fingerprint();

        put(ada, seven, 2, null)
                .then()
                .spec(problem(409, "roll-number-taken"))
                .body("detail", containsString("is that of Ada Lovelace (%s)".formatted(bob.key())))
                .body("errors.pointer", contains("/roll_number"));

        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    @Test
    void twoExchangeTheirNumbersAndOthersKeepTheirs() {
        Row eve = Fixtures.student();
        put(eve, seven, 3, null);

        numbers(List.of(number(ada, 2), number(bob, 1)))
                .then()
                .statusCode(200)
                .body("items.id", contains((int) bob.id(), (int) ada.id(), (int) eve.id()))
                .body("items.roll_number", contains(1, 2, 3));
        numbers(List.of(number(ada, 3), number(bob, 3)))
                .then()
                .spec(problem(409, "roll-number-taken"))
                .body("errors.pointer", contains("/roll_numbers/0/roll_number", "/roll_numbers/1/roll_number"))
                .body("errors[0].detail", is("is that of Ada Lovelace (%s)".formatted(eve.key())));
        numbers(List.of(number(Fixtures.student(), 9), number(ada, 8)))
                .then()
                .spec(problem(422, "not-members"))
                .body("errors.pointer", contains("/roll_numbers/0/student_id"));
        numbers(List.of(number(ada, 8), number(ada, 9))).then().spec(problem(400, "invalid-request"));
        members(seven, "").body("items.roll_number", contains(1, 2, 3));
    }

    @Test
    void whoLeavesIsInNoClassAndFreesTheNumber() {
        given().delete(ada.path() + "/class?on=2013-09-30")
                .then()
                .spec(problem(422, "unfit-day"))
                .body("errors[0].parameter", is("on"))
                .body("errors[0].detail", is("must be 2013-10-01 or later"));
        given().delete(ada.path() + "/class?on=2014-01-01").then().statusCode(204);
        given().delete(ada.path() + "/class").then().spec(problem(404, "not-found"));
        given().delete("/api/students/0/class").then().spec(problem(404, "not-found"));

        put(bob, seven, 1, null).then().statusCode(200);
        put(ada, seven, 2, "2013-12-31").then().spec(problem(422, "unfit-day"));
        put(ada, seven, 2, "2014-01-01").then().statusCode(200);
        given().get(ada.path() + "/classes").then().body("items.left_on", contains(null, "2014-01-01"));
    }

    @Test
    void aClassThatIsNotThereOrADayToComeIsRefused() {
        put(ada, new Row(null, Long.MAX_VALUE, null, null), 1, null).then().spec(problem(422, "unknown-class"));
        put(ada, seven, 1, LocalDate.now().plusDays(3).toString()).then().spec(problem(422, "unfit-day"));
        put(new Row("/api/students/0", 0, null, null), seven, 9, null).then().spec(problem(404, "not-found"));
        given().get("/api/classes/0/members").then().spec(problem(404, "not-found"));
        given().get("/api/students/0/classes").then().spec(problem(404, "not-found"));
    }

    @Test
    void aClassThatStudentsWereInStaysAndAStudentWhoGoesLeavesNothing() throws SQLException {
        given().header("If-Match", "*").delete(ada.path()).then().statusCode(204);
        given().delete(bob.path() + "/class").then().statusCode(204);

        given().header("If-Match", "*")
                .delete(seven.path())
                .then()
                .spec(problem(409, "still-has-members"))
                .body("detail", containsString("present and former: 1."));
        members(seven, "").body("items", empty());
    }

    @Test
    void ofTwoWhoGiveTheSameNumberAtOnceOneIsToldWhoHasIt() {
        List<Row> students = List.of(Fixtures.student(), Fixtures.student(), Fixtures.student(), Fixtures.student());

        List<Integer> answers = AtOnce.run(
                4, caller -> put(students.get(caller), seven, 7, null).statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        members(seven, "").body("items.roll_number", contains(1, 2, 7));
    }

    @Test
    void aStudentWhoIsMovedByManyAtOnceIsInOneClassAndWasInTheOthers() throws SQLException {
        List<Row> classes =
                List.of(Fixtures.schoolClass(year), Fixtures.schoolClass(year), Fixtures.schoolClass(year), seven);

        List<Integer> answers = AtOnce.run(
                4, caller -> put(ada, classes.get(caller), 1, "2014-01-01").statusCode());

        assertThat(answers).containsOnly(200);
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FILTER (WHERE left_on IS NULL) FROM class_members WHERE student_id = ?",
                        ada.id()))
                .containsExactly(1L);
        given().get(ada.path() + "/classes").then().body("items[0].left_on", nullValue());
    }

    static Response put(Row student, Row schoolClass, Integer number, String day) {
        Map<String, Object> body = new HashMap<>(Map.of("class_id", schoolClass.id()));
        body.put("roll_number", number);
        body.put("on", day);
        return given().contentType(ContentType.JSON).body(body).put(student.path() + "/class");
    }

    static ValidatableResponse members(Row schoolClass, String query) {
        return given().get(schoolClass.path() + "/members" + query).then().statusCode(200);
    }

    private static Map<String, Object> number(Row student, int number) {
        return Map.of("student_id", student.id(), "roll_number", number);
    }

    private Response numbers(List<Map<String, Object>> numbers) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("roll_numbers", numbers))
                .put(seven.path() + "/roll-numbers");
    }
}
