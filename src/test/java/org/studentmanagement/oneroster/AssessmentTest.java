package org.studentmanagement.oneroster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.allScopes;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.as;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.assertRefused;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.records;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** What platforms store of assessments outside of classes, and what becomes of it. */
@QuarkusTest
class AssessmentTest {
    private static final String ITEM = """
            {"title": "Reading, part 2", "description": "Two\\nlines", "resultValueMin": -0.30000000000000004, "resultValueMax": 800.25,
             "class": {"sourcedId": "{homeroom}"}, "parentAssessmentLineItem": {"sourcedId": "{assessment}"},
             "scoreScale": {"sourcedId": "{scale}"},
             "learningObjectiveSet": [{"source": "case", "learningObjectiveIds": ["R-1", "R-2"]}],
             "metadata": {"vendor": null, "parts": [1, {"of": "é"}, null], "weight": 1e3}}""";

    private static final String RESULT = """
            {"assessmentLineItem": {"sourcedId": "{assessment}"}, "student": {"sourcedId": "{student}"}, "score": 17.50,
             "textScore": "Proficient", "scoreDate": "2026-03-02", "scoreScale": {"sourcedId": "{scale}"}, "scorePercentile": 0.5,
             "scoreStatus": "ext:verified", "comment": "Well\\ndone", "inProgress": "false", "incomplete": "true", "late": "false",
             "missing": "true",
             "learningObjectiveSet": [{"source": "unknown", "learningObjectiveResults": [{"learningObjectiveId": "R-1", "score": 3.5, "textScore": "met"}]}],
             "metadata": {"form": {"B": null}, "reason": "Scored again"}}""";

    private KnownSchool school;

    @BeforeEach
    void aSchool() {
        school = KnownSchool.make();
    }

    @Test
    void anAssessmentIsToldAsItWasSent() {
        put("assessmentLineItem", "/assessmentLineItems/{own assessment}", ITEM, 201);

        assertTold(one("/assessmentLineItems/{own assessment}"), ITEM, "assessmentLineItem");
    }

    @Test
    void aResultIsToldAsItWasSentAndAStudentMayHaveSeveral() {
        put("assessmentResult", "/assessmentResults/{own assessment result}", RESULT, 201);

        assertTold(one("/assessmentResults/{own assessment result}"), RESULT, "assessmentResult");
        assertThat(found(
                        "/assessmentResults",
                        "assessmentLineItem.sourcedId='%s' AND student.sourcedId='%s'"
                                .formatted(known("assessment"), known("student"))))
                .hasSize(2);
    }

    /** @param sent whose members are in what is told, references with more than was sent */
    private void assertTold(JsonNode told, String sent, String kind) {
        Json.of(school.filled(sent)).properties().forEach(member -> {
            JsonNode value = member.getValue();
            JsonNode of = told.path(member.getKey());
            if (value.has("sourcedId")) {
                assertThat(of.path("sourcedId")).as(member.getKey()).isEqualTo(value.path("sourcedId"));
                as(allScopes()).get(of.path("href").asText()).then().statusCode(200);
            } else if (value.isNumber()) {
                assertThat(of.decimalValue()).as(member.getKey()).isEqualByComparingTo(value.decimalValue());
            } else if (member.getKey().equals("metadata")) {
                assertThat(without(of, "weight")).isEqualTo(without(value, "weight"));
                assertThat(of.path("weight").decimalValue())
                        .isEqualByComparingTo(value.path("weight").decimalValue());
            } else {
                assertThat(of).as(member.getKey()).isEqualTo(value);
            }
        });
        assertThat(told.size()).as(kind).isEqualTo(Json.of(school.filled(sent)).size() + 3);
    }

    private static JsonNode without(JsonNode node, String member) {
        ObjectNode left = node.deepCopy();
        left.remove(member);
        return left;
    }

    @Test
    void whatIsDeletedIsToldToWhoFollowsWithItsIdentityAlone() {
        Instant before = Instant.now().minusMillis(1);
        delete("/assessmentResults/{assessment result}", 204);
        delete("/assessmentLineItems/{assessment}", 204);

        for (String kind : List.of("assessment result", "assessment")) {
            String path = kind.equals("assessment") ? "/assessmentLineItems" : "/assessmentResults";
            JsonNode gone = found(
                    path,
                    "status='tobedeleted' AND sourcedId='%s' AND dateLastModified>'%s'".formatted(known(kind), before));
            assertThat(gone).hasSize(1);
            assertThat(gone.path(0).size()).isEqualTo(3);
            assertThat(gone.at("/0/sourcedId").asText()).isEqualTo(known(kind));
            delete(path + "/{" + kind + "}", 404);
        }

        put("assessmentLineItem", "/assessmentLineItems/{assessment}", "{\"title\": \"Again\"}", 201);
        assertThat(one("/assessmentLineItems/{assessment}").path("status").asText())
                .isEqualTo("active");
    }

    @Test
    void onlyTheMembersAskedForAreToldAlsoWhatIsOpenAlone() {
        put("assessmentLineItem", "/assessmentLineItems/{own assessment}", ITEM, 201);

        as(allScopes())
                .queryParam("fields", "metadata")
                .get(OneRosterAddress.GRADEBOOK + school.filled("/assessmentLineItems/{own assessment}"))
                .then()
                .statusCode(200);
        JsonNode told = Json.of(as(allScopes())
                        .queryParam("fields", "metadata")
                        .get(OneRosterAddress.GRADEBOOK + school.filled("/assessmentLineItems/{own assessment}")))
                .path("assessmentLineItem");
        assertThat(told).hasSize(1);
        assertThat(told.path("metadata").has("vendor")).isTrue();
    }

    @Test
    void aResultThatChangesHasItsHistoryAndTheSameAgainHasNone() throws SQLException {
        put("assessmentResult", "/assessmentResults/{assessment result}", RESULT, 200);
        put("assessmentResult", "/assessmentResults/{assessment result}", RESULT, 200);

        assertThat(ServiceDatabase.longs(
                        "SELECT (old_result ->> 'score')::numeric::bigint FROM assessment_result_changes WHERE student_id = ?"
                                + " AND actor = 'test' AND reason = 'Scored again' AND (new_result ->> 'score')::numeric = 17.5",
                        school.student().id()))
                .containsExactly(715L);
    }

    @Test
    void aResultStaysThatOfItsStudent() {
        assertRefused(
                send(
                        "assessmentResult",
                        "/assessmentResults/{assessment result}",
                        RESULT.replace("{student}", another())),
                400,
                "invaliddata");
    }

    @Test
    void whoHasResultsIsErasedWithThemAndNotDeleted() throws SQLException {
        Row student = Fixtures.student();
        String id = OneRosterConformanceTest.idOf("/students", "identifier='" + student.key() + "'");
        put("assessmentResult", "/assessmentResults/{own assessment result}", RESULT.replace("{student}", id), 201);
        put(
                "assessmentResult",
                "/assessmentResults/{own assessment result}",
                RESULT.replace("{student}", id).replace("17.50", "18"),
                200);

        given().header("If-Match", "*")
                .delete(student.path())
                .then()
                .spec(problem(409, "still-has-assessment-results"))
                .body("detail", containsString("results of assessments: 1"));

        given().header("If-Match", "*").post(student.path() + "/erasure").then().statusCode(204);
        for (String table : List.of("assessment_results", "assessment_result_changes")) {
            assertThat(ServiceDatabase.longs("SELECT 1 FROM " + table + " WHERE student_id = ?", student.id()))
                    .isEmpty();
        }
        assertThat(found("/assessmentResults", "sourcedId='" + known("own assessment result") + "'")
                        .at("/0/status")
                        .asText())
                .isEqualTo("tobedeleted");
    }

    @Test
    void anAssessmentStaysWhereItsClassGoes() throws SQLException {
        Row schoolClass = Fixtures.schoolClass(Fixtures.term("school_year", null));
        String id = OneRosterConformanceTest.idOf("/classes", "classCode='" + schoolClass.key() + "'");
        put("assessmentLineItem", "/assessmentLineItems/{own assessment}", ITEM.replace("{homeroom}", id), 201);

        given().header("If-Match", "*").delete(schoolClass.path()).then().statusCode(204);

        JsonNode left = one("/assessmentLineItems/{own assessment}");
        assertThat(left.has("class")).isFalse();
        assertThat(left.path("title").asText()).isEqualTo("Reading, part 2");
    }

    @Test
    void whatRefersToWhatIsGoneIsRefusedWithTheMemberThatDoes() {
        delete("/assessmentResults/{assessment result}", 204);
        delete("/assessmentLineItems/{assessment}", 204);

        send("assessmentResult", "/assessmentResults/{own assessment result}", RESULT)
                .then()
                .statusCode(422)
                .body("imsx_description", containsString("assessmentLineItem.sourcedId refers to what does not exist"));
        send("assessmentLineItem", "/assessmentLineItems/{own assessment}", ITEM)
                .then()
                .statusCode(422)
                .body("imsx_description", containsString("parentAssessmentLineItem.sourcedId"));
    }

    @Test
    void ofSeveralThatStoreOneAtOnceOneDoes() throws SQLException {
        List<Integer> statuses = AtOnce.run(
                4,
                caller -> send("assessmentLineItem", "/assessmentLineItems/{own assessment}", ITEM)
                        .statusCode());

        assertThat(statuses).containsOnlyOnce(201).isSubsetOf(201, 200, 422);
        assertThat(ServiceDatabase.longs(
                        "SELECT row_id FROM sourced_ids WHERE sourced_id = ?::uuid", known("own assessment")))
                .hasSize(1);
    }

    private String known(String name) {
        return school.known().get(name);
    }

    /** Who is at the same school. */
    private static String another() {
        return OneRosterConformanceTest.idOf(
                "/students", "identifier='" + Fixtures.student().key() + "'");
    }

    private JsonNode one(String path) {
        Response told = as(allScopes()).get(OneRosterAddress.GRADEBOOK + school.filled(path));
        told.then().statusCode(200);
        return Json.of(told).elements().next();
    }

    private static JsonNode found(String path, String filter) {
        return records(OneRosterAddress.GRADEBOOK, path, filter);
    }

    private void put(String kind, String path, String body, int status) {
        Response answer = send(kind, path, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    }

    private Response send(String kind, String path, String body) {
        return as(allScopes())
                .contentType(ContentType.JSON)
                .body("{\"%s\": %s}".formatted(kind, school.filled(body)))
                .put(OneRosterAddress.GRADEBOOK + school.filled(path));
    }

    private void delete(String path, int status) {
        as(allScopes())
                .delete(OneRosterAddress.GRADEBOOK + school.filled(path))
                .then()
                .statusCode(status);
    }
}
