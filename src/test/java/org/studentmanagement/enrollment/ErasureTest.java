package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.billing.Billing;
import org.studentmanagement.notice.Notices;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** A student who has asked for it is erased: what has happened stays, and is about nobody. */
@QuarkusTest
class ErasureTest {
    private Row student;
    private Row next;
    private Row course;
    private Row full;

    @BeforeEach
    void aStudentWithAPast() throws SQLException {
        student = Fixtures.student();
        next = Fixtures.student();
        course = SeatsTest.courseOf(1);
        full = SeatsTest.courseOf(0);
        SeatsTest.wait(student, course.id(), full.id());
        given().delete(student.path() + "/courses/" + course.id() + "?reason=Ada is ill");
        SeatsTest.wait(student, course.id());
        SeatsTest.wait(next, course.id());
    }

    @Test
    void whatHasHappenedStaysAndIsAboutNobody() throws SQLException {
        long before = longs("SELECT max(id) FROM students").get(0);

        erase(student).then().statusCode(204);

        given().get(student.path()).then().spec(problem(404, "not-found"));
        assertThat(events("kind || ' ' || coalesce(course_id = %d, false)".formatted(course.id()), "student_id = ?"))
                .as("under the old number")
                .containsExactly("erased false");
        long nobody = nobody();
        assertThat(nobody).isGreaterThan(before);
        assertThat(events("kind || ' ' || (course_id = %d)".formatted(course.id()), "student_id = ?", nobody))
                .containsExactly(
                        "enrolled true",
                        "waitlisted false",
                        "withdrawn true",
                        "enrolled true",
                        "left_waitlist false",
                        "withdrawn true");
        assertThat(longs(
                        "SELECT count(DISTINCT stint) FROM enrollment_events WHERE student_id = ? GROUP BY course_id",
                        nobody))
                .as("each enrollment has its beginning and its end")
                .containsExactlyInAnyOrder(2L, 0L);
        assertThat(longs(
                        "SELECT count(*) FROM enrollment_events WHERE student_id = ?"
                                + " AND (actor, request_id, reason) IS DISTINCT FROM (NULL, NULL, NULL)",
                        nobody))
                .containsExactly(0L);
        assertThat(events("actor || ' ' || (request_id IS NOT NULL)", "student_id = ?"))
                .as("who has erased")
                .containsExactly("test true");
    }

    @Test
    void nothingLeadsFromTheHistoryBackToTheNumber() throws SQLException {
        long old = Fixtures.course().id();
        try (Connection database = ServiceDatabase.connect()) {
            run(database, "SET session_replication_role = replica");
            run(database, "INSERT INTO student_courses VALUES (%d, %d)".formatted(student.id(), old));
        }
        erase(student).then().statusCode(204);

        assertThat(longs(
                        "SELECT count(*) FROM enrollment_events WHERE course_id = ? AND kind = 'withdrawn'"
                                + " AND stint <> first_stint(?, course_id)",
                        old,
                        student.id()))
                .as("whose enrollment was from before the history has an identity that is made of the number")
                .containsExactly(1L);
    }

    @Test
    void theFreedSeatIsGivenToTheFirstInLine() {
        erase(student).then().statusCode(204);

        assertThat(Fixtures.coursesOf(next.id())).containsExactly(course.id());
        given().get(full.path() + "/seats").then().body("waiting", is(0));
    }

    @Test
    void aStudentIsErasedOnce() {
        given().post(student.path() + "/erasure").then().spec(problem(428, "precondition-required"));
        given().header("If-Match", "\"77\"")
                .post(student.path() + "/erasure")
                .then()
                .spec(problem(412, "stale"));
        String key = Fixtures.unique();

        keyed(key).then().statusCode(204);
        keyed(key).then().statusCode(204).header("Idempotency-Replayed", "true");
        erase(student).then().spec(problem(404, "not-found"));
    }

    @Test
    void whoWasDeletedBeforeIsErasedInTheDatabase() throws SQLException {
        given().delete(student.path() + "/courses/" + course.id());
        given().delete(student.path() + "/waitlist/" + full.id());
        given().header("If-Match", "*").delete(student.path()).then().statusCode(204);

        assertThat(erasedInTheDatabase()).isOne();
        assertThat(events("kind", "student_id = ?")).containsExactly("erased");
        assertThat(events("kind", "student_id = ?", nobody())).hasSize(6);
        assertThat(erasedInTheDatabase()).as("of whom nothing is known").isZero();
    }

    @Test
    void anAnswerThatWasKeptNoLongerNamesTheStudentAndIsGivenAgain() {
        String batch = Fixtures.unique();
        Map<String, Object> pairs = Map.of(
                "enrollments",
                List.of(
                        Map.of("student_id", student.id(), "course_id", course.id()),
                        Map.of("student_id", next.id(), "course_id", course.id())),
                "atomic",
                false);
        Map<String, Object> body = Fixtures.studentBody();
        String stored = Fixtures.unique();
        Response made = post(stored, "/api/students", body);
        Row other = new Row(made.header("Location"), Json.of(made).path("id").longValue(), null, null);
        post(batch, "/api/enrollments:batch", pairs).then().statusCode(207);

        erase(student).then().statusCode(204);
        erase(other).then().statusCode(204);

        Response again = post(batch, "/api/enrollments:batch", pairs);
        again.then().statusCode(207).header("Idempotency-Replayed", "true");
        assertThat(Json.of(again).path("items").findValuesAsText("student_id"))
                .containsExactly("null", Long.toString(next.id()));
        post(stored, "/api/students", body).then().statusCode(201).header("Idempotency-Replayed", (String) null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "student_id = student_id + 1000000000",
                "student_id = student_id + 1000000000, transaction_id = '2', stint = gen_random_uuid(),"
                        + " actor = NULL, request_id = NULL, reason = NULL",
                "stint = gen_random_uuid(), reason = NULL",
                "transaction_id = '2', reason = NULL",
                "actor = NULL, reason = NULL"
            })
    void theHistoryOfAStudentWhoIsThereIsNotTakenAway(String change) throws SQLException {
        try (Connection database = ServiceDatabase.connect()) {
            assertThatThrownBy(() -> run(
                            database,
                            "UPDATE enrollment_events SET %s WHERE student_id = %d AND stint IS NOT NULL"
                                    .formatted(change, student.id())))
                    .hasMessageContaining("is refused");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"student_id = %d", "student_id = 0, actor = 'somebody'", "student_id = 0, kind = 'promoted'"})
    void theHistoryOfWhoIsGoneIsGivenToNobodyElseAndOtherwiseStays(String change) throws SQLException {
        erase(student).then().statusCode(204);
        try (Connection database = ServiceDatabase.connect()) {
            assertThatThrownBy(() -> run(
                            database,
                            ("UPDATE enrollment_events SET stint = gen_random_uuid(), transaction_id = '2', " + change
                                            + " WHERE student_id = %d AND stint IS NOT NULL")
                                    .formatted(
                                            change.contains("%d")
                                                    ? new Object[] {next.id(), nobody()}
                                                    : new Object[] {nobody()})))
                    .hasMessageContaining("is refused");
            assertThatThrownBy(() -> run(
                            database,
                            "UPDATE enrollment_events SET student_id = 0, transaction_id = '2', actor = NULL,"
                                    + " request_id = NULL WHERE student_id = "
                                    + student.id()))
                    .as("whom to forget")
                    .hasMessageContaining("is refused");
        }
    }

    /** A feature that comes to hold something adds it to {@code erase_student}, to the disclosure, and here. */
    @Test
    void noTableKeepsTheNumber() throws SQLException {
        ServiceDatabase.longs(
                "INSERT INTO clients (id, roles, student_id, secret_salt, secret_hash) VALUES (?, '{}', ?, '', '') RETURNING 1",
                "of-" + student.id(),
                student.id());
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "class_id",
                        Fixtures.schoolClass(Fixtures.term("school_year", null)).id()))
                .put(student.path() + "/class");
        Billing.fee(student.id(), "2026-09-01", "10.00");
        Billing.paid(student.id(), "4.00");
        given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("phone", "+44 20 7946 0001"))
                .put(student.path() + "/profile");
        given().contentType(ContentType.JSON)
                .body(Map.of("leaves_on", "2099-01-01", "reason", "Ada moves"))
                .post(student.path() + "/departures");
        ServiceDatabase.longs(
                "INSERT INTO profile_pictures (student_id, content) VALUES (?, 'x') RETURNING 1", student.id());
        ServiceDatabase.longs(
                "WITH file AS (INSERT INTO stored_files (id) VALUES (gen_random_uuid()) RETURNING id)"
                        + " INSERT INTO student_pictures (student_id, file_id, size, sha256)"
                        + " SELECT ?, id, 1, repeat('0', 64) FROM file RETURNING 1",
                student.id());
        ServiceDatabase.longs(
                "INSERT INTO notice_seen (student_id, notice_id) VALUES (?, ?) RETURNING 1",
                student.id(),
                Notices.notice("student", student.id()).id());
        ServiceDatabase.longs(
                "INSERT INTO users (name, email, roles, student_id) VALUES ('Ada', ?, '{}', ?) RETURNING 1",
                student.key() + "@students.example",
                student.id());
        Row course = Fixtures.course();
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        Fixtures.changedMark(student.id(), course);
        Fixtures.changedResult(student.id());
        List<Long> held = heldByTable();
        assertThat(held).as("a row of each table that names students").doesNotContain(0L);

        erase(student).then().statusCode(204);

        assertThat(heldByTable()).hasSameSizeAs(held).containsOnly(0L);
    }

    private List<Long> heldByTable() throws SQLException {
        return longs("""
                SELECT (xpath('/row/n/text()', query_to_xml(
                  format('SELECT count(*) AS n FROM %%I t WHERE %%I = %d AND to_jsonb(t) ->> ''kind'' IS DISTINCT FROM ''erased''',
                    table_name, column_name), false, true, '')))[1]::text::bigint
                FROM information_schema.columns
                WHERE table_schema = 'public' AND column_name LIKE '%%student_id'
                """.formatted(student.id()));
    }

    static Response erase(Row student) {
        return given().header("If-Match", "*").post(student.path() + "/erasure");
    }

    private Response keyed(String key) {
        return given().header("If-Match", "*").header("Idempotency-Key", key).post(student.path() + "/erasure");
    }

    private static Response post(String key, String path, Map<String, Object> body) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }

    private long erasedInTheDatabase() throws SQLException {
        return longs("SELECT erase_student(?)::int", student.id()).get(0);
    }

    /** The number under which the history of the student goes on, in a course that nobody else has left. */
    private long nobody() throws SQLException {
        return longs(
                        "SELECT DISTINCT student_id FROM enrollment_events WHERE course_id = ? AND kind = 'left_waitlist'",
                        full.id())
                .get(0);
    }

    private List<String> events(String shown, String where) throws SQLException {
        return events(shown, where, student.id());
    }

    private static List<String> events(String shown, String where, long student) throws SQLException {
        try (Connection database = ServiceDatabase.connect();
                var statement = database.prepareStatement(
                        "SELECT %s FROM enrollment_events WHERE %s ORDER BY id".formatted(shown, where))) {
            statement.setLong(1, student);
            try (var rows = statement.executeQuery()) {
                List<String> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(rows.getString(1));
                }
                return events;
            }
        }
    }

    private static List<Long> longs(String sql, Object... values) throws SQLException {
        return ServiceDatabase.longs(sql, values);
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
