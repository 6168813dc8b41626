package org.studentmanagement.imports;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.studentmanagement.imports.ImportCalls.bytes;
import static org.studentmanagement.imports.ImportCalls.confirm;
import static org.studentmanagement.imports.ImportCalls.confirming;
import static org.studentmanagement.imports.ImportCalls.gzip;
import static org.studentmanagement.imports.ImportCalls.settled;
import static org.studentmanagement.imports.ImportCalls.upload;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** Files over HTTP: uploaded, previewed, then confirmed or discarded. */
@QuarkusTest
class ImportResourceTest {
    private static final String STUDENTS = "number,name,email\n";

    private final String number = Fixtures.unique();

    /** Of the few that are kept, each test leaves the others theirs. */
    @BeforeEach
    @AfterEach
    void discardAll() throws Exception {
        Json.of(given().get("/api/imports"))
                .path("items")
                .forEach(item ->
                        given().delete("/api/imports/{id}", item.path("id").asText()));
        ServiceDatabase.longs("DELETE FROM imports WHERE state = 'imported' RETURNING 1");
    }

    @Test
    void aPreviewSaysWhatTheFilesWouldChangeAndChangesNothing() throws Exception {
        Fixtures.Row known = Fixtures.student();
        String course = Fixtures.unique();
        String before = everything();

        JsonNode preview = settled(upload(form().multiPart(
                        "students",
                        "whatever.csv",
                        bytes(STUDENTS + student(number) + known.key() + ",New,new@x.org\n"))
                .multiPart("courses", "c.csv", bytes("code,name\n" + course + ",Algebra\n"))
                .multiPart(
                        "enrollments",
                        "e.csv.gz",
                        gzip("student_number,course_code\n" + number + "," + course + "\nnobody," + course + "\n"))));

        assertThat(preview.path("state").asText()).isEqualTo("previewed");
        assertThat(preview.at("/report/sheets").toString())
                .isEqualTo(
                        "[{\"sheet\":\"students\",\"new\":1,\"changed\":1,\"unchanged\":0,\"refused\":0,\"deleted\":0,\"absent\":0},"
                                + "{\"sheet\":\"courses\",\"new\":1,\"changed\":0,\"unchanged\":0,\"refused\":0,\"deleted\":0,\"absent\":0},"
                                + "{\"sheet\":\"enrollments\",\"new\":1,\"changed\":0,\"unchanged\":0,\"refused\":1,\"deleted\":0,\"absent\":0}]");
        assertThat(preview.at("/report/refusals").toString())
                .isEqualTo(
                        "[{\"sheet\":\"enrollments\",\"line\":3,\"column\":\"student_number\",\"reason\":\"there is no student"
                                + " \\\"nobody\\\", neither stored nor to be stored\"}]");
        assertThat(everything()).isEqualTo(before);
        confirm(preview).then().spec(problem(409, "import-refuses-lines"));
    }

    @Test
    void allLinesThatAreRefusedAreHadAsAFile() {
        String nobody = ",\"Ada \"\"L\"\"\",no address\n".repeat(1001);
        JsonNode preview = settled(upload(form().multiPart("courses", "c.csv", bytes("code,name\n-,Algebra\n"))
                .multiPart("students", "s.csv", bytes(STUDENTS + student(number) + nobody))));
        String id = preview.path("id").asText();

        assertThat(preview.at("/report/refusals")).hasSize(1000);
        List<String> lines = given().get("/api/imports/{id}/refusals.csv", id)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines).hasSize(1003).startsWith("sheet,line,column,reason");
        assertThat(lines.get(1)).startsWith("students,3,");
        assertThat(lines.get(1001)).startsWith("students,1003,");
        assertThat(lines.get(1002)).startsWith("courses,2,code,");
        given().delete("/api/imports/{id}", id).then().statusCode(204);
        given().get("/api/imports/{id}/refusals.csv", id).then().spec(problem(404, "not-found"));
    }

    @Test
    void aConfirmedImportIsStoredOnceWithItsActorHoweverOftenItIsConfirmed() throws Exception {
        Fixtures.Row course = Fixtures.course();
        JsonNode preview = settled(upload(form().multiPart("files", "students.csv", bytes(STUDENTS + student(number)))
                .multiPart(
                        "files",
                        "enrollments.csv",
                        bytes("student_number,course_code\n" + number + "," + course.key() + "\n"))));
        String request = Fixtures.unique();

        confirming(0)
                .header("X-Request-ID", request)
                .put("/api/imports/{id}/confirmation", preview.path("id").asText())
                .then()
                .statusCode(202);
        JsonNode imported = settled(preview);

        assertThat(imported.path("state").asText()).isEqualTo("imported");
        assertThat(imported.at("/report/sheets/1/new").asInt()).isEqualTo(1);
        confirm(preview).then().statusCode(202);
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM enrollment_events e JOIN students s ON s.id = student_id"
                                + " WHERE number = ? AND kind = 'enrolled' AND actor = ? AND request_id = ?",
                        number,
                        imported.path("actor").asText(),
                        request))
                .containsExactly(1L);
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM import_parts WHERE import_id = ?::uuid",
                        preview.path("id").asText()))
                .containsExactly(0L);
        given().delete("/api/imports/{id}", preview.path("id").asText()).then().spec(problem(409, "already-imported"));
    }

    @Test
    void whatIsDiscardedIsForgottenWithItsFiles() throws Exception {
        JsonNode preview = settled(upload(form().multiPart("students", "s.csv", bytes(STUDENTS + student(number)))));
        String id = preview.path("id").asText();

        given().delete("/api/imports/{id}", id).then().statusCode(204);

        given().get("/api/imports/{id}", id).then().spec(problem(404, "not-found"));
        confirm(preview).then().spec(problem(404, "not-found"));
        given().delete("/api/imports/{id}", id).then().spec(problem(404, "not-found"));
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM import_parts WHERE import_id = ?::uuid", id))
                .containsExactly(0L);
    }

    @Test
    void aFileOfSeveralPartsComesBackAsItWasSent() throws Exception {
        int rows = 20_000;
        StringBuilder file = new StringBuilder(STUDENTS);
        IntStream.range(0, rows).forEach(n -> file.append(student(number.substring(0, 20) + n)));

        JsonNode preview = settled(upload(form().multiPart("students", "s.csv", bytes(file.toString()))));

        assertThat(preview.at("/report/sheets/0/new").asInt()).isEqualTo(rows);
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM import_parts WHERE import_id = ?::uuid",
                        preview.path("id").asText()))
                .allSatisfy(parts -> assertThat(parts).isGreaterThan(1));
    }

    @Test
    void ofManyRefusalsTheFirstAreToldAndAllAreCounted() throws Exception {
        JsonNode preview = settled(
                upload(form().multiPart("students", "s.csv", bytes(STUDENTS + "?,Ada,ada@x.org\n".repeat(1500)))));

        assertThat(preview.at("/report/sheets/0/refused").asInt()).isEqualTo(1500);
        assertThat(preview.at("/report/refusals")).hasSize(ImportReport.REFUSALS);
    }

    @Test
    void aFileThatIsNoneIsToldInASentence() throws Exception {
        assertFailed("students: unknown column \"PNG\"", bytes("PNG\n"));
        assertFailed("students: is empty: its first line must name the columns", new byte[0]);
        byte[] cut = gzip(STUDENTS + student(number));
        assertFailed(
                "students: cannot be read: its compressed content is cut short", Arrays.copyOf(cut, cut.length - 9));
    }

    @Test
    void aFileThatUnpacksToMoreThanThereMayBeIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(STUDENTS));
            byte[] line = bytes("1," + "Ada".repeat(5_000) + ",ada@x.org\n");
            for (int i = 0; i < 2_000; i++) {
                gzip.write(line);
            }
        }

        assertFailed("students: cannot be read: it has more than", packed.toByteArray());
    }

    @Test
    void aFormThatIsNoneIsRefusedAndLeavesNothing() {
        form().multiPart("lodgers", "l.csv", bytes("a\n"))
                .post("/api/imports")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("detail", startsWith("The form has a part that is none of students, "));
        form().multiPart("files", "lodgers.csv", bytes("a\n"))
                .post("/api/imports")
                .then()
                .spec(problem(400, "invalid-request"));
        form().multiPart("students", "a.csv", bytes(STUDENTS))
                .multiPart("files", "students.csv", bytes(STUDENTS))
                .post("/api/imports")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("detail", containsString("two files of students"));
        for (String broken :
                List.of("x", "--x\r\n", "--x\r\nContent-Disposition: form-data; name=\"students\"\r\n\r\na")) {
            raw().contentType("multipart/form-data; boundary=x")
                    .body(broken)
                    .post("/api/imports")
                    .then()
                    .spec(problem(400, "invalid-request"))
                    .body("detail", containsString("cut short"));
        }
        raw().contentType("multipart/form-data; boundary=x")
                .body("--x\r\nContent-Disposition: " + "a".repeat(1 << 20))
                .post("/api/imports")
                .then()
                .spec(problem(400, "invalid-request"));
        raw().contentType("multipart/form-data")
                .body("--x--")
                .post("/api/imports")
                .then()
                .spec(problem(400, "invalid-request"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/imports")
                .then()
                .spec(problem(415, "unsupported-media-type"));
        form().queryParam("withdraw_missing", true)
                .multiPart("students", "s.csv", bytes(STUDENTS))
                .post("/api/imports")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("detail", startsWith("withdraw_missing needs a file of all enrollments."));
        form().queryParam("withdraw_missing", true)
                .queryParam("skip_invalid", true)
                .multiPart("enrollments", "s.csv", bytes(STUDENTS))
                .post("/api/imports")
                .then()
                .spec(problem(400, "invalid-request"));
        assertThat(given().get("/api/imports").jsonPath().getList("items")).isEmpty();
    }

    @Test
    void whoHasNoTokenIsRefusedBeforeAnythingIsStored() throws Exception {
        given().auth()
                .none()
                .multiPart("students", "s.csv", bytes(STUDENTS + student(number).repeat(100_000)))
                .post("/api/imports")
                .then()
                .spec(problem(401, "token-missing"));

        assertThat(ServiceDatabase.longs("SELECT count(*) FROM imports")).containsExactly(0L);
    }

    @Test
    void anUploadThatIsTooLargeIsRefusedWithItsLengthOrWithout() {
        byte[] large = new byte[5 << 20];
        form().multiPart("students", "s.csv", large)
                .post("/api/imports")
                .then()
                .spec(problem(413, "too-large"))
                .body("detail", startsWith("Send at most 4194304 bytes."));
        assertThat(given().get("/api/imports").jsonPath().getList("items")).isEmpty();
    }

    @Test
    void asManyImportsAreKeptAsThereMayBeAndTheEndedMakeRoom() throws Exception {
        List<JsonNode> kept = IntStream.range(0, 5)
                .mapToObj(n -> settled(upload(form().multiPart("students", "s.csv", bytes(STUDENTS)))))
                .toList();

        form().multiPart("students", "s.csv", bytes(STUDENTS))
                .post("/api/imports")
                .then()
                .spec(problem(409, "too-many-imports"));
        confirm(kept.get(0)).then().statusCode(202);
        assertThat(settled(kept.get(0)).path("state").asText()).isEqualTo("imported");

        upload(form().multiPart("students", "s.csv", bytes(STUDENTS)));
        given().get("/api/imports/{id}", kept.get(0).path("id").asText()).then().spec(problem(404, "not-found"));
    }

    @Test
    void theSameFilesWithTheSameKeyMakeOneImportInWhateverFormTheyComeAgain() throws Exception {
        String key = Fixtures.unique();
        byte[] file = bytes(STUDENTS + student(number));
        JsonNode first = upload(form().header("Idempotency-Key", key).multiPart("students", "s.csv", file));

        Response again = form().header("Idempotency-Key", key)
                .multiPart("files", "students.csv", file)
                .post("/api/imports");
        again.then().statusCode(202).header("Idempotency-Replayed", "true");
        form().header("Idempotency-Key", key)
                .multiPart("students", "s.csv", bytes(STUDENTS))
                .post("/api/imports")
                .then()
                .spec(problem(422, "idempotency-key-reused"));
        form().header("Idempotency-Key", key)
                .queryParam("skip_invalid", true)
                .multiPart("students", "s.csv", file)
                .post("/api/imports")
                .then()
                .spec(problem(422, "idempotency-key-reused"));

        assertThat(Json.of(again)).isEqualTo(first);
        assertThat(again.header("Location")).endsWith(first.path("id").asText());
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM imports WHERE state <> 'imported'"))
                .containsExactly(1L);
        settled(first);
    }

    @Test
    void ofTwoUploadsAtOnceWithTheSameKeyOneIsStored() throws Exception {
        String key = Fixtures.unique();
        byte[] file = bytes(STUDENTS + student(number));

        List<Response> answers = AtOnce.run(
                2,
                caller -> form().header("Idempotency-Key", key)
                        .multiPart("students", "s.csv", file)
                        .post("/api/imports"));

        assertThat(answers).extracting(Response::statusCode).contains(202).isSubsetOf(202, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 202)
                        .map(answer -> answer.<String>path("id"))
                        .distinct())
                .hasSize(1);
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM imports WHERE state <> 'imported'"))
                .containsExactly(1L);
    }

    @Test
    void anImportThatIsNoneIsUnknown() {
        given().get("/api/imports/{id}", UUID.randomUUID()).then().spec(problem(404, "not-found"));
        given().get("/api/imports/1").then().spec(problem(404, "not-found"));
    }

    @Test
    void aFormWithAFileThatNeedsAnotherRoleIsRefusedAndLeavesNothing() throws Exception {
        form().auth()
                .oauth2(token(number, "registrar"))
                .multiPart("enrollments", "e.csv", bytes("student_number,course_code\n"))
                .multiPart("students", "s.csv", bytes(STUDENTS + student(number)))
                .post("/api/imports")
                .then()
                .spec(problem(403, "forbidden"))
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"editor\"")
                .body("detail", is("Nothing is stored: the file students needs a token with the role editor."));
        form().auth()
                .oauth2(token(number, "bursar"))
                .queryParam("withdraw_missing", true)
                .multiPart("files", "enrollments.csv", bytes("student_number,course_code\n"))
                .post("/api/imports")
                .then()
                .spec(problem(403, "forbidden"))
                .body("detail", endsWith("the file enrollments needs a token with the role registrar."));

        assertThat(ServiceDatabase.longs("SELECT count(*) FROM imports WHERE actor = ?", number))
                .containsExactly(0L);
    }

    @Test
    void eachRoleIsToldTheFilesThatItMayUpload() {
        assertThat(mayUpload("editor"))
                .containsExactly("students", "profiles", "teachers", "terms", "courses", "materials");
        assertThat(mayUpload("registrar"))
                .containsExactly(
                        "profiles",
                        "enrollments",
                        "classes",
                        "class_members",
                        "class_teachers",
                        "tests",
                        "marks",
                        "departures",
                        "notices");
        assertThat(mayUpload("bursar")).containsExactly("fees", "payments");
        assertThat(mayUpload("admin")).hasSize(17).contains("oneroster");
    }

    @Test
    void whoIsNoAdministratorReachesTheOwnImportsAlone() {
        String editor = token(number, "editor");
        String other = token("another " + number, "editor", "registrar");
        JsonNode first = settled(
                upload(form().auth().oauth2(editor).multiPart("students", "s.csv", bytes(STUDENTS + student(number)))));
        String id = first.path("id").asText();

        assertThat(ids(editor)).containsExactly(id);
        assertThat(ids(TestToken.withRoles("admin"))).contains(id);
        assertThat(ids(other)).isEmpty();
        given().auth().oauth2(other).get("/api/imports/{id}", id).then().spec(problem(404, "not-found"));
        confirming(0)
                .auth()
                .oauth2(other)
                .put("/api/imports/{id}/confirmation", id)
                .then()
                .spec(problem(404, "not-found"));
        given().auth()
                .oauth2(other)
                .get("/api/imports/{id}/refusals.csv", id)
                .then()
                .spec(problem(404, "not-found"));
        given().auth().oauth2(other).delete("/api/imports/{id}", id).then().spec(problem(404, "not-found"));

        confirming(0)
                .auth()
                .oauth2(editor)
                .put("/api/imports/{id}/confirmation", id)
                .then()
                .statusCode(202);
        assertThat(settled(first).path("state").asText()).isEqualTo("imported");
        JsonNode second =
                upload(form().auth().oauth2(editor).multiPart("students", "s.csv", bytes(STUDENTS + student(number))));
        given().auth()
                .oauth2(editor)
                .delete("/api/imports/{id}", second.path("id").asText())
                .then()
                .statusCode(204);
    }

    @Test
    void whatAnAdministratorConfirmsStaysInTheSightOfWhoUploadedIt() {
        String editor = token(number, "editor");
        JsonNode preview = settled(
                upload(form().auth().oauth2(editor).multiPart("students", "s.csv", bytes(STUDENTS + student(number)))));

        String confirmedBy = confirm(preview).then().statusCode(202).extract().path("actor");
        settled(preview);

        given().auth()
                .oauth2(editor)
                .get("/api/imports/{id}", preview.path("id").asText())
                .then()
                .body("state", is("imported"), "uploaded_by", is(number), "actor", is(confirmedBy));
        assertThat(ids(editor)).containsExactly(preview.path("id").asText());
        assertThat(confirmedBy).isNotEqualTo(number);
    }

    @Test
    void whatAnEarlierReleaseTookInIsOfWhoUploadedItToo() throws Exception {
        String editor = token(number, "editor");
        JsonNode preview = settled(
                upload(form().auth().oauth2(editor).multiPart("students", "s.csv", bytes(STUDENTS + student(number)))));
        ServiceDatabase.longs(
                "UPDATE imports SET uploaded_by = NULL WHERE id = ?::uuid RETURNING 1",
                preview.path("id").asText());

        confirm(preview).then().statusCode(202).body("uploaded_by", is(number));

        assertThat(ids(editor)).containsExactly(preview.path("id").asText());
    }

    @Test
    void whoHasLostTheRoleMeanwhileDoesNotConfirm() {
        JsonNode preview = settled(upload(form().auth()
                .oauth2(token(number, "editor", "registrar"))
                .multiPart("students", "s.csv", bytes(STUDENTS + student(number)))));
        String id = preview.path("id").asText();

        confirming(0)
                .auth()
                .oauth2(token(number, "registrar"))
                .put("/api/imports/{id}/confirmation", id)
                .then()
                .spec(problem(403, "forbidden"))
                .body("detail", is("Nothing is stored: the file students needs a token with the role editor."));
    }

    private static List<String> mayUpload(String role) {
        return listed(TestToken.withRoles(role)).getList("may_upload");
    }

    private static List<String> ids(String token) {
        return listed(token).getList("items.id");
    }

    private static JsonPath listed(String token) {
        return given().auth().oauth2(token).get("/api/imports").jsonPath();
    }

    private static String token(String subject, String... roles) {
        return TestToken.signed(TestToken.claims().subject(subject).claim("scope", String.join(" ", roles)));
    }

    private void assertFailed(String sentence, byte[] file) throws Exception {
        JsonNode failed = settled(upload(form().multiPart("students", "s.csv", file)));
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("detail").asText()).startsWith(sentence);
        confirm(failed).then().spec(problem(409, "import-not-previewed"));
    }

    private static RequestSpecification form() {
        return given();
    }

    private static RequestSpecification raw() {
        return given().config(RestAssured.config()
                .encoderConfig(encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)));
    }

    /** All rows that an import may touch. */
    private static String everything() throws Exception {
        return ServiceDatabase.longs(
                        "SELECT hashtextextended(string_agg(t, ''), 0) FROM (SELECT s::text t FROM students s UNION ALL"
                                + " SELECT c::text FROM courses c UNION ALL SELECT e::text FROM student_courses e UNION ALL"
                                + " SELECT v::text FROM enrollment_events v ORDER BY 1) all_rows")
                .toString();
    }

    private static String student(String number) {
        return "%1$s,Ada,%1$s@x.org%n".formatted(number);
    }
}
