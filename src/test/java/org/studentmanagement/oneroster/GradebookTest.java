package org.studentmanagement.oneroster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.allScopes;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.as;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.assertRefused;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.records;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** What platforms store by the gradebook service, and what each is told of drafts. */
@QuarkusTest
class GradebookTest {
    private static final String ITEM = """
            {"title": "Ode", "dueDate": "2026-01-20", "class": {"sourcedId": "{class}"}, "category": {"sourcedId": "{category}"}}""";

    private KnownSchool school;

    @BeforeEach
    void aSchool() {
        school = KnownSchool.make();
    }

    @Test
    void everyRequestOfAPlatformIsAnsweredAsItsRowSaysWhoHasItsScope() throws IOException {
        assertThat(table("request of a platform", "scope", "body", "status"))
                .hasSize(21)
                .allSatisfy(row -> {
                    assertRefused(send(as(RosterScope.GRADEBOOK), row.get(0), row.get(2)), 403, "forbidden");
                    Response answer = send(as(RosterScope.full(row.get(1))), row.get(0), row.get(2));
                    assertThat(answer.statusCode())
                            .as("%s %s", row, answer.asString())
                            .isEqualTo(Integer.parseInt(row.get(3)));
                });
    }

    @Test
    void everyRefusalOfAPlatformIsToldAndStoresNothing() throws IOException, SQLException {
        assertThat(table("refused to a platform", "body", "status", "code"))
                .hasSizeGreaterThan(40)
                .allSatisfy(row -> assertRefused(
                        send(as(allScopes()), row.get(0), row.get(1)), Integer.parseInt(row.get(2)), row.get(3)));

        assertThat(ServiceDatabase.longs("SELECT 1 FROM sourced_ids WHERE sourced_id = ?::uuid", known("own")))
                .isEmpty();
        assertThat(one("/lineItems/{item}").path("title").asText()).isEqualTo("First assignment");
    }

    @Test
    void whichOfSeveralIsRefusedAndWhyIsTold() {
        String result = """
                {"student": {"sourcedId": "{student}"}, "scoreStatus": "fully graded", "score": %s}""";

        send(as(allScopes()), "POST /lineItems/{item}/results", "{\"results\": [" + result.formatted(51) + "]}")
                .then()
                .statusCode(422)
                .body(
                        "imsx_description",
                        is("/marks/0 has a score above the maximum of the test: send at most 50.00."));
        send(as(allScopes()), "POST /lineItems/{item}/results", "{\"results\": [" + result.formatted(-1) + "]}")
                .then()
                .statusCode(422)
                .body(
                        "imsx_description",
                        is("results/0/score must be 0 to the maximum of the test, with at most two decimals."));
    }

    @Test
    void aRecordIsKnownByWhatItWasSentWithAlsoWhenItIsGone() {
        Instant before = Instant.now().minusMillis(1);
        store("PUT /lineItems/{own item}", "{\"lineItem\": " + ITEM + "}", 201);
        store(
                "POST /lineItems/{own item}/results",
                "{\"results\": [{\"sourcedId\": \"{own result}\", \"student\": {\"sourcedId\": \"{student}\"}, \"scoreStatus\": \"exempt\"}]}",
                201);

        JsonNode result = one("/results/{own result}");
        assertThat(result.path("sourcedId").asText()).isEqualTo(known("own result"));
        assertThat(result.at("/lineItem/sourcedId").asText()).isEqualTo(known("own item"));
        as(allScopes())
                .get(result.at("/lineItem/href").asText())
                .then()
                .statusCode(200)
                .body("lineItem.title", is("Ode"))
                .body("lineItem.resultValueMax", is(100))
                .body("lineItem.metadata.published", is(false));
        assertThat(found("/results", "lineItem.sourcedId='" + known("own item") + "'"))
                .hasSize(1);

        store("DELETE /results/{own result}", "none", 204);
        store("DELETE /lineItems/{own item}", "none", 204);

        for (String path : List.of("/results", "/lineItems")) {
            String id = known(path.equals("/results") ? "own result" : "own item");
            JsonNode gone = found(path, "sourcedId='%s' AND dateLastModified>='%s'".formatted(id, before));
            assertThat(gone).hasSize(1);
            assertThat(gone.at("/0/sourcedId").asText()).isEqualTo(id);
            assertThat(gone.at("/0/status").asText()).isEqualTo("tobedeleted");
            assertThat(gone.toString()).doesNotContain("Ode").doesNotContain("exempt");
        }

        // and stands for another one, if it is sent again
        store("PUT /lineItems/{own item}", "{\"lineItem\": " + ITEM + "}", 201);
        assertThat(one("/lineItems/{own item}").path("status").asText()).isEqualTo("active");
    }

    @Test
    void whoOnlyReadsIsToldOfMarksAsStudentsAre() {
        String result = "sourcedId='" + known("result") + "'";
        assertThat(seen(result).at("/0/score").asInt()).isEqualTo(40);
        Instant before = Instant.now().minusMillis(1);

        given().header("If-Match", "*")
                .delete(school.test().path() + "/publication")
                .then()
                .statusCode(204);

        JsonNode withdrawn = seen(result + " AND dateLastModified>='" + before + "'");
        assertThat(withdrawn.at("/0/status").asText()).isEqualTo("tobedeleted");
        assertThat(withdrawn.at("/0/score").isMissingNode()).isTrue();
        assertThat(found("/results", result).at("/0/score").asInt()).isEqualTo(40);

        store("PUT /lineItems/{own item}", "{\"lineItem\": " + ITEM + "}", 201);
        store(
                "PUT /results/{own result}",
                "{\"result\": {\"lineItem\": {\"sourcedId\": \"{own item}\"}, \"student\": {\"sourcedId\": \"{student}\"}, \"scoreStatus\": \"exempt\"}}",
                201);
        assertThat(seen("sourcedId='" + known("own result") + "'")).isEmpty();
    }

    @Test
    void aPublishedMarkThatAPlatformChangesHasItsHistory() {
        store(
                "PUT /results/{result}",
                "{\"result\": {\"lineItem\": {\"sourcedId\": \"{item}\"}, \"student\": {\"sourcedId\": \"{student}\"}, \"scoreStatus\": \"fully graded\", \"score\": 41.5}}",
                200);

        given().get(school.test().path() + "/mark-changes")
                .then()
                .statusCode(200)
                .body("items.size()", is(1))
                .body("items[0].old_score", is(40f))
                .body("items[0].new_score", is(41.5f))
                .body("items[0].actor", is("test"))
                .body("items[0].reason", is(SentResult.REASON));
        assertThat(one("/results/{result}").path("score").asDouble()).isEqualTo(41.5);
    }

    @Test
    void whatIsSentWithoutAUuidGetsASourcedIdAndAllIsStoredOrNothing() {
        String items = "{\"lineItems\": [" + ITEM.replaceFirst("\\{", "{\"sourcedId\": \"lms-1\", ") + ", %s]}";

        assertRefused(
                send(as(allScopes()), "POST /classes/{class}/lineItems", items.formatted("{\"title\": \"No day\"}")),
                400,
                "invaliddata");
        assertThat(found("/lineItems", "class.sourcedId='" + known("class") + "'"))
                .hasSize(1);

        Response stored = send(as(allScopes()), "POST /classes/{class}/lineItems", items.formatted(ITEM));
        stored.then()
                .statusCode(201)
                .body("sourcedIdPairs.size()", is(2))
                .body("sourcedIdPairs[0].suppliedSourcedId", is("lms-1"))
                .body("sourcedIdPairs[0].allocatedSourcedId", not("lms-1"));
        as(allScopes())
                .get(OneRosterAddress.GRADEBOOK + "/lineItems/" + stored.path("sourcedIdPairs[1].allocatedSourcedId"))
                .then()
                .statusCode(200);
    }

    @Test
    void ofManyThatAreSentAtOnceTheKnownAreChangedAndTheNewStoredEachWithItsOwn() {
        store("PUT /lineItems/{own item}", "{\"lineItem\": " + ITEM + "}", 201);
        String many = "{\"lineItems\": [%s, %s, %s]}"
                .formatted(
                        ITEM.replace("\"Ode\"", "\"First\""),
                        ITEM.replace("\"Ode\"", "\"Known\", \"sourcedId\": \"{own item}\""),
                        ITEM.replace("\"Ode\"", "\"Last\", \"sourcedId\": \"{own}\", \"metadata\": {\"weight\": 2.5}"));

        Response stored = send(as(allScopes()), "POST /schools/{school}/lineItems", many);

        stored.then()
                .statusCode(201)
                .body("sourcedIdPairs[1..2].allocatedSourcedId", is(List.of(known("own item"), known("own"))));
        assertThat(one("/lineItems/" + stored.path("sourcedIdPairs[0].allocatedSourcedId"))
                        .path("title")
                        .asText())
                .isEqualTo("First");
        assertThat(one("/lineItems/{own item}").path("title").asText()).isEqualTo("Known");
        assertThat(one("/lineItems/{own}").at("/metadata/weight").asDouble()).isEqualTo(2.5);

        assertRefused(
                send(
                        as(allScopes()),
                        "POST /schools/{school}/lineItems",
                        "{\"lineItems\": [%1$s, %1$s]}"
                                .formatted(ITEM.replace("\"Ode\"", "\"Twice\", \"sourcedId\": \"{own category}\""))),
                422,
                "invaliddata");
    }

    @Test
    void ofSeveralThatStoreOneAtOnceOneDoes() throws SQLException {
        List<Integer> statuses = AtOnce.run(
                4,
                caller -> send(as(allScopes()), "PUT /lineItems/{own item}", "{\"lineItem\": " + ITEM + "}")
                        .statusCode());

        assertThat(statuses).containsOnlyOnce(201).isSubsetOf(201, 200, 409);
        assertThat(ServiceDatabase.longs(
                        "SELECT row_id FROM sourced_ids WHERE sourced_id = ?::uuid", known("own item")))
                .hasSize(1);
    }

    @Test
    void gradesAreThoseOfTheSchool() {
        JsonNode scale = one("/scoreScales/{scale}");
        assertThat(scale.at("/class/sourcedId").asText()).isEqualTo(known("class"));
        assertThat(scale.path("scoreScaleValue")).isNotEmpty();
        assertThat(scale.at("/scoreScaleValue/0/itemValueLHS").asText()).isNotBlank();
    }

    @Test
    void assessmentsHaveAScopeOfTheirOwn() {
        RequestSpecification ofAssessments = as(RosterScope.ASSESSMENT);
        ofAssessments
                .get(OneRosterAddress.GRADEBOOK + "/assessmentResults")
                .then()
                .statusCode(200);
        assertRefused(
                as(RosterScope.ASSESSMENT).get(OneRosterAddress.GRADEBOOK + school.filled("/results/{result}")),
                403,
                "forbidden");
        assertRefused(
                as(RosterScope.GRADEBOOK).get(OneRosterAddress.GRADEBOOK + "/assessmentLineItems"), 403, "forbidden");
    }

    @Test
    void whoStoresTestsStoresNoAssessmentsNorTheOtherWayRound() {
        String assessment = "{\"assessmentLineItem\": {\"title\": \"Reading\"}}";
        assertRefused(
                send(as(RosterScope.GRADEBOOK_WRITE), "PUT /assessmentLineItems/{own assessment}", assessment),
                403,
                "forbidden");
        assertRefused(
                send(as(RosterScope.GRADEBOOK_DELETE), "DELETE /assessmentResults/{assessment result}", "none"),
                403,
                "forbidden");
        assertRefused(
                send(as(RosterScope.ASSESSMENT_WRITE), "PUT /lineItems/{own item}", "{\"lineItem\": " + ITEM + "}"),
                403,
                "forbidden");
        assertRefused(send(as(RosterScope.ASSESSMENT_DELETE), "DELETE /results/{result}", "none"), 403, "forbidden");
    }

    @Test
    void whoMayOnlyStoreManyAtOnceStoresNoneByItself() {
        assertRefused(
                send(as(RosterScope.GRADEBOOK_POST), "PUT /lineItems/{own item}", "{\"lineItem\": " + ITEM + "}"),
                403,
                "forbidden");
        send(as(RosterScope.GRADEBOOK_WRITE), "POST /classes/{class}/lineItems", "{\"lineItems\": [" + ITEM + "]}")
                .then()
                .statusCode(201);
    }

    private String known(String name) {
        return school.known().get(name);
    }

    private JsonNode one(String path) {
        Response told = as(allScopes()).get(OneRosterAddress.GRADEBOOK + school.filled(path));
        told.then().statusCode(200);
        return Json.of(told).elements().next();
    }

    private static JsonNode found(String path, String filter) {
        return records(OneRosterAddress.GRADEBOOK, path, filter);
    }

    /** The results that are told to who does not mark. */
    private static JsonNode seen(String filter) {
        return Json.of(as(RosterScope.GRADEBOOK)
                        .queryParam("filter", filter)
                        .get(OneRosterAddress.GRADEBOOK + "/results"))
                .path("results");
    }

    private void store(String request, String body, int status) {
        Response answer = send(as(allScopes()), request, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    }

    private Response send(RequestSpecification asked, String request, String body) {
        String[] parts = request.split(" ", 2);
        if (!body.equals("none")) {
            asked.contentType(ContentType.JSON).body(school.filled(body));
        }
        return asked.request(parts[0], OneRosterAddress.GRADEBOOK + school.filled(parts[1]));
    }
}
