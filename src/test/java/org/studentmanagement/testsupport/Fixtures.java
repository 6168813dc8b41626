package org.studentmanagement.testsupport;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Rows that a test has for itself, made over the API with values that nobody else uses. */
public final class Fixtures {
    /** @param key the value by which the row is known: a number, a code */
    public record Row(String path, long id, String etag, String key) {}

    private Fixtures() {}

    /** 32 capitals and digits: as long as a number or code may be, and never the same twice. */
    public static String unique() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    public static Map<String, Object> studentBody() {
        String number = unique();
        return Map.of("number", number, "name", "Ada Lovelace", "email", number + "@students.example");
    }

    public static Map<String, Object> courseBody() {
        return Map.of("code", unique(), "name", "Analytical engines", "description", "Begins in October");
    }

    public static Row student() {
        return stored("/api/students", studentBody(), "number");
    }

    public static Row course() {
        return stored("/api/courses", courseBody(), "code");
    }

    public static Map<String, Object> termBody(String kind, Row parent) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "code", unique(), "name", "Autumn", "kind", kind, "begins_on", "2013-10-01", "ends_on", "2014-06-25"));
        if (parent != null) {
            body.put("parent_id", parent.id());
        }
        return body;
    }

    /** @param parent of the term, or null */
    public static Row term(String kind, Row parent) {
        return stored("/api/terms", termBody(kind, parent), "code");
    }

    public static Map<String, Object> teacherBody() {
        String number = unique();
        return Map.of("number", number, "name", "Mary Somerville", "email", number + "@school.example");
    }

    public static Row teacher() {
        return stored("/api/teachers", teacherBody(), "number");
    }

    /** Makes the teachers of a course exactly these. */
    public static Response teach(Row course, Long... teachers) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("teacher_ids", List.of(teachers)))
                .put("/api/courses/{id}/teachers", course.id());
    }

    /** @param term in which it is taught */
    public static Row schoolClass(Row term) {
        String code = unique();
        return stored("/api/classes", Map.of("code", code, "name", "7A " + code, "term_id", term.id()), "code");
    }

    /** @param course whose it is; it has the maximum 50 and the weight 10 */
    public static Row test(Row course) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "code", unique(), "title", "First assignment", "category", "coursework", "course_id", course.id()));
        body.putAll(Map.of("held_on", "2013-10-20", "maximum", 50, "weight", 10));
        return stored("/api/tests", body, "code");
    }

    /** A mark of a student in a published test of a course that the student takes, which has been another. */
    public static void changedMark(long student, Row course) {
        Row test = test(course);
        given().header("If-Match", "*").put(test.path() + "/publication").then().statusCode(204);
        for (int score : List.of(40, 41)) {
            given().header("If-Match", "*")
                    .contentType(ContentType.JSON)
                    .body(Map.of("score", score, "reason", "Counted again"))
                    .put(test.path() + "/marks/" + student)
                    .then()
                    .statusCode(200);
        }
    }

    /** A result of an assessment, which has been another. */
    public static void changedResult(long student) throws SQLException {
        List<Long> result = ServiceDatabase.longs(
                "WITH a AS (INSERT INTO assessments (title) VALUES ('Reading') RETURNING id)"
                        + " INSERT INTO assessment_results (assessment_id, student_id, score_status, score, score_date)"
                        + " SELECT id, ?, 'fully graded', 1, '2026-03-02' FROM a RETURNING id",
                student);
        ServiceDatabase.longs("UPDATE assessment_results SET score = 2 WHERE id = ? RETURNING id", result.get(0));
    }

    /** Many courses, made in one statement. */
    public static List<Long> courses(int count) throws SQLException {
        return ServiceDatabase.longs(
                "INSERT INTO courses (code, name) SELECT ? || '-' || n, 'One of many' FROM generate_series(1, ?) n RETURNING id",
                unique().substring(0, 20),
                count);
    }

    public static Response enroll(Row student, Long... courses) {
        return enroll(student.id(), List.of(courses));
    }

    public static Response enroll(long student, List<Long> courses) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", courses))
                .post("/api/students/{id}/courses", student);
    }

    /** The ids of the courses that the API says a student takes. */
    public static List<Long> coursesOf(long student) {
        Response response = given().get("/api/students/{id}/courses", student);
        response.then().statusCode(200);
        return Json.ids(Json.of(response).path("items"));
    }

    /** @param key the member by which the row is known */
    public static Row stored(String collection, Map<String, Object> body, String key) {
        Response response = given().contentType(ContentType.JSON).body(body).post(collection);
        response.then().statusCode(201);
        long id = Json.of(response).path("id").longValue();
        return new Row(collection + "/" + id, id, response.header("ETag"), (String) body.get(key));
    }
}
