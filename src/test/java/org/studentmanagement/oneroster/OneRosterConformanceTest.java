package org.studentmanagement.oneroster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.TestToken;

/** What the tables of {@code src/site/oneroster.md} say of each endpoint, filter and refusal. */
@QuarkusTest
class OneRosterConformanceTest {
    private static final List<String> SCOPES = List.copyOf(RosterScope.GRANTABLE.keySet());

    private KnownSchool school;

    @BeforeEach
    void aSchool() {
        school = KnownSchool.make();
    }

    @Test
    void everyEndpointAnswersWhoHasItsScopeAndNobodyElse() throws IOException {
        assertAnswers(OneRosterAddress.ROSTERING, table("GET", "scope", "answer"), 41);
        assertAnswers(OneRosterAddress.GRADEBOOK, table("GET of the gradebook", "scope", "answer"), 20);
        assertAnswers(OneRosterAddress.RESOURCES, table("GET of the resources", "scope", "answer"), 7);
    }

    private void assertAnswers(String service, List<List<String>> rows, int count) {
        assertThat(rows).hasSize(count).allSatisfy(row -> {
            String path = service + school.filled(row.get(0));
            boolean list = row.get(2).endsWith("s") && !row.get(0).matches("/\\w+/\\{\\w+}");
            for (String scope : SCOPES) {
                Response answer = list
                        ? as(scope).queryParam("limit", 1).get(path)
                        : as(scope).get(path);
                if (allows(scope, row.get(1))) {
                    answer.then().statusCode(200).contentType(ContentType.JSON);
                    JsonNode told = Json.of(answer).path(row.get(2));
                    assertRecord(list ? told.path(0) : told);
                    if (list) {
                        assertThat(told).hasSize(1);
                        assertThat(Long.parseLong(answer.header("X-Total-Count")))
                                .isPositive();
                        assertThat(answer.header("Link"))
                                .contains("rel=\"first\"")
                                .contains("rel=\"last\"");
                    }
                } else {
                    assertRefused(answer, 403, "forbidden");
                    answer.then().body("imsx_description", startsWith("This needs a token with the scope https://"));
                    assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
                }
            }
        });
    }

    @Test
    void noRoleOfTheServiceDoesForAScope() {
        for (String path : List.of("/orgs", "/users/{student}", "/users/{student}/classes", "/demographics")) {
            String url = OneRosterAddress.ROSTERING + school.filled(path);
            assertRefused(as(Role.GRANTABLE.keySet().toArray(String[]::new)).get(url), 403, "forbidden");
            assertRefused(given().auth().none().get(url), 401, "unauthorisedrequest");
        }
    }

    @Test
    void everyFilterFindsWhatItsRowSays() throws IOException {
        assertFinds(OneRosterAddress.ROSTERING, table("collection", "filter", "finds"), 20);
        assertFinds(OneRosterAddress.GRADEBOOK, table("collection of the gradebook", "filter", "finds"), 18);
        assertFinds(OneRosterAddress.RESOURCES, table("collection of the resources", "filter", "finds"), 3);
    }

    private void assertFinds(String service, List<List<String>> rows, int least) {
        assertThat(rows).hasSizeGreaterThan(least).allSatisfy(row -> {
            JsonNode found = records(service, school.filled(row.get(0)), school.filled(row.get(1)));
            if (row.get(2).equals("nothing")) {
                assertThat(found).isEmpty();
            } else {
                assertThat(found).hasSize(1);
                assertThat(found.path(0).path("sourcedId").asText())
                        .isEqualTo(school.known().get(row.get(2).replace("the ", "")));
            }
        });
    }

    @Test
    void everyRefusalIsToldInTheWordsOfTheSpecification() throws IOException {
        assertThat(table("request", "status", "code")).hasSizeGreaterThan(20).allSatisfy(row -> {
            String[] request = school.filled(row.get(0)).split("\\?", 2);
            RequestSpecification asked = as(allScopes());
            if (request.length == 2) {
                String[] parameter = request[1].split("=", 2);
                asked.queryParam(parameter[0], parameter[1]);
            }
            assertRefused(asked.get(OneRosterAddress.ROSTERING + request[0]), Integer.parseInt(row.get(1)), row.get(2));
        });
    }

    @Test
    void everyCollectionIsSortedByEachOfItsFields() {
        assertThat(Roster.values())
                .allSatisfy(roster -> assertThat(roster.record.fieldNames())
                        .allSatisfy(field -> as(allScopes())
                                .queryParam("limit", 1)
                                .queryParam("sort", field)
                                .get("/ims/oneroster/" + roster.service + "/" + roster.path)
                                .then()
                                .statusCode(200)));
    }

    static RequestSpecification as(String... scopes) {
        return given().auth().oauth2(TestToken.withRoles(scopes));
    }

    static String[] allScopes() {
        return SCOPES.toArray(String[]::new);
    }

    /** What a filter finds of the roster. */
    static JsonNode records(String path, String filter) {
        return records(OneRosterAddress.ROSTERING, path, filter);
    }

    static JsonNode records(String service, String path, String filter) {
        Response found = as(allScopes()).queryParam("filter", filter).get(service + path);
        found.then().statusCode(200);
        return Json.of(found).elements().next();
    }

    static String idOf(String path, String filter) {
        return idOf(OneRosterAddress.ROSTERING, path, filter);
    }

    static String idOf(String service, String path, String filter) {
        JsonNode found = records(service, path, filter);
        assertThat(found).hasSize(1);
        return found.path(0).path("sourcedId").asText();
    }

    private static boolean allows(String scope, String narrowest) {
        String shortScope = RosterScope.shortened(scope);
        return shortScope.equals(narrowest) || shortScope.equals(narrowest.replace("-core.", "."));
    }

    private static void assertRecord(JsonNode record) {
        assertThat(record.path("sourcedId").asText()).hasSize(36);
        assertThat(record.path("status").asText()).isIn("active", "tobedeleted");
        assertThat(record.path("dateLastModified").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    static void assertRefused(Response answer, int status, String code) {
        answer.then().statusCode(status).contentType(ContentType.JSON);
        JsonNode told = Json.of(answer);
        assertThat(told.path("imsx_codeMajor").asText()).isEqualTo("failure");
        assertThat(told.path("imsx_severity").asText()).isEqualTo("error");
        assertThat(told.path("imsx_description").asText()).isNotBlank();
        assertThat(told.at("/imsx_CodeMinor/imsx_codeMinorField/0/imsx_codeMinorFieldValue")
                        .asText())
                .isEqualTo(code);
    }

    /** The rows below the head that has these words. */
    static List<List<String>> table(String... head) throws IOException {
        String title = "| " + String.join(" | ", head) + " |";
        return Files.readAllLines(Path.of("src/site/oneroster.md")).stream()
                .dropWhile(line -> !line.equals(title))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(2, line.length() - 2).split(" \\| "))
                        .map(cell -> cell.replace("`", ""))
                        .toList())
                .toList();
    }
}
