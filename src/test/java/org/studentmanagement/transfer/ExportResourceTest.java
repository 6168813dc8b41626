package org.studentmanagement.transfer;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.Sheets;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;
import org.studentmanagement.transfer.ImportResult.Outcome;

@QuarkusTest
class ExportResourceTest {
    private static final String COURSES = "/api/exports/courses.csv";

    private Row student;
    private Row course;

    @BeforeEach
    void somebodyWhoHasLeftACourse() {
        student = Fixtures.student();
        course = Fixtures.course();
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        given().delete(student.path() + "/courses/" + course.id()).then().statusCode(204);
        Fixtures.enroll(student, course.id()).then().statusCode(200);
    }

    /** Rows that no network holds, but few. */
    private void makeCoursesLong() throws SQLException {
        execute("INSERT INTO courses (code, name, description)"
                + " SELECT 'LONG-' || n, 'Long', repeat('x', 200000) FROM generate_series(1, 150) n");
    }

    @AfterEach
    void removeLongCourses() throws SQLException {
        execute("DELETE FROM courses WHERE code LIKE 'LONG-%'");
    }

    @Test
    void theFilesAreThoseOfTheCommandAndAreImportedUnchanged() throws Exception {
        Map<Sheet, ByteArrayOutputStream> written = new LinkedHashMap<>();
        Map<Sheet, Target> targets = new LinkedHashMap<>();
        Map<Sheet, byte[]> read = new LinkedHashMap<>();
        for (Sheet sheet : Sheets.ALL) {
            written.put(sheet, new ByteArrayOutputStream());
            targets.put(sheet, new Target(sheet.name(), written.get(sheet)));
            Response answer = given().queryParam("history", true).get("/api/exports/" + sheet.name() + ".csv");
            answer.then()
                    .statusCode(200)
                    .header("Content-Type", "text/csv;charset=utf-8;header=present")
                    .header("Content-Disposition", "attachment; filename=\"" + sheet.name() + ".csv\"")
                    .header("Cache-Control", "no-store");
            read.put(sheet, answer.asByteArray());
        }

        new Exporter(Datasource.configured(), true).run(targets);
        Map<Sheet, Source> sources = new LinkedHashMap<>();
        read.forEach((sheet, bytes) ->
                sources.put(sheet, new Source(sheet.name(), bytes.length, () -> new ByteArrayInputStream(bytes))));
        ImportResult imported = new Importer(Datasource.configured(), Sheets.ALL, ImportOptions.NONE, refusal -> {
                    throw new AssertionError(refusal);
                })
                .run(sources);

        for (Sheet sheet : Sheets.ALL) {
            assertThat(read.get(sheet)).isEqualTo(written.get(sheet).toByteArray());
        }
        assertThat(imported.outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void whatIsOverIsInTheFileOfWhoAsksForIt() {
        String pair = student.key() + "," + course.key();

        assertThat(get("/api/exports/enrollments.csv").asString().split(pair, -1))
                .hasSize(2);
        assertThat(get("/api/exports/enrollments.csv?history=true").asString().split(pair, -1))
                .hasSize(3);
    }

    @Test
    void theRosterOfACourseIsAFileOfItsOwnWithTheLinesOfAll() {
        Row other = Fixtures.student();
        Fixtures.enroll(other, course.id()).then().statusCode(200);
        Fixtures.enroll(other, Fixtures.course().id()).then().statusCode(200);

        String roster = get(course.path() + "/roster.csv").asString();

        assertThat(roster.lines().skip(1)).hasSize(2).allMatch(line -> line.contains("," + course.key() + ","));
        assertThat(get("/api/exports/enrollments.csv").asString().lines())
                .containsAll(roster.lines().toList());
        get("/api/courses/" + Long.MAX_VALUE + "/roster.csv").then().spec(problem(404, "not-found"));
    }

    @Test
    void whoTakesItCompressedGetsItCompressed() {
        Response answer = given().header("Accept-Encoding", "gzip").get("/api/exports/students.csv");

        answer.then().statusCode(200).header("Content-Encoding", "gzip");
        assertThat(answer.asString()).startsWith("number,name,email\n").contains(student.key());
    }

    @Test
    void theHeadIsToldWithoutTheFile() {
        given().head("/api/exports/students.csv")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"students.csv\"")
                .body(is(""));
    }

    @Test
    void whatCannotBeReadIsToldInAProblem() throws SQLException {
        get("/api/exports/clients.csv")
                .then()
                .spec(problem(404, "not-found"))
                .body(
                        "detail",
                        containsString(
                                "students.csv, profiles.csv, teachers.csv, terms.csv, courses.csv, enrollments.csv"));
        get(COURSES + "?history=perhaps").then().spec(problem(400, "invalid-request"));
        given().header("Accept", "application/json").get(COURSES).then().spec(problem(406, "not-acceptable"));
        given().auth()
                .oauth2(TestToken.ofStudent(student.id()))
                .get(COURSES)
                .then()
                .spec(problem(403, "forbidden"));
        execute("ALTER TABLE courses RENAME description TO hidden");
        try {
            get(COURSES).then().spec(problem(503, "database-unavailable"));
        } finally {
            execute("ALTER TABLE courses RENAME hidden TO description");
        }
        assertThat(exports()).isZero();
    }

    @Test
    void whoLeavesEndsTheWorkOfTheDatabase() throws Exception {
        makeCoursesLong();
        try (FileReader reader = FileReader.of(COURSES)) {
            assertThat(reader.line()).isEqualTo("HTTP/1.1 200 OK");
            await().until(this::waitingToBeReadFrom, is(1L));
        }

        await().until(this::exports, is(0L));
    }

    @Test
    void whoStopsReadingIsLetGo() throws Exception {
        makeCoursesLong();
        try (FileReader reader = FileReader.of(COURSES)) {
            assertThat(reader.line()).isEqualTo("HTTP/1.1 200 OK");
            await().until(this::waitingToBeReadFrom, is(1L));

            await().until(this::exports, is(0L));

            assertThat(reader.rest()).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void whereTheDatabaseGoesAwayTheFileDoesNotEndLikeACompleteOne() throws Exception {
        makeCoursesLong();
        try (FileReader reader = FileReader.of(COURSES)) {
            assertThat(reader.line()).isEqualTo("HTTP/1.1 200 OK");
            await().until(this::waitingToBeReadFrom, is(1L));

            count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE application_name = 'export' AND datname = current_database()");

            assertThat(reader.rest()).isNotEmpty().doesNotEndWith("0\r\n\r\n");
        }
        try (FileReader reader = FileReader.of("/api/exports/terms.csv")) {
            assertThat(reader.rest()).endsWith("0\r\n\r\n");
        }
    }

    @Test
    void oneTooManyIsToldToComeAgainWhileOthersAreServedAndThereIsRoomWhenOneHasGone() throws Exception {
        makeCoursesLong();
        try (FileReader first = FileReader.of(COURSES)) {
            try (FileReader second = FileReader.of(COURSES)) {
                assertThat(first.line()).isEqualTo("HTTP/1.1 200 OK");
                assertThat(second.line()).isEqualTo("HTTP/1.1 200 OK");

                get(COURSES)
                        .then()
                        .spec(problem(503, "too-many-exports"))
                        .header("Retry-After", oneOf("10", "20", "30"));
                get("/api/courses").then().statusCode(200);
                given().head(COURSES).then().statusCode(200);
            }
            await().until(() -> get("/api/exports/terms.csv").statusCode(), is(200));
        }
    }

    private long exports() throws SQLException {
        return count("SELECT count(*) FROM pg_stat_activity"
                + " WHERE application_name = 'export' AND datname = current_database()");
    }

    private long waitingToBeReadFrom() throws SQLException {
        return count("SELECT count(*) FROM pg_stat_activity"
                + " WHERE application_name = 'export' AND datname = current_database() AND wait_event = 'ClientWrite'");
    }

    private static long count(String query) throws SQLException {
        return ServiceDatabase.longs(query).get(0);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = ServiceDatabase.connect()) {
            // behind an export that has not ended it would wait for ever
            Jdbc.execute(connection, "SET lock_timeout = '10s'");
            Jdbc.execute(connection, sql);
        }
    }
}
