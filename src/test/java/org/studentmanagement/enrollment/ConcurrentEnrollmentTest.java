package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;

@QuarkusTest
class ConcurrentEnrollmentTest {
    private static final int CALLERS = 32;

    @Test
    void ofManyWhoEnrollTheSameStudentInTheSameCoursesOneIsFirstForEach() throws SQLException {
        Row student = Fixtures.student();
        List<Long> courses = Fixtures.courses(20);

        List<Response> responses = AtOnce.run(CALLERS, caller -> {
            List<Long> shuffled = new ArrayList<>(courses);
            Collections.shuffle(shuffled, new Random(caller));
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

    @RepeatedTest(3)
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

    @RepeatedTest(3)
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

    private static Stream<Long> ids(Response response, String member) {
        return response.jsonPath().getList(member, Long.class).stream();
    }
}
