package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;

/** What the database writes of enrollments, whoever writes them, and that it stays. */
@QuarkusTest
class EnrollmentHistoryTest {
    private Row student;
    private Row course;

    @BeforeEach
    void rows() {
        student = Fixtures.student();
        course = Fixtures.course();
    }

    @Test
    void whoActsOverTheApiIsKnownByTokenRequestAndReason() throws SQLException {
        String path = student.path() + "/courses/" + course.id();
        given().header("X-Request-ID", "first").put(path);
        given().header("X-Request-ID", "second").delete(path + "?reason=ill");
        given().header("X-Request-ID", "third").put(path);

        assertThat(events("kind, actor, request_id, reason"))
                .containsExactly(
                        "enrolled, test, first, null", "withdrawn, test, second, ill", "enrolled, test, third, null");
        assertThat(ServiceDatabase.longs(
                        "SELECT count(DISTINCT stint) FROM enrollment_events WHERE student_id = ?", student.id()))
                .as("who returns begins anew")
                .containsExactly(2L);
    }

    @Test
    void whoActsInTheDatabaseIsKnownByUser() throws SQLException {
        try (Connection database = ServiceDatabase.connect()) {
            run(database, "INSERT INTO student_courses VALUES (%d, %d)".formatted(student.id(), course.id()));
            run(
                    database,
                    "UPDATE student_courses SET completed_on = '2026-06-25', result = 'pass' WHERE student_id = "
                            + student.id());
            run(database, "UPDATE student_courses SET enrolled_at = now() WHERE student_id = " + student.id());
            run(database, "DELETE FROM student_courses WHERE student_id = " + student.id());

            String user = database.getMetaData().getUserName();
            assertThat(events("kind, actor, request_id, result"))
                    .containsExactly(
                            "enrolled, %s, null, null".formatted(user),
                            "completed, %s, null, pass".formatted(user),
                            "withdrawn, %s, null, null".formatted(user));
        }
    }

    @Test
    void whatASeatWasFreedByIsNotTheReasonOfWhoeverGetsIt() throws SQLException {
        Row full = SeatsTest.courseOf(1);
        Row other = Fixtures.student();
        Fixtures.enroll(other, full.id());
        SeatsTest.wait(student, full.id());

        given().delete(other.path() + "/courses/" + full.id() + "?reason=ill");

        assertThat(events("kind, actor, reason")).containsExactly("waitlisted, test, null", "promoted, test, null");
    }

    @Test
    void whoGetsANewSeatGotItByWhoeverMadeIt() throws SQLException {
        Row full = SeatsTest.courseOf(0);
        SeatsTest.wait(student, full.id());

        given().header("X-Request-ID", "more")
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"capacity\":1}")
                .patch(full.path())
                .then()
                .statusCode(200);

        assertThat(events("kind, actor, request_id")).last().isEqualTo("promoted, test, more");
    }

    @Test
    void anEnrollmentFromBeforeTheHistoryBeginsInItWhenItEnds() throws SQLException {
        try (Connection database = ServiceDatabase.connect()) {
            run(database, "SET session_replication_role = replica");
            run(
                    database,
                    "INSERT INTO student_courses VALUES (%d, %d, '2020-01-01Z')".formatted(student.id(), course.id()));
        }
        assertThat(events("kind")).isEmpty();

        given().delete(student.path() + "/courses/" + course.id()).then().statusCode(204);
        Fixtures.enroll(student, course.id());

        assertThat(events("kind, actor")).containsExactly("enrolled, null", "withdrawn, test", "enrolled, test");
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM enrollment_events WHERE student_id = ?"
                                + " AND stint = first_stint(student_id, course_id)",
                        student.id()))
                .containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE enrollment_events SET actor = 'nobody' WHERE student_id = %d",
                "DELETE FROM enrollment_events WHERE student_id = %d",
                "TRUNCATE enrollment_events",
                "TRUNCATE student_courses",
                "TRUNCATE waitlist_entries",
                "UPDATE student_courses SET student_id = student_id + 1 WHERE student_id = %d",
                "UPDATE student_courses SET over_capacity = true WHERE student_id = %d",
                "UPDATE waitlist_entries SET id = 0"
            })
    void whatGoesPastHistoryOrSeatsIsRefused(String statement) throws SQLException {
        Fixtures.enroll(student, course.id());
        try (Connection database = ServiceDatabase.connect()) {
            assertThatThrownBy(() -> run(database, statement.formatted(student.id())))
                    .hasMessageContaining("is refused");
        }
    }

    @Test
    void aReasonCanBeTakenOutBecauseItMayNameSomebody() throws SQLException {
        Fixtures.enroll(student, course.id());
        given().delete(student.path() + "/courses/" + course.id() + "?reason=Ada+is+ill");
        try (Connection database = ServiceDatabase.connect()) {
            run(database, "UPDATE enrollment_events SET reason = NULL WHERE student_id = " + student.id());
        }
        assertThat(events("reason")).containsOnly("null");
    }

    @Test
    void aTransactionThatReadsAsOfItsBeginningDoesNotWriteWhatHasSeats() throws SQLException {
        Row limited = SeatsTest.courseOf(5);
        try (Connection database = ServiceDatabase.connect()) {
            database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            database.setAutoCommit(false);
            run(database, "INSERT INTO student_courses VALUES (%d, %d)".formatted(student.id(), course.id()));
            assertThatThrownBy(() -> run(
                            database,
                            "INSERT INTO student_courses VALUES (%d, %d)".formatted(student.id(), limited.id())))
                    .hasMessageContaining("READ COMMITTED");
            database.rollback();
        }
    }

    @Test
    void aCapacityThatWasSetMeanwhileIsNotOverlooked() throws SQLException {
        try (Connection database = ServiceDatabase.connect()) {
            database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            database.setAutoCommit(false);
            run(database, "SELECT count(*) FROM courses");
            try (Connection other = ServiceDatabase.connect()) {
                run(other, "UPDATE courses SET capacity = 0 WHERE id = " + course.id());
            }
            assertThatThrownBy(() -> run(
                            database,
                            "INSERT INTO student_courses VALUES (%d, %d)".formatted(student.id(), course.id())))
                    .hasMessageContaining("could not serialize access");
        }
    }

    private List<String> events(String columns) throws SQLException {
        List<String> events = new ArrayList<>();
        try (Connection database = ServiceDatabase.connect();
                var rows = database.createStatement()
                        .executeQuery(
                                "SELECT concat_ws(', ', %s) FROM enrollment_events WHERE student_id = %d ORDER BY id"
                                        .formatted(
                                                columns.replaceAll("\\w+", "coalesce($0::text, 'null')"),
                                                student.id()))) {
            while (rows.next()) {
                events.add(rows.getString(1));
            }
        }
        return events;
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
