package org.studentmanagement.grading;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

@QuarkusTest
class MarksTest {
    private Row course;
    private Row ada;
    private Row grace;
    private Row test;

    @BeforeEach
    void aTestOfACourseThatTwoTake() {
        course = Fixtures.course();
        ada = Fixtures.student();
        grace = Fixtures.student();
        Fixtures.enroll(ada, course.id()).then().statusCode(200);
        Fixtures.enroll(grace, course.id()).then().statusCode(200);
        test = Fixtures.test(course);
    }

    @Test
    void theSheetHasWhoHasNoMarkYetAndOnePutMarksAll() {
        get(test.path() + "/marks")
                .then()
                .statusCode(200)
                .body("items.state", is(Arrays.asList(null, null)))
                .body("items.version", is(List.of(0, 0)));

        put(Map.of("marks", List.of(mark(ada, 41.5), Map.of("student_number", grace.key(), "state", "absent"))))
                .then()
                .statusCode(200)
                .body("added", is(2))
                .body("items.status", is(List.of(201, 201)));

        get(test.path() + "/marks/" + ada.id())
                .then()
                .body("score", is(41.5f))
                .body("state", is("marked"))
                .body("maximum", is(50.0f));
        put(Map.of("marks", List.of(mark(ada, 41.5)))).then().statusCode(200).body("kept", is(1));
    }

    @Test
    void whatIsRefusedIsToldOneByOneAndTheRestIsStoredWhereThatIsAskedFor() {
        Row stranger = Fixtures.student();
        Map<String, Object> body = new HashMap<>(Map.of(
                "marks",
                List.of(
                        mark(ada, 40),
                        mark(grace, 50.01),
                        mark(stranger, 1),
                        mark(ada, 41),
                        Map.of("student_id", 0, "score", 1))));

        put(body)
                .then()
                .spec(problem(422, "score-above-maximum"))
                .body("errors.pointer", is(List.of("/marks/1", "/marks/2", "/marks/3", "/marks/4")))
                .body("errors[0].detail", containsString("send at most 50.00"));
        get(test.path() + "/marks/" + ada.id()).then().body("version", is(0));

        body.put("atomic", false);
        body.put("dry_run", true);
        put(body).then().statusCode(207).body("added", is(1)).body("refused", is(4));
        get(test.path() + "/marks/" + ada.id()).then().body("version", is(0));

        body.put("dry_run", false);
        put(body)
                .then()
                .statusCode(207)
                .body(
                        "items.problem",
                        is(Arrays.asList(null, "score-above-maximum", "not-on-sheet", "repeated", "unknown-student")));
        get(test.path() + "/marks/" + ada.id()).then().body("score", is(40.0f));
    }

    @Test
    void ofTwoTeachersWhoMarkAtOnceTheSecondIsToldSoAndOverwritesNothing() {
        List<Integer> first = AtOnce.run(
                4,
                caller -> put(Map.of("marks", List.of(mark(ada, caller), mark(grace, caller))))
                        .statusCode());
        assertThat(first).containsExactlyInAnyOrder(200, 412, 412, 412);

        String tag = get(test.path() + "/marks/" + ada.id()).header("ETag");
        List<Integer> then = AtOnce.run(
                4, caller -> one(ada, tag, Map.of("score", 10 + caller)).statusCode());
        assertThat(then).containsExactlyInAnyOrder(200, 412, 412, 412);
    }

    @Test
    void aMarkThatIsDeletedAndGivenAgainIsAnother() {
        String first = one(ada, "\"0\"", Map.of("score", 7))
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        given().header("If-Match", first)
                .delete(test.path() + "/marks/" + ada.id())
                .then()
                .statusCode(204);
        given().header("If-Match", "*")
                .delete(test.path() + "/marks/" + ada.id())
                .then()
                .statusCode(404);
        one(ada, "\"0\"", Map.of("score", 7)).then().statusCode(200);

        one(ada, first, Map.of("score", 8)).then().statusCode(412);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"score": -1}                        | must be 0 to the maximum of the test, with at most two decimals
            {"score": 1.001}                     | must be 0 to the maximum of the test, with at most two decimals
            {"score": "7"}                       | must be a number
            {"state": "ill"}                     | must be marked, absent or excused
            {"state": "absent", "score": 1}      | must have a score if marked, and none if absent or excused
            {}                                   | must have a score if marked, and none if absent or excused
            """)
    void aMarkThatIsNoneIsRefused(String body, String fault) {
        given().header("If-Match", "\"0\"")
                .contentType(ContentType.JSON)
                .body(body)
                .put(test.path() + "/marks/" + ada.id())
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.detail", hasItem(fault));
    }

    @Test
    void aPublishedMarkChangesOnlyWithAReasonWhichIsKept() throws SQLException {
        put(Map.of("marks", List.of(mark(ada, 20), mark(grace, 30)))).then().statusCode(200);
        get(ada.path() + "/marks").then().statusCode(200).body("items", empty());
        String draft = get(test.path()).header("ETag");
        given().header("If-Match", draft)
                .put(test.path() + "/publication")
                .then()
                .statusCode(204);
        get(ada.path() + "/marks").then().body("items.score", is(List.of(20.0f)));
        given().header("If-Match", draft)
                .put(test.path() + "/publication")
                .then()
                .statusCode(412);

        String tag = get(test.path() + "/marks/" + ada.id()).header("ETag");
        one(ada, tag, Map.of("score", 21)).then().spec(problem(422, "reason-required"));
        one(ada, tag, Map.of("score", 21, "reason", "Question 3 was counted twice"))
                .then()
                .statusCode(200);
        given().header("If-Match", "*")
                .delete(test.path() + "/marks/" + ada.id())
                .then()
                .spec(problem(422, "reason-required"));
        ServiceDatabase.longs(
                "UPDATE marks SET state = 'excused', score = NULL WHERE test_id = ? AND student_id = ? RETURNING version",
                test.id(),
                grace.id());

        get(test.path() + "/mark-changes")
                .then()
                .statusCode(200)
                .body("items.old_score", is(List.of(20.0f, 30.0f)))
                .body("items.new_score", is(Arrays.asList(21.0f, null)))
                .body("items.new_state", is(List.of("marked", "excused")))
                .body("items.reason", is(Arrays.asList("Question 3 was counted twice", null)))
                .body("items[1].request_id", nullValue());
        assertThatThrownBy(() ->
                        ServiceDatabase.longs("DELETE FROM mark_changes WHERE student_id = ? RETURNING id", ada.id()))
                .hasMessageContaining("is refused");
    }

    @Test
    void aMarkThatWasSeenLeavesATraceAlsoWhileItsTestIsADraftAgain() throws SQLException {
        put(Map.of("marks", List.of(mark(ada, 20), mark(grace, 30)))).then().statusCode(200);
        one(ada, "*", Map.of("score", 19)).then().statusCode(200);
        publication().put().then().statusCode(204);
        publication().delete().then().statusCode(204);
        get(test.path()).then().body("published_at", nullValue()).body("withdrawn_at", notNullValue());

        put(Map.of("marks", List.of(Map.of("student_id", ada.id(), "score", 21, "version", version(ada)))))
                .then()
                .spec(problem(422, "reason-required"));
        one(ada, "*", Map.of("score", 21, "reason", "Question 3 was counted twice"))
                .then()
                .statusCode(200);
        given().header("If-Match", "*")
                .queryParam("reason", "Not in the room")
                .delete(test.path() + "/marks/" + grace.id())
                .then()
                .statusCode(204);
        assertThat(ServiceDatabase.longs(
                        "UPDATE tests SET withdrawn_at = NULL WHERE id = ? AND withdrawn_at IS NOT NULL RETURNING id",
                        test.id()))
                .hasSize(1);
        publication().put().then().statusCode(204);

        get(test.path()).then().body("withdrawn_at", notNullValue());
        get(test.path() + "/mark-changes")
                .then()
                .body("items.old_score", is(List.of(19.0f, 30.0f)))
                .body("items.new_score", is(Arrays.asList(21.0f, null)))
                .body("items.reason", is(List.of("Question 3 was counted twice", "Not in the room")))
                .body("items.actor", is(List.of("test", "test")));
    }

    @Test
    void twoTeachersWhoMarkOthersOfOneSheetAtOnceAreBothStored() {
        List<Row> students = List.of(ada, grace);

        List<Integer> stored = AtOnce.run(
                2,
                caller -> put(Map.of("marks", List.of(mark(students.get(caller), caller))))
                        .statusCode());

        assertThat(stored).containsExactly(200, 200);
        get(test.path() + "/marks").then().body("items.score", containsInAnyOrder(0.0f, 1.0f));
    }

    @Test
    void noScoreIsAboveTheMaximumWhoeverChangesWhich() throws SQLException {
        one(ada, "\"0\"", Map.of("score", 49)).then().statusCode(200);

        patch("{\"maximum\": 48.99}")
                .then()
                .spec(problem(409, "scores-above"))
                .body("errors.pointer", is(List.of("/maximum")));
        patch("{\"maximum\": 49}").then().statusCode(200).body("maximum", is(49.0f));
        get(test.path() + "/marks/" + ada.id())
                .then()
                .body("maximum", is(49.0f))
                .body("score", is(49.0f));

        List<Boolean> stored = AtOnce.run(
                2,
                caller -> caller == 0
                        ? patch("{\"maximum\": %d}".formatted(49)).statusCode() == 200
                        : one(grace, "\"0\"", Map.of("score", 49)).statusCode() == 200);
        assertThat(stored).contains(true);
        assertThat(
                        ServiceDatabase.longs(
                                "SELECT count(*) FROM marks m JOIN tests t ON t.id = m.test_id WHERE m.score > t.maximum OR m.maximum <> t.maximum"))
                .containsExactly(0L);
    }

    @Test
    void whatIsReferredToStaysAndATestStaysThatOfItsCourse() {
        one(ada, "\"0\"", Map.of("score", 1)).then().statusCode(200);
        given().header("If-Match", "*").delete(test.path()).then().spec(problem(409, "still-has-marks"));
        given().header("If-Match", "*").delete(course.path()).then().statusCode(409);
        patch("{\"course_id\": %d}".formatted(Fixtures.course().id())).then().spec(problem(400, "invalid-request"));
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "code",
                        Fixtures.unique(),
                        "title",
                        "T",
                        "category",
                        "exam",
                        "course_id",
                        0,
                        "held_on",
                        "2013-10-20",
                        "maximum",
                        1,
                        "weight",
                        0))
                .post("/api/tests")
                .then()
                .spec(problem(422, "unknown-course"));
    }

    @Test
    void aTeacherReachesTheTestsOfTheOwnCoursesAlone() {
        Row teacher = Fixtures.teacher();
        String token = TestToken.ofTeacher(teacher.id());
        given().auth().oauth2(token).get(test.path() + "/marks").then().statusCode(403);
        given().auth()
                .oauth2(token)
                .get("/api/tests?course_id=" + course.id())
                .then()
                .body("items", empty());
        Fixtures.teach(course, teacher.id()).then().statusCode(200);

        given().auth().oauth2(token).get(test.path() + "/marks").then().statusCode(200);
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("marks", List.of(mark(ada, 3))))
                .put(test.path() + "/marks")
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(token)
                .get("/api/tests?course_id=" + course.id())
                .then()
                .body("items.id", is(List.of((int) test.id())));
        given().auth().oauth2(token).get(course.path() + "/results").then().statusCode(200);
    }

    @Test
    void aTestOfAClassHasItsMembersOnTheSheet() {
        Row schoolClass = Fixtures.schoolClass(Fixtures.term("school_year", null));
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass.id()))
                .put(ada.path() + "/class")
                .then()
                .statusCode(200);
        Map<String, Object> body =
                new HashMap<>(Map.of("code", Fixtures.unique(), "title", "Dictation", "category", "exam"));
        body.putAll(Map.of("class_id", schoolClass.id(), "held_on", "2026-10-20", "maximum", 10, "weight", 1));
        Row dictation = Fixtures.stored("/api/tests", body, "code");

        assertThat(Json.of(get(dictation.path() + "/marks")).path("items").findValuesAsText("student_id"))
                .containsExactly(Long.toString(ada.id()));
        given().auth()
                .oauth2(TestToken.ofStudent(ada.id()))
                .get(ada.path() + "/tests?from=2013-10-20")
                .then()
                .statusCode(200)
                .body("items.title", is(List.of("First assignment", "Dictation")))
                .body("items.of", is(List.of(course.key(), schoolClass.key())));
        get(ada.path() + "/tests?from=2026-10-21").then().body("items", empty());
    }

    private RequestSpecification publication() {
        return given().header("If-Match", "*").basePath(test.path() + "/publication");
    }

    private long version(Row student) {
        return Json.of(get(test.path() + "/marks/" + student.id()))
                .path("version")
                .longValue();
    }

    private static Map<String, Object> mark(Row student, Number score) {
        return Map.of("student_id", student.id(), "score", score);
    }

    private Response put(Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).put(test.path() + "/marks");
    }

    private Response one(Row student, String tag, Map<String, ?> body) {
        return given().header("If-Match", tag)
                .contentType(ContentType.JSON)
                .body(body)
                .put(test.path() + "/marks/" + student.id());
    }

    private Response patch(String patch) {
        return given().header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(test.path());
    }
}
