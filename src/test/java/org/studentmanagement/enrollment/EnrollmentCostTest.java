package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    void replacingIsOneStatementAndTheLocksOfTheTableAndTheStudent() {
        long student = Fixtures.student().id();

        assertThat(statements(() -> replace(student, most.subList(0, 1)))).isEqualTo(3);
        assertThat(statements(() -> replace(student, most))).isEqualTo(3);
    }

    @Test
    void withdrawingIsOneStatement() {
        Fixtures.Row student = Fixtures.student();
        Fixtures.enroll(student.id(), most.subList(0, 2));
        withdraw(student, most.get(0));
        long before = sent();

        withdraw(student, most.get(1));

        assertThat(sent() - before).isEqualTo(1);
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

    /** The first time prepares what is used from then on. */
    private long statements(Supplier<Response> request) {
        request.get().then().statusCode(200);
        long before = sent();
        request.get().then().statusCode(200);
        return sent() - before;
    }

    private long sent() {
        return metrics.get("postgresql.processing").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static void withdraw(Fixtures.Row student, long course) {
        delete(student.path() + "/courses/" + course).then().statusCode(204);
    }

    private static Response replace(long student, List<Long> courses) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", courses))
                .put("/api/students/{id}/courses", student);
    }
}
