package org.studentmanagement.student;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.studentmanagement.billing.Billing;
import org.studentmanagement.notice.Notices;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

@QuarkusTest
class DisclosureTest {
    @Test
    void whoAsksIsToldAllThatIsHeldAsADocumentThatNobodyKeeps() throws SQLException {
        Row course = Fixtures.course();
        long full = course(0);
        Row other = Fixtures.student();
        String key = Fixtures.unique();
        Response made = keyed(key, "/api/students", Fixtures.studentBody());
        long id = Json.of(made).path("id").longValue();
        String path = "/api/students/" + id;
        given().put(path + "/courses/" + course.id());
        given().delete(path + "/courses/" + course.id() + "?reason=Ada is ill");
        given().put(path + "/courses/" + course.id());
        given().contentType(ContentType.JSON)
                .body(Map.of("completed_on", "2026-06-25", "result", "pass"))
                .put(path + "/courses/" + course.id() + "/completion");
        given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(full), "waitlist", true))
                .post(path + "/courses");
        long schoolClass =
                Fixtures.schoolClass(Fixtures.term("school_year", null)).id();
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass, "roll_number", 7))
                .put(path + "/class");
        ServiceDatabase.longs(
                "INSERT INTO payments (student_id, method, amount, paid_on) VALUES (?, 'cash', 4, '2026-09-10') RETURNING 1",
                id);
        Billing.fee(id, "2026-09-01", "10.00");
        given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("phone", "+44 20 7946 0001"))
                .put(path + "/profile");
        given().contentType(ContentType.JSON)
                .body(Map.of("leaves_on", "2099-01-01", "reason", "Ada moves"))
                .post(path + "/departures");
        ServiceDatabase.longs("INSERT INTO profile_pictures (student_id, content) VALUES (?, 'x') RETURNING 1", id);
        ServiceDatabase.longs(
                "INSERT INTO notice_seen (student_id, notice_id) VALUES (?, ?) RETURNING 1",
                id,
                Notices.notice("student", id).id());
        Fixtures.changedMark(id, course);
        Fixtures.changedResult(id);
        String batch = Fixtures.unique();
        keyed(
                batch,
                "/api/enrollments:batch",
                Map.of("enrollments", List.of(pair(other.id(), course.id()), pair(id, course.id()))));
        ServiceDatabase.longs(
                "INSERT INTO clients (id, roles, student_id, secret_salt, secret_hash)"
                        + " VALUES (?, '{}', ?, 'a', 'secret') RETURNING 1",
                "of-" + id,
                id);
        ServiceDatabase.longs(
                "WITH u AS (INSERT INTO users (name, email, roles, student_id, password_hash)"
                        + " VALUES ('Ada', ?, '{}', ?, 'secret_hash') RETURNING id)"
                        + " INSERT INTO user_sessions (token_hash, user_id) SELECT sha256(?::bytea), id FROM u RETURNING 1",
                key + "@students.example",
                id,
                key);

        Response response = given().get(path + "/disclosure");

        response.then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"student-" + id + ".json\"")
                .header("Cache-Control", "no-store");
        JsonNode told = Json.of(response);
        assertThat(told.path("student")).isEqualTo(Json.of(given().get(path)));
        JsonNode held = told.path("held");
        assertThat(held.fieldNames()).toIterable().contains("enrollments", "waiting_lists", "history", "clients");
        assertThat(held)
                .as("something of each kind")
                .allSatisfy(kind -> assertThat(kind).isNotEmpty());
        assertThat(held.path("enrollments").findValuesAsText("result")).containsExactly("pass");
        assertThat(held.path("stints").findValuesAsText("state")).containsExactly("completed", "withdrawn");
        assertThat(held.path("waiting_lists").findValuesAsText("place")).containsExactly("1");
        assertThat(held.path("history").findValuesAsText("kind"))
                .containsExactly("enrolled", "withdrawn", "enrolled", "completed", "waitlisted");
        assertThat(held.path("history").findValuesAsText("reason")).contains("Ada is ill");
        assertThat(held.path("history").findValuesAsText("actor")).containsOnly("test");
        assertThat(held.path("answers").findValuesAsText("key")).containsExactly(key, batch);
        assertThat(Json.of(held.path("answers").path(0).path("answer").textValue()))
                .isEqualTo(Json.of(made));
        assertThat(Json.of(held.path("answers").path(1).path("answer").textValue()))
                .as("nothing of others")
                .hasSize(1)
                .allSatisfy(
                        item -> assertThat(item.path("student_id").longValue()).isEqualTo(id));
        assertThat(held.path("classes").findValuesAsText("roll_number")).containsExactly("7");
        assertThat(held.path("clients").findValuesAsText("id")).containsExactly("of-" + id);
        assertThat(response.asString()).doesNotContain("secret_hash");
    }

    @Test
    void aStudentWhoseNumberBeginsAlikeIsAnother() {
        String key = Fixtures.unique();
        long id = Json.of(keyed(key, "/api/students", Fixtures.studentBody()))
                .path("id")
                .longValue();
        long shorter = id / 10;

        Response response = given().get("/api/students/" + shorter + "/disclosure");

        assertThat(response.asString()).doesNotContain(key);
    }

    @Test
    void nothingIsToldOfNobody() {
        given().get("/api/students/0/disclosure").then().spec(problem(404, "not-found"));
    }

    private static Map<String, Object> pair(long student, long course) {
        return Map.of("student_id", student, "course_id", course);
    }

    private static long course(int capacity) {
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("capacity", capacity);
        return Fixtures.stored("/api/courses", body, "code").id();
    }

    private static Response keyed(String key, String path, Map<String, Object> body) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }
}
