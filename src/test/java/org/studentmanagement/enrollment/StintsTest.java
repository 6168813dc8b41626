package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** What a student has taken at any time, and how it ended. */
@QuarkusTest
class StintsTest {
    private Row student;
    private Row course;

    @BeforeEach
    void aStudentAndACourse() {
        student = Fixtures.student();
        course = Fixtures.course();
    }

    @Test
    void whoLeftAndCameBackHasBothTheLatestFirst() {
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        delete(student.path() + "/courses/" + course.id() + "?reason=ill")
                .then()
                .statusCode(204);
        Fixtures.enroll(student, course.id()).then().statusCode(200);

        List<JsonNode> stints = stints();

        assertThat(told(stints, "state")).containsExactly("enrolled", "withdrawn");
        assertThat(told(stints, "reason")).containsExactly(null, "ill");
        assertThat(told(stints, "code")).containsOnly(course.key());
        assertThat(told(stints, "id")).doesNotHaveDuplicates();
        assertThat(told(stints, "ended_at").get(0)).isNull();
        assertThat(told(stints, "ended_at").get(1)).isNotNull();
        assertThat(told(stints, "enrolled_at")).doesNotContainNull();
    }

    @Test
    void aCompletionIsShownAndIsNotOnceItIsTakenBack() {
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        String completion = student.path() + "/courses/" + course.id() + "/completion";
        given().contentType(ContentType.JSON)
                .body(Map.of("completed_on", "2026-06-25", "result", "pass"))
                .put(completion)
                .then()
                .statusCode(200);

        assertThat(told(stints(), "state")).containsExactly("completed");
        assertThat(told(stints(), "completed_on")).containsExactly("2026-06-25");
        assertThat(told(stints(), "result")).containsExactly("pass");

        delete(completion).then().statusCode(204);

        assertThat(told(stints(), "state")).containsExactly("enrolled");
        assertThat(told(stints(), "result")).containsExactly((String) null);
    }

    @Test
    void whatWasCompletedBeforeItEndedShowsThat() throws SQLException {
        ServiceDatabase.longs("""
                INSERT INTO student_courses (student_id, course_id, completed_on, result)
                VALUES (?, ?, '2026-06-25', 'distinction') RETURNING course_id
                """, student.id(), course.id());
        ServiceDatabase.longs("DELETE FROM student_courses WHERE student_id = ? RETURNING course_id", student.id());

        assertThat(told(stints(), "state")).containsExactly("withdrawn");
        assertThat(told(stints(), "result")).containsExactly("distinction");
    }

    @Test
    void theRulesThatWereSetAsideAreShown() throws SQLException {
        ServiceDatabase.longs("UPDATE courses SET capacity = 0 WHERE id = ? RETURNING id", course.id());
        given().contentType(ContentType.JSON)
                .body(Map.of("reason", "Moved here"))
                .put(student.path() + "/courses/" + course.id() + "/override")
                .then()
                .statusCode(201);

        assertThat(stints().get(0).path("overrides")).hasToString("[\"seats\"]");
        assertThat(told(stints(), "reason")).as("of an end").containsExactly((String) null);
    }

    @Test
    void anEnrollmentFromBeforeTheHistoryKeepsItsIdWhenItEnds() throws SQLException {
        try (Connection before = ServiceDatabase.connect()) {
            before.createStatement().execute("SET session_replication_role = replica");
            ServiceDatabase.longs(
                    before,
                    "INSERT INTO student_courses (student_id, course_id, enrolled_at) VALUES (?, ?, NULL) RETURNING course_id",
                    student.id(),
                    course.id());
        }
        List<JsonNode> going = stints();
        delete(student.path() + "/courses/" + course.id()).then().statusCode(204);
        Fixtures.enroll(student, course.id()).then().statusCode(200);

        assertThat(told(going, "state")).containsExactly("enrolled");
        assertThat(told(stints(), "state")).containsExactly("enrolled", "withdrawn");
        assertThat(stints().get(1).path("id")).isEqualTo(going.get(0).path("id"));
        assertThat(told(stints(), "enrolled_at").get(1)).isNull();
    }

    @Test
    void aCourseThatIsGoneIsKnownByItsIdAndAStudentWhoIsGoneIsNot() {
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        delete(student.path() + "/courses/" + course.id()).then().statusCode(204);
        given().header("If-Match", "*").delete(course.path()).then().statusCode(204);

        assertThat(stints().get(0).path("course_id").longValue()).isEqualTo(course.id());
        assertThat(told(stints(), "code")).containsExactly((String) null);

        given().header("If-Match", "*").delete(student.path()).then().statusCode(204);

        get(student.path() + "/enrollments").then().spec(problem(404, "not-found"));
    }

    @Test
    void whoHasTakenNothingHasNone() {
        assertThat(stints()).isEmpty();
    }

    private List<JsonNode> stints() {
        var answer = get(student.path() + "/enrollments");
        answer.then().statusCode(200);
        return StreamSupport.stream(Json.of(answer).path("items").spliterator(), false)
                .toList();
    }

    private static List<String> told(List<JsonNode> stints, String member) {
        return stints.stream().map(stint -> stint.path(member).textValue()).toList();
    }
}
