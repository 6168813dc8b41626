package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;

/** 500 courses cost as many statements as one. */
@QuarkusTest
class EnrollmentCostTest {
    @Inject
    MeterRegistry metrics;

    private List<Long> most;

    @BeforeEach
    void make() throws SQLException {
        most = Fixtures.courses(500);
    }

    @Test
    void enrollingIsOneStatement() {
        long student = Fixtures.student().id();

        assertThat(statements(() -> Fixtures.enroll(student, most.subList(0, 1))))
                .isEqualTo(1);
        assertThat(statements(() -> Fixtures.enroll(student, most))).isEqualTo(1);
    }

    @Test
    void fiveThousandInOneCallCostAsManyStatementsAsOne() {
        List<Map<String, Long>> pairs = new ArrayList<>();
        for (int student = 0; student < 10; student++) {
            long id = Fixtures.student().id();
            most.forEach(course -> pairs.add(Map.of("student_id", id, "course_id", course)));
        }

        assertThat(statements(() -> batch(pairs))).isEqualTo(statements(() -> batch(pairs.subList(0, 1))));
    }

    @Test
    void replacingIsOneStatementAndTheLocksOfTheTableAndTheStudent() {
        long student = Fixtures.student().id();

        assertThat(statements(() -> replace(student, most.subList(0, 1)))).isEqualTo(3);
        assertThat(statements(() -> replace(student, most))).isEqualTo(3);
    }

    @Test
    void withdrawingIsOneStatement() {
        Fixtures.Row student = Fixtures.student();
        Fixtures.enroll(student.id(), most);
        Iterator<Long> enrolled = most.iterator();

        assertThat(statements(() -> delete(student.path() + "/courses/" + enrolled.next())))
                .isEqualTo(1);
    }

    @Test
    void readingIsOneStatement() {
        Fixtures.Row student = Fixtures.student();
        Fixtures.Row course = Fixtures.course();
        Fixtures.enroll(student.id(), most);
        Fixtures.enroll(student, course.id());
        Fixtures.enroll(Fixtures.student(), course.id());

        assertThat(statements(() -> get(student.path()))).isEqualTo(1);
        assertThat(statements(() -> get(student.path() + "/courses"))).isEqualTo(1);
        assertThat(statements(() -> get(course.path() + "/students"))).isEqualTo(1);
    }

    /** The fewest of several times: a connection that has not sent a statement yet prepares it first, which counts as well. */
    private long statements(Supplier<Response> request) {
        return IntStream.range(0, 4)
                .mapToLong(time -> {
                    long before = sent();
                    request.get().then().statusCode(lessThan(300));
                    return sent() - before;
                })
                .min()
                .orElseThrow();
    }

    private long sent() {
        return metrics.get("postgresql.processing").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static Response batch(List<Map<String, Long>> pairs) {
        // a colon in a path stays one
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(Map.of("enrollments", pairs))
                .post("/api/enrollments:batch");
    }

    private static Response replace(long student, List<Long> courses) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", courses))
                .put("/api/students/{id}/courses", student);
    }
}
