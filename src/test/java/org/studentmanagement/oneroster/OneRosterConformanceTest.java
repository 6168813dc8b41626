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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.TestToken;

/** What the tables of {@code src/site/oneroster.md} say of each endpoint, filter and refusal. */
@QuarkusTest
class OneRosterConformanceTest {
    private static final List<String> SCOPES = List.copyOf(RosterScope.GRANTABLE.keySet());

    /** Of each kind of record one, which belong to each other. */
    private final Map<String, String> known = new HashMap<>();

    @BeforeEach
    void aSchool() {
        Row year = term("school_year", null);
        Row term = term("term", year);
        Row period = term("grading_period", term);
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("term_id", term.id());
        Row course = Fixtures.stored("/api/courses", body, "code");
        Row homeroom = Fixtures.schoolClass(year);
        Row student = Fixtures.student();
        Row teacher = Fixtures.teacher();
        Fixtures.teach(course, teacher.id()).then().statusCode(200);
        put(homeroom.path() + "/teachers", Map.of("teacher_ids", List.of(teacher.id())));
        put(student.path() + "/class", Map.of("class_id", homeroom.id()));
        put(student.path() + "/profile", Map.of("date_of_birth", "1815-12-10"));
        Fixtures.enroll(student, course.id()).then().statusCode(200);

        known.put("number", student.key());
        known.put("yesterday", LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
        known.put("school", idOf("/orgs", "type='school'"));
        known.put("year", idOf("/academicSessions", "title='" + year.key() + "'"));
        known.put("term", idOf("/terms", "title='" + term.key() + "'"));
        known.put("period", idOf("/gradingPeriods", "title='" + period.key() + "'"));
        known.put("course", idOf("/courses", "courseCode='" + course.key() + "'"));
        known.put("class", idOf("/classes", "classCode='" + course.key() + "'"));
        known.put("homeroom", idOf("/classes", "classCode='" + homeroom.key() + "'"));
        known.put("student", idOf("/students", "identifier='" + student.key() + "'"));
        known.put("teacher", idOf("/teachers", "identifier='" + teacher.key() + "'"));
        known.put(
                "enrollment",
                idOf("/enrollments", "class.sourcedId='%s' AND role='student'".formatted(known.get("class"))));
    }

    @Test
    void everyEndpointAnswersWhoHasItsScopeAndNobodyElse() throws IOException {
        assertThat(table("GET", "scope", "answer")).hasSize(41).allSatisfy(row -> {
            String path = RosteringAddress.PATH + filled(row.get(0));
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
            String url = RosteringAddress.PATH + filled(path);
            assertRefused(as(Role.GRANTABLE.keySet().toArray(String[]::new)).get(url), 403, "forbidden");
            assertRefused(given().auth().none().get(url), 401, "unauthorisedrequest");
        }
    }

    @Test
    void everyFilterFindsWhatItsRowSays() throws IOException {
        assertThat(table("collection", "filter", "finds"))
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> {
                    JsonNode found = records(row.get(0), filled(row.get(1)));
                    if (row.get(2).equals("nothing")) {
                        assertThat(found).isEmpty();
                    } else {
                        assertThat(found).hasSize(1);
                        assertThat(found.path(0).path("sourcedId").asText())
                                .isEqualTo(known.get(row.get(2).replace("the ", "")));
                    }
                });
    }

    @Test
    void everyRefusalIsToldInTheWordsOfTheSpecification() throws IOException {
        assertThat(table("request", "status", "code")).hasSizeGreaterThan(20).allSatisfy(row -> {
            String[] request = filled(row.get(0)).split("\\?", 2);
            RequestSpecification asked = as(allScopes());
            if (request.length == 2) {
                String[] parameter = request[1].split("=", 2);
                asked.queryParam(parameter[0], parameter[1]);
            }
            assertRefused(asked.get(RosteringAddress.PATH + request[0]), Integer.parseInt(row.get(1)), row.get(2));
        });
    }

    static RequestSpecification as(String... scopes) {
        return given().auth().oauth2(TestToken.withRoles(scopes));
    }

    static String[] allScopes() {
        return SCOPES.toArray(String[]::new);
    }

    /** What a filter finds. */
    static JsonNode records(String path, String filter) {
        Response found = as(allScopes()).queryParam("filter", filter).get(RosteringAddress.PATH + path);
        found.then().statusCode(200);
        return Json.of(found).elements().next();
    }

    static String idOf(String path, String filter) {
        JsonNode found = records(path, filter);
        assertThat(found).hasSize(1);
        return found.path(0).path("sourcedId").asText();
    }

    private static Row term(String kind, Row parent) {
        Map<String, Object> body = Fixtures.termBody(kind, parent);
        body.put("name", body.get("code"));
        return Fixtures.stored("/api/terms", body, "code");
    }

    private static void put(String path, Map<String, ?> body) {
        Response answer = given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .put(path);
        assertThat(answer.statusCode() / 100).as(answer.asString()).isEqualTo(2);
    }

    private static boolean allows(String scope, String narrowest) {
        String shortScope = RosterScope.shortened(scope);
        return shortScope.equals(narrowest)
                || shortScope.equals("roster.readonly") && narrowest.equals("roster-core.readonly");
    }

    private static void assertRecord(JsonNode record) {
        assertThat(record.path("sourcedId").asText()).hasSize(36);
        assertThat(record.path("status").asText()).isIn("active", "tobedeleted");
        assertThat(record.path("dateLastModified").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    private static void assertRefused(Response answer, int status, String code) {
        answer.then().statusCode(status).contentType(ContentType.JSON);
        JsonNode told = Json.of(answer);
        assertThat(told.path("imsx_codeMajor").asText()).isEqualTo("failure");
        assertThat(told.path("imsx_severity").asText()).isEqualTo("error");
        assertThat(told.path("imsx_description").asText()).isNotBlank();
        assertThat(told.at("/imsx_CodeMinor/imsx_codeMinorField/0/imsx_codeMinorFieldValue")
                        .asText())
                .isEqualTo(code);
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> each : known.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    /** The rows below the head that has these words. */
    private static List<List<String>> table(String... head) throws IOException {
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
