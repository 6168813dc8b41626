package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;

/** Who enrolls, withdraws, gives a seat or erases at the same time as an erasure comes before or after it. */
@QuarkusTest
class ErasureAtOnceTest {
    private static final int CALLERS = 24;

    private Row doomed;
    private Row holder;
    private Row next;
    private Row seat;

    @BeforeEach
    void aStudentWhoIsFirstInLine() {
        doomed = Fixtures.student();
        holder = Fixtures.student();
        next = Fixtures.student();
        seat = SeatsTest.courseOf(1);
        Fixtures.enroll(holder, seat.id());
        SeatsTest.wait(doomed, seat.id());
        SeatsTest.wait(next, seat.id());
    }

    @Test
    void aSeatThatIsBeingGivenToTheStudentGoesOnToTheNext() throws SQLException {
        Response erased = whileUncommitted(
                "DELETE FROM student_courses WHERE student_id = %d".formatted(holder.id()),
                () -> ErasureTest.erase(doomed));

        assertThat(erased.statusCode()).isEqualTo(204);
        assertThat(Fixtures.coursesOf(next.id())).containsExactly(seat.id());
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO student_courses (student_id, course_id) VALUES (%d, %d)
            UPDATE student_courses SET completed_on = '2026-06-25', result = 'pass' WHERE student_id = %d AND course_id = %d
            DELETE FROM student_courses WHERE student_id = %d AND course_id = %d
            """)
    void whatIsBeingWrittenOfTheStudentIsErasedToo(String write) throws SQLException {
        long course = Fixtures.course().id();
        if (!write.startsWith("INSERT")) {
            Fixtures.enroll(doomed, course);
        }

        Response erased = whileUncommitted(
                "SELECT FROM students WHERE id = %d FOR SHARE; ".formatted(doomed.id())
                        + write.formatted(doomed.id(), course),
                () -> ErasureTest.erase(doomed));

        assertThat(erased.statusCode()).isEqualTo(204);
        assertNothingIsLeft();
    }

    @Test
    void whoEnrollsTheStudentMeanwhileIsToldThatThereIsNone() throws SQLException {
        long course = Fixtures.course().id();

        Response enrolled = whileUncommitted(
                "SELECT erase_student(%d)".formatted(doomed.id()), () -> Fixtures.enroll(doomed, course));

        assertThat(enrolled.statusCode()).isEqualTo(404);
        assertNothingIsLeft();
    }

    @Test
    void whateverManyDoOneErasesAndNothingIsLeft() throws SQLException {
        Row free = Fixtures.course();
        List<Integer> erasures = Collections.synchronizedList(new ArrayList<>());

        List<Integer> statuses = AtOnce.run(CALLERS, caller -> switch (caller % 6) {
            case 0 -> {
                int status = ErasureTest.erase(doomed).statusCode();
                erasures.add(status);
                yield status;
            }
            case 1 -> Fixtures.enroll(doomed, free.id()).statusCode();
            case 2 -> given().delete(doomed.path() + "/courses/" + free.id()).statusCode();
            case 3 -> given().delete(holder.path() + "/courses/" + seat.id()).statusCode();
            case 4 -> SeatsTest.wait(doomed, seat.id()).statusCode();
            default -> SeatsTest.wait(holder, seat.id()).statusCode();
        });

        assertThat(Collections.frequency(erasures, 204)).isOne();
        assertThat(erasures).containsOnly(204, 404);
        assertThat(statuses).isSubsetOf(200, 202, 204, 404, 409);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws SQLException {
        assertThat(ServiceDatabase.longs("""
                        SELECT count(*) FROM student_courses WHERE student_id = ?
                        UNION ALL SELECT count(*) FROM waitlist_entries WHERE student_id = ?
                        UNION ALL SELECT count(*) FROM enrollment_events WHERE student_id = ? AND kind <> 'erased'
                        UNION ALL SELECT count(*) FROM course_seats s WHERE s.taken <> (
                          SELECT count(*) FROM student_courses e WHERE e.course_id = s.course_id AND NOT e.over_capacity)
                        UNION ALL SELECT count(*) FROM course_seats s WHERE s.taken < s.capacity
                          AND EXISTS (SELECT FROM waitlist_entries w WHERE w.course_id = s.course_id)
                        """, doomed.id(), doomed.id(), doomed.id()))
                .containsOnly(0L);
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM enrollment_events WHERE student_id = ? AND kind = 'erased'", doomed.id()))
                .containsExactly(1L);
    }

    /** Lets a request begin after statements of another transaction, which commits when the request waits for it. */
    private static Response whileUncommitted(String sql, Supplier<Response> request) throws SQLException {
        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(sql);
            CompletableFuture<Response> response = CompletableFuture.supplyAsync(request);
            await().until(
                            () -> ServiceDatabase.longs(
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                            + " AND wait_event_type = 'Lock'"),
                            waiting -> waiting.equals(List.of(1L)));
            other.commit();
            return response.join();
        }
    }
}
