package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServiceDatabase;

@QuarkusTest
class ConcurrentEnrollmentTest {
    private static final int CALLERS = 32;

    @RegisterExtension
    private final Seed seed = new Seed();

    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    @Test
    void ofManyWhoEnrollTheSameStudentInTheSameCoursesOneIsFirstForEach() throws SQLException {
        Row student = Fixtures.student();
        List<Long> courses = Fixtures.courses(20);

        List<Response> responses = AtOnce.run(CALLERS, caller -> {
            List<Long> shuffled = new ArrayList<>(courses);
            Collections.shuffle(shuffled, seed.random(caller));
            return Fixtures.enroll(student.id(), shuffled);
        });

        assertThat(responses).extracting(Response::statusCode).containsOnly(200);
        assertThat(responses.stream().flatMap(response -> ids(response, "added")))
                .as("each course was new to one caller")
                .containsExactlyInAnyOrderElementsOf(courses);
        assertThat(ServiceDatabase.longs(
                        "SELECT course_id FROM student_courses WHERE student_id = ? ORDER BY 1", student.id()))
                .containsExactlyElementsOf(courses);
    }

    @Test
    void ofManyWhoPutTheSameEnrollmentOneCreatesIt() {
        Row student = Fixtures.student();
        Row course = Fixtures.course();

        List<Integer> statuses = AtOnce.run(
                CALLERS,
                caller ->
                        given().put(student.path() + "/courses/" + course.id()).statusCode());

        assertThat(statuses).containsOnly(200, 201);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
    }

    @Test
    void aCourseDeletedWhileStudentsEnrollIsTakenByAllOfThemOrByNone() throws SQLException {
        Row doomed = Fixtures.course();
        Row stays = Fixtures.course();
        List<Row> students =
                IntStream.range(0, CALLERS).mapToObj(n -> Fixtures.student()).toList();

        List<Integer> statuses = AtOnce.run(
                CALLERS + 1,
                caller -> caller == CALLERS
                        ? given().header("If-Match", "*").delete(doomed.path()).statusCode()
                        : Fixtures.enroll(students.get(caller), stays.id(), doomed.id())
                                .statusCode());

        int deletion = statuses.get(CALLERS);
        List<Integer> enrollments = statuses.subList(0, CALLERS);
        assertThat(deletion).isIn(204, 409);
        assertThat(enrollments).containsOnly(deletion == 204 ? 422 : 200);
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM student_courses WHERE course_id = ?", doomed.id()))
                .containsExactly(deletion == 204 ? 0L : CALLERS);
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM student_courses WHERE course_id = ?", stays.id()))
                .as("in all or in none")
                .containsExactly(deletion == 204 ? 0L : CALLERS);
    }

    @ParameterizedTest
    @CsvSource({"true, 422", "false, 200"})
    void whoEnrollsInACourseThatIsBeingDeletedWaitsForTheOutcome(boolean deleted, int status) throws SQLException {
        Row doomed = Fixtures.course();
        long stays = Fixtures.course().id();

        List<Response> responses = whileDeleting(
                "courses", doomed, deleted, caller -> Fixtures.enroll(Fixtures.student(), stays, doomed.id()));

        assertThat(responses).extracting(Response::statusCode).containsOnly(status);
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM student_courses WHERE course_id = ?", stays))
                .containsExactly(deleted ? 0L : responses.size());
    }

    @ParameterizedTest
    @CsvSource({"true, 404", "false, 200"})
    void whoEnrollsAStudentWhoIsBeingDeletedWaitsForTheOutcome(boolean deleted, int status) throws SQLException {
        Row doomed = Fixtures.student();
        long course = Fixtures.course().id();

        List<Response> responses =
                whileDeleting("students", doomed, deleted, caller -> Fixtures.enroll(doomed, course));

        assertThat(responses).extracting(Response::statusCode).containsOnly(status);
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM student_courses WHERE course_id = ?", course))
                .containsExactly(deleted ? 0L : 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE | /courses/{course} |                   | 204
            PUT    | /courses          | {"course_ids":[]} | 200
            """)
    void whoEndsAnEnrollmentWaitsForWhoEnrollsTheSameStudent(String method, String path, String body, int status)
            throws SQLException {
        Row student = Fixtures.student();
        long course = Fixtures.course().id();
        Fixtures.enroll(student, course);

        List<Response> responses = whileUncommitted(
                "SELECT FROM students WHERE id = %d FOR SHARE".formatted(student.id()),
                true,
                caller -> (body == null
                                ? given()
                                : given().contentType(ContentType.JSON).body(body))
                        .request(method, student.path() + path.replace("{course}", Long.toString(course))),
                1);

        assertThat(responses).extracting(Response::statusCode).containsExactly(status);
        assertThat(Fixtures.coursesOf(student.id())).isEmpty();
    }

    @Test
    void whoEnrollsWaitsForWhoEndsEnrollmentsOfTheSameStudent() throws SQLException {
        Row student = Fixtures.student();
        long course = Fixtures.course().id();

        List<Response> responses = whileUncommitted(
                "SELECT FROM students WHERE id = %d FOR NO KEY UPDATE".formatted(student.id()),
                true,
                caller -> Fixtures.enroll(student, course),
                1);

        assertThat(responses).extracting(Response::statusCode).containsExactly(200);
    }

    /** Who changes or deletes a course locks it, and then its seats: whoever did it the other way round would meet them in a deadlock. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | {"course_ids":[%d],"waitlist":true} | 202
            POST   | {"course_ids":[%d]}                 | 409
            PUT    | {"course_ids":[%d]}                 | 409
            INSERT |                                     |
            """)
    void whoWaitsForAFullCourseHasNotLockedItsSeats(String method, String body, Integer status) throws Exception {
        Row full = SeatsTest.courseOf(0);
        Row student = Fixtures.student();
        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM courses WHERE id = %d FOR UPDATE".formatted(full.id()));
            CompletableFuture<Object> told = CompletableFuture.supplyAsync(() -> method.equals("INSERT")
                    ? waitInTheDatabase(student, full)
                    : given().contentType(ContentType.JSON)
                            .body(body.formatted(full.id()))
                            .request(method, student.path() + "/courses")
                            .statusCode());
            await().until(() -> told.isDone() || ServiceDatabase.longs(WAITING).equals(List.of(1L)));

            statement.execute("SELECT FROM course_seats WHERE course_id = %d FOR UPDATE NOWAIT".formatted(full.id()));
            other.commit();

            assertThat(told.join()).isEqualTo(status);
        }
    }

    /** An import locks the table, and then the seats that it gives. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/students/%1$d/courses  | {"course_ids":[%2$d],"waitlist":true}                                   | 202
            PUT  | /api/students/%1$d/courses  | {"course_ids":[%2$d]}                                                   | 409
            POST | /api/enrollments:batch      | {"enrollments":[{"student_id":%1$d,"course_id":%2$d}],"atomic":true}    | 409
            POST | /api/students/%1$d/erasure  |                                                                         | 204
            """)
    void whoComesWhileThereIsAnImportHasNotLockedSeats(String method, String path, String body, int status)
            throws Exception {
        Row full = SeatsTest.courseOf(0);
        Row student = Fixtures.student();
        if (body == null) {
            waitInTheDatabase(student, full);
        }
        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE student_courses IN SHARE ROW EXCLUSIVE MODE");
            CompletableFuture<Integer> told = CompletableFuture.supplyAsync(() -> (body == null
                            ? given().header("If-Match", "*")
                            : given().contentType(ContentType.JSON).body(body.formatted(student.id(), full.id())))
                    .urlEncodingEnabled(false)
                    .request(method, path.formatted(student.id()))
                    .statusCode());
            await().until(() -> told.isDone() || ServiceDatabase.longs(WAITING).equals(List.of(1L)));

            statement.execute("SELECT FROM course_seats WHERE course_id = %d FOR UPDATE NOWAIT".formatted(full.id()));
            other.commit();

            assertThat(told.join()).isEqualTo(status);
        }
    }

    private static Object waitInTheDatabase(Row student, Row course) {
        try {
            ServiceDatabase.longs(
                    "INSERT INTO waitlist_entries (student_id, course_id) VALUES (?, ?) RETURNING id",
                    student.id(),
                    course.id());
            return null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStudentDeletedWhileBeingEnrolledEndsWithoutEnrollments() throws SQLException {
        Row doomed = Fixtures.student();
        Row course = Fixtures.course();

        List<Integer> statuses = AtOnce.run(
                CALLERS,
                caller -> caller % 4 == 0
                        ? given().header("If-Match", "*").delete(doomed.path()).statusCode()
                        : Fixtures.enroll(doomed, course.id()).statusCode());

        boolean deleted = statuses.contains(204);
        assertThat(statuses).isSubsetOf(deleted ? List.of(204, 404) : List.of(409, 200));
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM student_courses WHERE student_id = ?", doomed.id()))
                .containsExactly(deleted ? 0L : 1L);
    }

    private static List<Response> whileDeleting(String table, Row doomed, boolean commit, AtOnce.Call<Response> call)
            throws SQLException {
        return whileUncommitted("DELETE FROM %s WHERE id = %d".formatted(table, doomed.id()), commit, call, 8);
    }

    /** Lets the callers begin after a statement of another transaction, which ends when all of them wait for it. */
    private static List<Response> whileUncommitted(String sql, boolean commit, AtOnce.Call<Response> call, int callers)
            throws SQLException {
        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(sql);
            CompletableFuture<List<Response>> responses =
                    CompletableFuture.supplyAsync(() -> AtOnce.run(callers, call));
            await().until(() -> ServiceDatabase.longs(WAITING), waiting -> waiting.equals(List.of((long) callers)));
            if (commit) {
                other.commit();
            } else {
                other.rollback();
            }
            return responses.join();
        }
    }

    private static Stream<Long> ids(Response response, String member) {
        return Json.longs(Json.of(response).path(member)).stream();
    }
}
