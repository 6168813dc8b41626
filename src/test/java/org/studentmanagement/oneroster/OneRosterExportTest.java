package org.studentmanagement.oneroster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.allScopes;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.as;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.table;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** The CSV files of OneRoster, of which {@code src/site/oneroster.md} has a table. */
@QuarkusTest
class OneRosterExportTest {
    private static final String ZIP = "/api/exports/oneroster.zip";

    private KnownSchool school;

    @BeforeEach
    void aSchool() {
        school = KnownSchool.make();
    }

    @Test
    void everyFileHasTheColumnsOfThePageAndRows() throws IOException {
        RosterZip zip = export(null);
        List<List<String>> rows = table("CSV file", "columns", "has");

        assertThat(rows)
                .extracting(row -> row.get(0) + ".csv")
                .containsExactlyElementsOf(zip.files().keySet().stream()
                        .filter(file -> !file.equals(OneRosterFiles.MANIFEST))
                        .map(file -> file + ".csv")
                        .toList());
        assertThat(rows).allSatisfy(row -> {
            assertThat(zip.header(row.get(0))).containsExactly(row.get(1).split(","));
            assertThat(zip.rows(row.get(0))).isNotEmpty();
            assertThat(zip.manifest()).containsEntry("file." + row.get(0), "bulk");
        });
        assertThat(zip.manifest())
                .hasSize(25)
                .containsEntry("manifest.version", "1.0")
                .containsEntry("oneroster.version", "1.2")
                .containsEntry("file.userResources", "absent")
                .containsEntry("source.systemCode", "student-management");
    }

    @ParameterizedTest
    @CsvSource({
        "academicSessions, rostering/v1p2, year",
        "academicSessions, rostering/v1p2, term",
        "academicSessions, rostering/v1p2, period",
        "orgs, rostering/v1p2, school",
        "courses, rostering/v1p2, course",
        "classes, rostering/v1p2, class",
        "classes, rostering/v1p2, homeroom",
        "users, rostering/v1p2, student",
        "users, rostering/v1p2, teacher",
        "demographics, rostering/v1p2, student",
        "enrollments, rostering/v1p2, enrollment",
        "categories, gradebook/v1p2, category",
        "lineItems, gradebook/v1p2, item",
        "results, gradebook/v1p2, result",
        "scoreScales, gradebook/v1p2, scale",
        "resources, resources/v1p2, material",
    })
    void aRowTellsWhatRestTells(String file, String service, String known) throws IOException {
        String id = school.known().get(known);
        Map<String, String> row = export(null).row(file, id);
        JsonNode told = Json.of(as(allScopes()).get("/ims/oneroster/" + service + "/" + file + "/" + id))
                .elements()
                .next();

        row.forEach((column, value) -> assertThat(value).as(column).isEqualTo(expected(told, column)));
        assertThat(told.properties())
                .allSatisfy(member -> assertThat(row.keySet())
                        .as(member.getKey())
                        .anyMatch(column -> column.equals(member.getKey())
                                || List.of("roles", "children", "metadata").contains(member.getKey())
                                || column.startsWith(member.getKey().replaceFirst("s$", ""))
                                || file.equals("results") && member.getKey().equals("scoreScale")
                                || file.equals("lineItems") && member.getKey().equals("scoreScale")));
    }

    private static String expected(JsonNode told, String column) {
        return switch (column) {
            case "status", "dateLastModified" -> "";
            case "roles" ->
                told.path(column).valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
            case "orgSourcedId" -> told.has("org") ? told.at("/org/sourcedId").asText() : idOfTheSchool();
            case "termSourcedIds" -> told.at("/terms/0/sourcedId").asText();
            case "assignDate", "dueDate" -> told.path(column).asText().replaceFirst("T.*", "");
            case "scoreScaleValue" ->
                told.path(column)
                        .valueStream()
                        .map(step -> "{%s:%s}"
                                .formatted(
                                        step.path("itemValueLHS").asText(),
                                        step.path("itemValueRHS").asText()))
                        .collect(Collectors.joining(","));
            default ->
                column.endsWith("SourcedId")
                        ? told.at("/" + column.replace("SourcedId", "") + "/sourcedId")
                                .asText()
                        : told.at("/" + column.replace('.', '/')).asText();
        };
    }

    private static String idOfTheSchool() {
        return OneRosterConformanceTest.idOf("/orgs", "type='school'");
    }

    @Test
    void rolesAndScalesOfTestsAndMarksHaveIdsThatAreMadeOfTheirs() throws IOException {
        RosterZip zip = export(null);

        Map<String, String> role =
                only(zip, "roles", row -> row.get("userSourcedId").equals(known("teacher")));
        assertThat(role).containsEntry("role", "teacher").containsEntry("roleType", "primary");
        assertThat(role.get("orgSourcedId")).isEqualTo(known("school"));
        assertThat(role.get("sourcedId"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(only(
                        zip,
                        "lineItemScoreScales",
                        row -> row.get("lineItemSourcedId").equals(known("item"))))
                .containsEntry("scoreScaleSourcedId", known("scale"));
        assertThat(only(
                        zip,
                        "resultScoreScales",
                        row -> row.get("resultSourcedId").equals(known("result"))))
                .containsEntry("scoreScaleSourcedId", known("scale"));
        assertThat(Arrays.stream(RosterFile.values())
                        .flatMap(file -> zip.rows(file.file).stream()
                                .filter(row -> file != RosterFile.DEMOGRAPHICS)
                                .map(row -> row.get("sourcedId"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void materialOfACourseIsOfTheCourseAndOfItsClass() throws IOException {
        RosterZip zip = export(null);

        assertThat(only(
                        zip,
                        "courseResources",
                        row -> row.get("resourceSourcedId").equals(known("material"))))
                .containsEntry("courseSourcedId", known("course"));
        assertThat(only(
                        zip,
                        "classResources",
                        row -> row.get("resourceSourcedId").equals(known("material"))))
                .containsEntry("classSourcedId", known("class"));
        assertThat(zip.rows("classResources"))
                .anyMatch(row -> row.get("classSourcedId").equals(known("homeroom")));
        assertThat(zip.rows("courseResources"))
                .noneMatch(row -> row.get("courseSourcedId").isEmpty());
    }

    @Test
    void materialThatIsGoneIsGoneAsThatOfItsCourse() throws IOException, SQLException {
        Map<String, String> link = only(
                export(null),
                "courseResources",
                row -> row.get("resourceSourcedId").equals(known("material")));
        Instant before = Instant.now();
        long material = ServiceDatabase.longs("SELECT max(id) FROM materials WHERE course_id IS NOT NULL")
                .get(0);

        given().header("If-Match", "*")
                .delete("/api/materials/" + material)
                .then()
                .statusCode(204);

        assertThat(export(before.toString()).row("courseResources", link.get("sourcedId")))
                .containsEntry("status", "tobedeleted")
                .containsEntry("resourceSourcedId", known("material"));
    }

    @Test
    void theSameSchoolIsTheSameFile() throws IOException {
        byte[] first = download(null).asByteArray();

        assertThat(download(null).asByteArray()).isEqualTo(first);
    }

    @Test
    void whatIsInAValueIsReadAsItWasWritten() throws IOException {
        given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("score", 40, "remark", "Well \"done\", Ädá\nAgain", "reason", "Kind"))
                .put(school.test().path() + "/marks/" + school.student().id())
                .then()
                .statusCode(200);

        String text = export(null).files().get("results");

        assertThat(text).contains("\"Well \"\"done\"\", Ädá Again\"").startsWith("sourcedId,");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void whatHasChangedIsToldWithItsStateAndWhatIsGoneAsSuch() throws IOException, SQLException {
        Instant before = Instant.now();
        assertThat(export(before.toString()).files().keySet()).containsExactly(OneRosterFiles.MANIFEST);

        given().delete(school.student().path() + "/courses/" + courseId())
                .then()
                .statusCode(204);
        RosterZip zip = export(before.toString());

        assertThat(zip.manifest())
                .containsEntry("file.enrollments", "delta")
                .containsEntry("file.courses", "absent")
                .containsEntry("file.userProfiles", "absent");
        assertThat(zip.rows("enrollments")).hasSize(1);
        Map<String, String> row = zip.row("enrollments", known("enrollment"));
        assertThat(row).containsEntry("status", "tobedeleted").containsEntry("userSourcedId", known("student"));
        assertThat(Instant.parse(row.get("dateLastModified"))).isAfter(before.minusSeconds(1));
        assertThat(export(null).rows("enrollments"))
                .noneMatch(each -> each.get("sourcedId").equals(known("enrollment")));
    }

    @Test
    void sinceBeforeTheSchoolWasMadeEverythingHasChanged() throws IOException {
        RosterZip all = export(null);
        RosterZip changed = export("2000-01-01");

        assertThat(changed.files().keySet()).isEqualTo(all.files().keySet());
        all.files()
                .keySet()
                .forEach(file -> assertThat(
                                changed.rows(file).stream().filter(row -> !"tobedeleted".equals(row.get("status"))))
                        .as(file)
                        .hasSameSizeAs(all.rows(file)));
        assertThat(changed.rows("users"))
                .allSatisfy(row -> assertThat(row.get("status")).isIn("active", "tobedeleted"));
    }

    @Test
    void onlyReadersGetIt() {
        given().auth()
                .oauth2(TestToken.ofStudent(school.student().id()))
                .get(ZIP)
                .then()
                .spec(problem(403, "forbidden"));
        as(allScopes()).get(ZIP).then().spec(problem(403, "forbidden"));
        given().queryParam("since", "yesterday")
                .get(ZIP)
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors[0].detail", containsString("\"yesterday\" is not a time"));
    }

    private String known(String name) {
        return school.known().get(name);
    }

    private long courseId() throws SQLException {
        return ServiceDatabase.longs("SELECT course_id FROM student_courses WHERE student_id = "
                        + school.student().id())
                .get(0);
    }

    private static Map<String, String> only(RosterZip zip, String file, Predicate<Map<String, String>> which) {
        List<Map<String, String>> found = zip.rows(file).stream().filter(which).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static RosterZip export(String since) throws IOException {
        return RosterZip.read(download(since).asByteArray());
    }

    private static Response download(String since) {
        Response answer = since == null
                ? given().get(ZIP)
                : given().queryParam("since", since).get(ZIP);
        answer.then()
                .statusCode(200)
                .header("Content-Type", "application/zip")
                .header("Content-Disposition", "attachment; filename=\"oneroster.zip\"");
        return answer;
    }
}
