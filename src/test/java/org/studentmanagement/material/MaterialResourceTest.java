package org.studentmanagement.material;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.store.FileStore;
import org.studentmanagement.store.FileSweeper;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** Study material: links and files, for whom it is, and what becomes of the files. */
@QuarkusTest
class MaterialResourceTest {
    private static final byte[] PDF = ("%PDF-1.7\n" + "x".repeat(200_000)).getBytes(StandardCharsets.US_ASCII);

    private final String title = Fixtures.unique();

    @Inject
    FileStore store;

    @Inject
    FileSweeper sweeper;

    private Row course;

    @BeforeEach
    void aCourse() {
        course = Fixtures.course();
    }

    @Test
    void aFileComesBackAsItWasSentUnderItsNameAndToBeSaved() {
        long id = material(course.id());

        put(id, "\u00dcbung 1.pdf", "application/pdf", PDF).then().statusCode(204);

        given().get("/api/materials/{id}", id)
                .then()
                .statusCode(200)
                .body("kind", is("pdf"))
                .body("file_name", is("\u00dcbung 1.pdf"))
                .body("content_type", is("application/pdf"))
                .body("size", is(PDF.length))
                .body("version", is(1));
        Response answer = given().get("/api/materials/{id}/file", id);
        answer.then()
                .statusCode(200)
                .header("Content-Type", "application/pdf")
                .header("Content-Length", Integer.toString(PDF.length))
                .header("Content-Disposition", "attachment; filename*=UTF-8''%C3%9Cbung%201.pdf")
                .header("X-Content-Type-Options", "nosniff")
                .header("Accept-Ranges", "bytes")
                .header("Transfer-Encoding", nullValue());
        assertThat(answer.asByteArray()).isEqualTo(PDF);
        given().head("/api/materials/{id}/file", id)
                .then()
                .statusCode(200)
                .header("Content-Length", Integer.toString(PDF.length))
                .body(is(""));
        given().header("If-None-Match", answer.header("ETag"))
                .get("/api/materials/{id}/file", id)
                .then()
                .statusCode(304)
                .body(is(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-8      | 0      | 9",
                "bytes=199000-  | 199000 | 200009",
                "bytes=-10      | 199999 | 200009",
                "bytes=200000-999999 | 200000 | 200009",
            })
    void aPartOfAFileIsSentToWhoAsksForIt(String range, int from, int to) {
        long id = material(course.id());
        put(id, "a.pdf", "application/pdf", PDF).then().statusCode(204);

        Response part = given().header("Range", range).get("/api/materials/{id}/file", id);

        part.then()
                .statusCode(206)
                .header("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, PDF.length))
                .header("Content-Length", Integer.toString(to - from));
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(PDF, from, to));
        Response whole =
                given().header("Range", range).header("If-Range", "\"another\"").get("/api/materials/{id}/file", id);
        whole.then().statusCode(200);
        assertThat(whole.asByteArray()).hasSize(PDF.length);
    }

    @Test
    void aPartThatTheFileHasNotIsRefusedAndTwoPartsAreTheWholeFile() {
        long id = material(course.id());
        put(id, "a.pdf", "application/pdf", PDF).then().statusCode(204);

        given().header("Range", "bytes=" + PDF.length + "-")
                .get("/api/materials/{id}/file", id)
                .then()
                .spec(problem(416, "range-not-satisfiable"))
                .header("Content-Range", "bytes */" + PDF.length);
        for (String range : List.of("bytes=0-1,4-5", "bytes=5-2", "bytes=-", "lines=1-2")) {
            given().header("Range", range)
                    .get("/api/materials/{id}/file", id)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void whatIsNotWhatItIsSaidToBeOrTooLargeLeavesNothing() throws SQLException {
        long id = material(course.id());
        long before = stored();

        put(id, "a.pdf", "application/pdf", "<html>".getBytes(StandardCharsets.US_ASCII))
                .then()
                .spec(problem(422, "file-type-mismatch"));
        put(id, "a.png", "image/png", PDF).then().spec(problem(422, "file-type-mismatch"));
        put(id, "a.txt", "text/plain", new byte[] {0, 1, 2}).then().spec(problem(422, "file-type-mismatch"));
        put(id, "a.html", "text/html", PDF)
                .then()
                .spec(problem(415, "unsupported-file-type"))
                .body("detail", containsString("application/pdf"));
        put(id, "a.pdf", "application/pdf", Arrays.copyOf(PDF, 2 << 20)).then().spec(problem(413, "too-large"));
        put(id, "a\u0000", "application/pdf", PDF).then().spec(problem(400, "invalid-request"));
        put(Long.MAX_VALUE, "a.pdf", "application/pdf", PDF).then().spec(problem(404, "not-found"));

        given().get("/api/materials/{id}", id).then().body("size", nullValue()).body("version", is(0));
        given().get("/api/materials/{id}/file", id).then().spec(problem(404, "not-found"));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void whatTheStoreHasLostIsToldWithTheSettingThatSaysWhereItIs() throws Exception {
        long id = material(course.id());
        put(id, "a.pdf", "application/pdf", PDF).then().statusCode(204);
        store.remove(file(id));

        given().get("/api/materials/{id}/file", id)
                .then()
                .spec(problem(503, "file-unavailable"))
                .body("detail", containsString("materials.folder"));
    }

    @Test
    void aLinkHasNoFileAndAFileNoLink() {
        long link = create(Map.of("title", title, "url", "https://library.example/algebra"))
                .jsonPath()
                .getLong("id");
        long file = material(course.id());
        put(file, "a.pdf", "application/pdf", PDF).then().statusCode(204);

        given().get("/api/materials/{id}", link).then().body("kind", is("link"));
        put(link, "a.pdf", "application/pdf", PDF).then().spec(problem(409, "material-is-link"));
        given().header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"url\":\"https://library.example\"}")
                .patch("/api/materials/{id}", file)
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors[0].pointer", is("/url"));
        given().contentType(ContentType.JSON)
                .body(Map.of("title", title, "url", "javascript:alert(1)"))
                .post("/api/materials")
                .then()
                .spec(problem(400, "invalid-request"));
    }

    @Test
    void aMaterialIsForACourseOrAClassThatThereIs() {
        given().contentType(ContentType.JSON)
                .body(Map.of("title", title, "course_id", Long.MAX_VALUE))
                .post("/api/materials")
                .then()
                .spec(problem(422, "unknown-course-or-class"));
        given().contentType(ContentType.JSON)
                .body(Map.of("title", title, "course_id", course.id(), "class_id", 1))
                .post("/api/materials")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors[0].pointer", is("/class_id"));
    }

    @Test
    void aStudentSeesWhatIsForAllAndForTheOwnCourses() {
        Row student = Fixtures.student();
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        long own = material(course.id());
        put(own, "a.pdf", "application/pdf", PDF).then().statusCode(204);
        long others = material(Fixtures.course().id());
        long all = create(Map.of("title", title)).jsonPath().getLong("id");

        RequestSpecification asStudent = given().auth().oauth2(TestToken.ofStudent(student.id()));
        Response seen = asStudent.queryParam("q", title).get("/api/students/{id}/materials", student.id());
        assertThat(seen.jsonPath().getList("items.id", Long.class)).containsExactlyInAnyOrder(own, all);
        given().auth()
                .oauth2(TestToken.ofStudent(student.id()))
                .get("/api/students/{id}/materials/{material}/file", student.id(), own)
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(TestToken.ofStudent(student.id()))
                .get("/api/students/{id}/materials/{material}/file", student.id(), others)
                .then()
                .spec(problem(404, "not-found"));
    }

    @Test
    void aTeacherChangesWhatIsForTheOwnCoursesAndMovesItToNoOther() throws SQLException {
        long teacher = teacherOf(course.id());
        String token = TestToken.ofTeacher(teacher);
        Map<String, Object> own = Map.of("title", title, "course_id", course.id());
        long id = given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(own)
                .post("/api/materials")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");

        long others = Fixtures.course().id();
        for (Map<String, ?> refused : List.of(Map.of("title", title), Map.of("title", title, "course_id", others))) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(refused)
                    .post("/api/materials")
                    .then()
                    .spec(problem(403, "forbidden"));
        }
        given().auth()
                .oauth2(token)
                .header("If-Match", "\"0\"")
                .contentType("application/merge-patch+json")
                .body(Map.of("course_id", others))
                .patch("/api/materials/{id}", id)
                .then()
                .spec(problem(403, "forbidden"));
        given().auth()
                .oauth2(token)
                .header("If-Match", "\"0\"")
                .delete("/api/materials/{id}", material(others))
                .then()
                .spec(problem(403, "forbidden"));
        given().get("/api/materials/{id}", id)
                .then()
                .body("course_id", is((int) course.id()))
                .body("version", is(0));
    }

    @Test
    void ofTwoWhoUploadAtOnceToTheSameVersionOneIsToldSo() throws SQLException {
        long id = material(course.id());
        long before = stored();

        List<Integer> statuses = AtOnce.run(
                2, caller -> put(id, caller + ".pdf", "application/pdf", PDF).statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(204, 412);
        assertThat(stored()).isEqualTo(before + 1);
    }

    @Test
    void aFileThatWasReplacedOrDeletedIsKeptForAWhileAndThenGone() throws Exception {
        long id = material(course.id());
        put(id, "a.pdf", "application/pdf", PDF).then().statusCode(204);
        UUID first = file(id);
        given().header("If-Match", "\"1\"")
                .contentType("application/pdf")
                .queryParam("name", "b.pdf")
                .body(Arrays.copyOf(PDF, 100))
                .put("/api/materials/{id}/file", id)
                .then()
                .statusCode(204);
        UUID second = file(id);
        given().header("If-Match", "\"2\"")
                .delete("/api/materials/{id}", id)
                .then()
                .statusCode(204);

        sweeper.sweep();
        assertThat(store.has(first)).isTrue();
        assertThat(store.has(second)).isTrue();
        execute("UPDATE stored_files SET removed_at = now() - interval '31 days' WHERE id = ?", first);
        sweeper.sweep();

        assertThat(store.has(first)).isFalse();
        assertThat(store.has(second)).isTrue();
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM stored_files WHERE id = ?", first))
                .containsExactly(0L);
    }

    @Test
    void whatAnUploadLeftThatWasKilledIsSweptFromBothSides() throws Exception {
        UUID announced = UUID.randomUUID();
        execute("INSERT INTO stored_files (id, created_at) VALUES (?, now() - interval '2 hours')", announced);
        store.put(announced, new ByteArrayInputStream(PDF));
        UUID begun = UUID.randomUUID();
        execute("INSERT INTO stored_files (id) VALUES (?)", begun);
        store.put(begun, new ByteArrayInputStream(PDF));

        sweeper.sweep();

        assertThat(store.has(announced)).isFalse();
        assertThat(store.has(begun)).isTrue();
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM stored_files WHERE id IN (?, ?)", announced, begun))
                .containsExactly(1L);
    }

    private long material(long courseId) {
        return create(Map.of("title", title, "course_id", courseId)).jsonPath().getLong("id");
    }

    private static Response create(Map<String, ?> material) {
        Response created = given().contentType(ContentType.JSON)
                .body(new LinkedHashMap<>(material))
                .post("/api/materials");
        created.then().statusCode(201);
        return created;
    }

    private static Response put(long id, String name, String type, byte... file) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, ContentType.BINARY)))
                .header("If-Match", "\"0\"")
                .contentType(type)
                .queryParam("name", name)
                .body(file)
                .put("/api/materials/{id}/file", id);
    }

    private static long teacherOf(long courseId) throws SQLException {
        try (Connection connection = ServiceDatabase.connect()) {
            long teacher = Jdbc.number(
                    connection,
                    "INSERT INTO teachers (number, name, email) VALUES (?, 'Mary Somerville', ? || '@school.example') RETURNING id",
                    Fixtures.unique(),
                    Fixtures.unique());
            Jdbc.update(
                    connection, "INSERT INTO course_teachers (course_id, teacher_id) VALUES (?, ?)", courseId, teacher);
            return teacher;
        }
    }

    private static UUID file(long material) throws SQLException {
        try (Connection connection = ServiceDatabase.connect()) {
            return UUID.fromString(Jdbc.string(connection, "SELECT file_id FROM materials WHERE id = ?", material));
        }
    }

    private static long stored() throws SQLException {
        return ServiceDatabase.longs("SELECT count(*) FROM stored_files WHERE NOT marks_store")
                .get(0);
    }

    private static void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = ServiceDatabase.connect()) {
            Jdbc.update(connection, sql, values);
        }
    }
}
