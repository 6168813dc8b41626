package org.studentmanagement.oneroster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.allScopes;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.as;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.records;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.studentmanagement.access.Role;
import org.studentmanagement.imports.ImportCalls;
import org.studentmanagement.testsupport.TestToken;

/** A ZIP of OneRoster over HTTP, and that REST knows the records by the sourcedIds that they came with. */
@QuarkusTest
class OneRosterUploadTest {
    private final String student = UUID.randomUUID().toString();
    private final String number = "U" + student.substring(0, 8);

    @Test
    void itIsPreviewedAndImportedWhenItIsConfirmedAndRestTellsWhatItBrought() throws IOException {
        KnownSchool school = KnownSchool.make();
        JsonNode preview = ImportCalls.settled(ImportCalls.upload(given().multiPart(
                        "oneroster",
                        "school.zip",
                        zip(number + "@x.org", school.known().get("class")),
                        "application/zip")));

        assertThat(preview.path("state").asText()).as(preview.toString()).isEqualTo("previewed");
        assertThat(preview.at("/report/sheets/0/sheet").asText()).isEqualTo("users.csv");
        assertThat(preview.at("/report/sheets/0/new").asInt()).isOne();
        as(allScopes())
                .get(OneRosterAddress.ROSTERING + "/users/" + student)
                .then()
                .statusCode(404);

        given().contentType(ContentType.JSON)
                .body(Map.of("withdrawals", 0))
                .put("/api/imports/{id}/confirmation", preview.path("id").asText())
                .then()
                .statusCode(202);
        JsonNode imported = ImportCalls.settled(preview);

        assertThat(imported.path("state").asText()).as(imported.toString()).isEqualTo("imported");
        JsonNode told = records("/users", "sourcedId='" + student + "'").path(0);
        assertThat(told.path("identifier").asText()).isEqualTo(number);
        assertThat(told.path("sourcedId").asText()).isEqualTo(student);
        as(allScopes())
                .get(OneRosterAddress.ROSTERING + "/students/" + student.toUpperCase())
                .then()
                .statusCode(200);
        as(allScopes())
                .get(OneRosterAddress.ROSTERING + "/students/" + student + "/classes")
                .then()
                .statusCode(200);
        assertThat(records("/users", "sourcedId='" + school.known().get("student") + "'"))
                .hasSize(1);
        String result = UUID.randomUUID().toString();
        as(allScopes())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "result",
                        Map.of(
                                "lineItem", Map.of("sourcedId", school.known().get("item")),
                                "student", Map.of("sourcedId", student),
                                "scoreStatus", "exempt")))
                .put(OneRosterAddress.GRADEBOOK + "/results/" + result)
                .then()
                .statusCode(201);
        assertThat(records(OneRosterAddress.GRADEBOOK, "/results", "student.sourcedId='" + student + "'"))
                .hasSize(1)
                .allSatisfy(mark ->
                        assertThat(mark.at("/student/sourcedId").asText()).isEqualTo(student));
    }

    @Test
    void linesAreRefusedFileByFile() throws IOException {
        JsonNode preview = ImportCalls.settled(ImportCalls.upload(
                given().multiPart("files", "oneroster.zip", zip("nobody", null), "application/zip")));

        assertThat(preview.at("/report/refusals/0/sheet").asText()).isEqualTo("users.csv");
        assertThat(preview.at("/report/refusals/0/line").asInt()).isEqualTo(2);
        assertThat(preview.at("/report/refusals/0/column").asText()).isEqualTo("email");
        assertThat(given().get(
                                "/api/imports/{id}/refusals.csv",
                                preview.path("id").asText())
                        .asString())
                .contains("users.csv,2,email,");
    }

    @Test
    void itIsSentByItselfAndByAnAdministrator() throws IOException {
        given().auth()
                .oauth2(TestToken.withRoles(Role.REGISTRAR, Role.EDITOR))
                .multiPart("oneroster", "school.zip", zip("a@x.org", null), "application/zip")
                .post("/api/imports")
                .then()
                .spec(problem(403, "forbidden"))
                .body("detail", containsString("the file oneroster"));
        given().multiPart("oneroster", "school.zip", zip("a@x.org", null), "application/zip")
                .multiPart("students", "students.csv", "number,name,email\n".getBytes(), "text/csv")
                .post("/api/imports")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("detail", containsString("by itself"));
        JsonNode failed = ImportCalls.settled(
                ImportCalls.upload(given().multiPart("oneroster", "school.zip", "none".getBytes(), "application/zip")));
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("detail").asText()).isEqualTo("oneroster: has no manifest.csv");
    }

    private byte[] zip(String email, String takes) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "users",
                String.join(",", RosterFile.USERS.columns) + "\n" + student + ",,,true,ada,,Ada,Lovelace,," + number
                        + "," + email + ",,,,,,,,,,,\n");
        files.put(
                "roles",
                String.join(",", RosterFile.ROLES.columns) + "\n" + UUID.randomUUID() + ",,," + student
                        + ",primary,student,,,,\n");
        if (takes != null) {
            files.put(
                    "enrollments",
                    String.join(",", RosterFile.ENROLLMENTS.columns) + "\n" + UUID.randomUUID() + ",,," + takes + ",,"
                            + student + ",student,,2026-01-31,,,\n");
        }
        files.put(
                "manifest",
                "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.users,bulk\nfile.roles,bulk\nfile.enrollments,%s\n"
                        .formatted(takes == null ? "absent" : "bulk"));
        return RosterZip.write(files);
    }
}
