package org.studentmanagement.notice;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

@QuarkusTest
class NoticeResourceTest {
    private Row student;
    private Row course;

    @BeforeEach
    void aStudentOfACourse() {
        student = Fixtures.student();
        course = Fixtures.course();
        Fixtures.enroll(student, course.id()).then().statusCode(200);
    }

    @Test
    void aStudentIsToldWhatConcernsTheStudentAndSeesItOnce() throws SQLException {
        Row term = Fixtures.term("school_year", null);
        long group = Fixtures.schoolClass(term).id();
        ServiceDatabase.longs(
                "INSERT INTO class_members (class_id, student_id) VALUES (?, ?) RETURNING 1", group, student.id());
        Row toAll = Notices.notice("all", null);
        Row toClass = Notices.notice("class", group);
        Row toCourse = Notices.notice("course", course.id());
        Row toStudent = Notices.notice("student", student.id());
        Notices.notice("student", Fixtures.student().id());
        Notices.notice("course", Fixtures.course().id());

        assertThat(Json.ids(Json.of(own().get(notices() + "?limit=500")).path("items")))
                .contains(toAll.id())
                .endsWith(toClass.id(), toCourse.id(), toStudent.id());
        long unread = unread();
        see(toStudent.id()).then().statusCode(204);
        see(toStudent.id()).then().statusCode(204);
        assertThat(unread()).isEqualTo(unread - 1);
        own().get(notices() + "?unread=false").then().body("items.id", is(List.of((int) toStudent.id())));
        own().get(notices() + "?sort=-id&limit=1&unread=true").then().body("items.id", is(List.of((int)
                toCourse.id())));
        see(Notices.notice("student", Fixtures.student().id()).id()).then().spec(problem(404, "not-found"));
        get("/api/students/0/notices").then().spec(problem(404, "not-found"));
    }

    @Test
    void aNoticeIsShownFromItsBeginningToItsEnd() {
        Row notice = Notices.notice("student", student.id());
        assertThat(unread()).isPositive();

        patch(notice, "{\"shown_until\":\"2026-01-02T00:00:00Z\"}").then().statusCode(200);
        see(notice.id()).then().spec(problem(404, "not-found"));
        Row later = new Row(notice.path(), notice.id(), "\"1\"", null);
        patch(later, "{\"shown_from\":\"2999-01-01T00:00:00Z\",\"shown_until\":null}")
                .then()
                .statusCode(200)
                .body("created_by", is("test"));
        see(notice.id()).then().spec(problem(404, "not-found"));
        given().header("If-Match", "*").delete(notice.path()).then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"audience":"pupils"}                   | 400 | invalid-request  | /audience
            {"audience":"class"}                    | 400 | invalid-request  | /class_id
            {"course_id":1}                         | 400 | invalid-request  | /course_id
            {"audience":"student","student_id":0}   | 422 | unknown-audience | /student_id
            {"shown_until":"2025-01-01T00:00:00Z"}  | 400 | invalid-request  | /shown_until
            {"title":" "}                           | 400 | invalid-request  | /title
            """)
    void whatCannotBeStoredIsTold(String members, int status, String kind, String pointer) throws Exception {
        Map<String, Object> body = Notices.body("all", null);
        Json.of(members)
                .properties()
                .forEach(member -> body.put(
                        member.getKey(),
                        member.getValue().isNumber()
                                ? member.getValue().longValue()
                                : member.getValue().asText()));

        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/notices")
                .then()
                .spec(problem(status, kind))
                .body("errors.pointer", is(List.of(pointer)));
    }

    @Test
    void aTeacherWritesToTheOwnCoursesAndClassesOnly() throws SQLException {
        long teacher = Fixtures.teacher().id();
        Row term = Fixtures.term("school_year", null);
        long own = Fixtures.schoolClass(term).id();
        ServiceDatabase.longs(
                "INSERT INTO class_teachers (class_id, teacher_id) VALUES (?, ?) RETURNING 1", own, teacher);
        ServiceDatabase.longs(
                "INSERT INTO course_teachers (course_id, teacher_id) VALUES (?, ?) RETURNING 1", course.id(), teacher);
        String token = TestToken.ofTeacher(teacher);
        Row toAll = Notices.notice("all", null);

        for (Map.Entry<Map<String, Object>, Integer> each : Map.of(
                        Notices.body("course", course.id()), 201,
                        Notices.body("course", Fixtures.course().id()), 403,
                        Notices.body("class", own), 201,
                        Notices.body("class", Fixtures.schoolClass(term).id()), 403,
                        Notices.body("student", student.id()), 403,
                        Notices.body("all", null), 403)
                .entrySet()) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(each.getKey())
                    .post("/api/notices")
                    .then()
                    .statusCode(each.getValue());
        }
        given().auth()
                .oauth2(token)
                .header("If-Match", "*")
                .delete(toAll.path())
                .then()
                .spec(problem(403, "forbidden"));
    }

    @Test
    void aTeacherReadsTheNoticesToTheOwnCoursesAndClassesOnly() throws SQLException {
        long teacher = Fixtures.teacher().id();
        long own = Fixtures.schoolClass(Fixtures.term("school_year", null)).id();
        ServiceDatabase.longs(
                "INSERT INTO class_teachers (class_id, teacher_id) VALUES (?, ?) RETURNING 1", own, teacher);
        ServiceDatabase.longs(
                "INSERT INTO course_teachers (course_id, teacher_id) VALUES (?, ?) RETURNING 1", course.id(), teacher);
        Row toCourse = Notices.notice("course", course.id());
        Row toClass = Notices.notice("class", own);
        long another = Fixtures.course().id();
        Row toOthers = Notices.notice("course", another);
        Row toAll = Notices.notice("all", null);
        RequestSpecification asTeacher = given().auth().oauth2(TestToken.ofTeacher(teacher));

        Map.of(
                        "",
                        List.of((int) toCourse.id(), (int) toClass.id()),
                        "?course_id=" + course.id(),
                        List.of((int) toCourse.id()),
                        "?class_id=" + own,
                        List.of((int) toClass.id()),
                        "?course_id=" + another,
                        List.of())
                .forEach((query, ids) -> given().spec(asTeacher)
                        .get("/api/notices" + query)
                        .then()
                        .statusCode(200)
                        .body("items.id", is(ids)));
        given().spec(asTeacher).get(toClass.path()).then().statusCode(200);
        given().spec(asTeacher).get(toOthers.path()).then().spec(problem(403, "forbidden"));
        given().spec(asTeacher).get(toAll.path()).then().spec(problem(403, "forbidden"));
        given().spec(asTeacher).get("/api/notices/0").then().spec(problem(404, "not-found"));
    }

    @Test
    void whoListensIsToldWhenANoticeIsStoredByWhomeverAndNothingIsLostWithTheConnectionThatListens() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + notices() + "/stream"))
                .header("Authorization", "Bearer " + TestToken.ofStudent(student.id()))
                .header("Accept", "text/event-stream")
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            next(lines);

            long stored = Notices.notice("student", student.id()).id();
            toldOf(stored, lines);

            long byAnother = storedElsewhere("SELECT 1");
            toldOf(byAnother, lines);

            long unheard = storedElsewhere(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND query IN ('LISTEN notices', 'SELECT 1') AND pid <> pg_backend_pid()");
            toldOf(unheard, lines);
        }
        own().get("/api/students/0/notices/stream").then().spec(problem(403, "forbidden"));
        get("/api/students/0/notices/stream").then().spec(problem(404, "not-found"));
    }

    /** As another replica does it: over a connection of its own, in a transaction that begins with the statement. */
    private long storedElsewhere(String before) throws SQLException {
        try (Connection connection = ServiceDatabase.connect()) {
            connection.setAutoCommit(false);
            long ended = ServiceDatabase.longs(connection, before).get(0);
            assertThat(ended).isPositive();
            long stored = ServiceDatabase.longs(
                            connection,
                            "INSERT INTO notices (audience, student_id, title, body) VALUES ('student', ?, 'T', '') RETURNING id",
                            student.id())
                    .get(0);
            connection.commit();
            return stored;
        }
    }

    /** Sooner than by looking now and then, as each stream does besides. */
    private static void toldOf(long notice, BufferedReader lines) throws IOException {
        long begin = System.nanoTime();
        while (Json.of(next(lines)).path("latest").longValue() < notice) {
            // what it was told of before
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return line.substring("data:".length());
    }

    private String notices() {
        return student.path() + "/notices";
    }

    private RequestSpecification own() {
        return given().auth().oauth2(TestToken.ofStudent(student.id()));
    }

    private long unread() {
        return Json.of(own().get(notices() + "/unread-count")).path("unread").longValue();
    }

    private Response see(long notice) {
        return own().put(notices() + "/" + notice + "/seen");
    }

    private static Response patch(Row notice, String patch) {
        return given().header("If-Match", notice.etag())
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(notice.path());
    }
}
