package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** Who reads the history misses nothing, is told nothing twice, and nothing before what it follows from. */
@QuarkusTest
class EnrollmentEventsTest {
    private Row first;
    private Row second;
    private Row course;
    private FeedReader reader;

    @BeforeEach
    void aReaderWhoHasReadAllThatThereIs() {
        first = Fixtures.student();
        second = Fixtures.student();
        course = Fixtures.course();
        reader = FeedReader.fromNow(Set.of(first.id(), second.id()));
    }

    @Test
    void whatHappensIsToldWithWhoDidItAndWhy() throws SQLException {
        Fixtures.enroll(first, course.id()).then().statusCode(200);
        delete(first.path() + "/courses/" + course.id() + "?reason=moved")
                .then()
                .statusCode(204);

        List<JsonNode> told = reader.readAll(50);

        assertThat(FeedReader.kinds(told)).containsExactly("enrolled", "withdrawn");
        assertThat(told).allSatisfy(event -> {
            assertThat(event.path("course_id").longValue()).isEqualTo(course.id());
            assertThat(event.path("actor").textValue()).isEqualTo("test");
            assertThat(event.path("stint")).isEqualTo(told.get(0).path("stint"));
            assertThat(event.path("overrides").isArray()).isTrue();
        });
        assertThat(told.get(1).path("reason").textValue()).isEqualTo("moved");
        assertThat(told.stream().map(event -> event.path("id").longValue()))
                .isEqualTo(ServiceDatabase.longs(
                        "SELECT id FROM enrollment_events WHERE student_id = ? ORDER BY id", first.id()));
        assertThat(reader.readAll(50)).isEmpty();
    }

    @Test
    void theLinkAndNextLeadOn() {
        Response answer = given().queryParam("after", reader.cursor()).get("/api/enrollment-events?limit=7");

        String next = Json.of(answer).path("next").textValue();
        assertThat(next).startsWith("/api/enrollment-events?").contains("limit=7");
        assertThat(answer.header("Link")).isEqualTo("<" + next + ">; rel=\"next\"");
    }

    @Test
    void whoWritesFirstAndCommitsLastIsNotMissedAndNobodyIsToldTwice() throws SQLException {
        try (Connection late = ServiceDatabase.connect()) {
            late.setAutoCommit(false);
            enroll(late, first);
            Fixtures.enroll(second, course.id()).then().statusCode(200);

            List<JsonNode> between = reader.readAll(50);
            late.commit();
            List<JsonNode> afterwards = reader.readAll(50);

            assertThat(between).extracting(EnrollmentEventsTest::student).containsExactly(second.id());
            assertThat(afterwards).extracting(EnrollmentEventsTest::student).containsExactly(first.id());
            assertThat(afterwards.get(0).path("id").longValue())
                    .isLessThan(between.get(0).path("id").longValue());
            assertThat(reader.readAll(50)).isEmpty();
        }
    }

    @Test
    void whatIsTakenBackIsNeverTold() throws SQLException {
        try (Connection other = ServiceDatabase.connect()) {
            other.setAutoCommit(false);
            enroll(other, first);
            assertThat(reader.readAll(50)).isEmpty();
            other.rollback();
        }

        assertThat(reader.readAll(50)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void nothingIsToldBeforeWhatItFollowsFrom(int limit) throws SQLException {
        ServiceDatabase.longs("UPDATE courses SET capacity = 1 WHERE id = ? RETURNING id", course.id());
        Fixtures.enroll(first, course.id()).then().statusCode(200);
        reader.readAll(50);
        try (Connection earlier = ServiceDatabase.connect()) {
            earlier.setAutoCommit(false);
            ServiceDatabase.longs(earlier, "SELECT pg_current_xact_id()::text::bigint");
            ServiceDatabase.longs(
                    "INSERT INTO waitlist_entries (student_id, course_id) VALUES (?, ?) RETURNING id",
                    second.id(),
                    course.id());
            ServiceDatabase.longs(
                    earlier, "DELETE FROM student_courses WHERE student_id = ? RETURNING student_id", first.id());
            earlier.commit();
        }

        assertThat(FeedReader.kinds(reader.readAll(limit))).containsExactly("waitlisted", "withdrawn", "promoted");
    }

    @Test
    void pagesOfWhatIsNewAreNotShiftedByWhatIsWrittenMeanwhile() throws SQLException {
        try (Connection late = ServiceDatabase.connect()) {
            late.setAutoCommit(false);
            enroll(late, first);
            List<Long> courses = Fixtures.courses(4);
            Fixtures.enroll(second.id(), courses).then().statusCode(200);
            List<JsonNode> told = new ArrayList<>();
            assertThat(reader.readInto(told, 2)).isTrue();
            late.commit();
            Fixtures.enroll(second, course.id()).then().statusCode(200);

            told.addAll(reader.readAll(2));

            assertThat(told.stream().map(event -> event.path("id").longValue()))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(ServiceDatabase.longs(
                            "SELECT id FROM enrollment_events WHERE student_id IN (?, ?)", first.id(), second.id()));
        }
    }

    /** As a dump of a cluster that was ahead brings them. */
    @Test
    void restoredEventsAreToldFromTheBeginningAndAreOldForEverybodyElseWhenTheirNumbersComeToo() throws SQLException {
        long ahead = ServiceDatabase.longs("""
                INSERT INTO enrollment_events (transaction_id, kind, student_id, course_id)
                SELECT (pg_current_xact_id()::text::bigint + ahead)::text::xid8, 'waitlisted', ?, ?
                FROM unnest(ARRAY[40, 1000000000000]) ahead
                RETURNING transaction_id::text::bigint
                """, first.id(), course.id()).get(0);
        FeedReader before = reader.copy();

        assertThat(reader.readAll(50)).isEmpty();
        while (ServiceDatabase.longs("SELECT pg_current_xact_id()::text::bigint")
                        .get(0)
                <= ahead) {
            // until that number has been given to somebody
        }
        assertThat(reader.readAll(50)).isEmpty();
        assertThat(before.readAll(1)).isEmpty();
        assertThat(FeedReader.ofAll(Set.of(first.id())).readAll(500)).hasSize(2);
    }

    /** After a crash of the server another transaction, with an event, may have the number of one that left no trace. */
    @Test
    void transactionsWithoutEventsAreNotTakenForSeen() throws SQLException {
        ServiceDatabase.longs("SELECT pg_current_xact_id()::text::bigint");
        long without = ServiceDatabase.longs("SELECT pg_current_xact_id()::text::bigint")
                .get(0);

        assertThat(reader.readAll(50)).isEmpty();

        assertThat(FeedCursor.parse("after", reader.cursor()).seen().xmax()).isLessThan(without);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!", "AAAA", "gICAgICAgICAgICA", "WyJpZCIsNTBd"})
    void aCursorThatIsNoneIsRefused(String text) {
        given().queryParam("after", text)
                .get("/api/enrollment-events")
                .then()
                .spec(problem(400, "invalid-request"))
                .body(containsString("begin again without it"));
    }

    @Test
    void aCursorOfAnotherHistoryIsRefused() {
        FeedCursor own = FeedCursor.parse("after", reader.cursor());
        TransactionSnapshot ahead =
                new TransactionSnapshot(own.seen().xmin(), own.seen().xmax() + 1_000_000, List.of());

        for (FeedCursor foreign : List.of(
                new FeedCursor(own.history() + 1, own.seen(), own.upto(), own.last()),
                new FeedCursor(own.history(), ahead, null, 0))) {
            given().queryParam("after", foreign.toString())
                    .get("/api/enrollment-events")
                    .then()
                    .spec(problem(410, "other-history"));
        }
    }

    private void enroll(Connection connection, Row student) throws SQLException {
        ServiceDatabase.longs(
                connection,
                "INSERT INTO student_courses (student_id, course_id) VALUES (?, ?) RETURNING student_id",
                student.id(),
                course.id());
    }

    private static long student(JsonNode event) {
        return event.path("student_id").longValue();
    }
}
