package org.studentmanagement.api;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.imports.ImportCalls.settled;
import static org.studentmanagement.imports.ImportCalls.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.billing.Billing;
import org.studentmanagement.notice.Notices;
import org.studentmanagement.testsupport.ApiDocument;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Users;

/** What is not told in pages has a tag, and is not sent again to who knows it. */
@QuarkusTest
class KnownAnswersTest {
    private static final ApiDocument DOCUMENT = ApiDocument.read();

    private Row student;
    private Row course;
    private Row full;
    private String preview;

    @BeforeEach
    void aStudentWhoTakesACourseAndWaitsForAnother() {
        student = Fixtures.student();
        course = Fixtures.course();
        Map<String, Object> withoutSeats = new HashMap<>(Fixtures.courseBody());
        withoutSeats.put("capacity", 0);
        full = Fixtures.stored("/api/courses", withoutSeats, "code");
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        waitFor(full, student).then().statusCode(202);
        byte[] terms = "code,name,kind,begins_on,ends_on\n".getBytes(StandardCharsets.UTF_8);
        preview = settled(upload(given().multiPart("terms", "terms.csv", terms)))
                .path("id")
                .asText();
    }

    @AfterEach
    void isForgotten() {
        delete("/api/imports/" + preview).then().statusCode(204);
    }

    @Test
    void whatIsToldAsAWholeHasATagAndIsNotSentAgainToWhoKnowsIt() {
        assertThat(toldAsAWhole()).hasSizeGreaterThan(8).allSatisfy(path -> {
            JsonNode answers = DOCUMENT.at("/paths/" + path.replace("/", "~1") + "/get/responses");
            assertThat(answers.at("/200/headers/ETag").isObject()).isTrue();
            assertThat(answers.at("/304/headers/ETag").isObject()).isTrue();

            String url = url(path);
            String tag = given().get(url).then().statusCode(200).extract().header("ETag");
            given().header("If-None-Match", tag)
                    .get(url)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .body(is(""));
            given().header("If-None-Match", tag).head(url).then().statusCode(304);
        });
    }

    @Test
    void whatHasBecomeAnotherHasAnotherTag() {
        String enrollment = student.path() + "/courses/" + course.id();

        assertAnother(enrollment, () -> complete(enrollment, "pass"));
        assertAnother(enrollment, () -> complete(enrollment, "fail"));
        assertAnother(student.path() + "/enrollments", () -> complete(enrollment, "pass"));
        assertAnother(
                course.path() + "/seats",
                () -> Fixtures.enroll(Fixtures.student(), course.id()).then().statusCode(200));
        assertAnother(
                full.path() + "/seats",
                () -> waitFor(full, Fixtures.student()).then().statusCode(202));
        assertAnother(
                student.path() + "/waitlist",
                () -> delete(student.path() + "/waitlist/" + full.id()).then().statusCode(204));
        assertAnother(
                course.path() + "/prerequisites",
                () -> given().contentType(ContentType.JSON)
                        .body(Map.of("course_ids", List.of(full.id())))
                        .put(course.path() + "/prerequisites")
                        .then()
                        .statusCode(200));
    }

    private static void assertAnother(String path, Runnable change) {
        String before = given().get(path).header("ETag");
        change.run();
        assertThat(given().get(path).header("ETag")).as(path).isNotEqualTo(before);
        given().header("If-None-Match", before).get(path).then().statusCode(200);
    }

    /** Whatever is read in JSON, but for pages and for the history, which go on, and for what nobody is to keep. */
    private static Stream<String> toldAsAWhole() {
        return DOCUMENT.at("/paths").properties().stream()
                .filter(path ->
                        path.getKey().startsWith("/api/") && !path.getKey().endsWith("/disclosure"))
                // told to sessions alone, with a tag too
                .filter(path -> !path.getKey().equals("/api/me"))
                .filter(path -> path.getValue().at("/get/responses/200/content").has("application/json"))
                .filter(path -> StreamSupport.stream(
                                path.getValue().at("/get/parameters").spliterator(), false)
                        .noneMatch(parameter -> parameter.path("name").asText().equals("after")))
                .map(Map.Entry::getKey);
    }

    private String url(String path) {
        Row row = path.startsWith("/api/students") ? student : path.startsWith("/api/courses") ? course : stored(path);
        if (path.startsWith("/api/imports")) {
            return path.replace("{id}", preview);
        }
        if (path.equals("/api/notices/{id}")) {
            return Notices.notice("all", null).path();
        }
        if (path.equals("/api/fees/{id}")) {
            return Billing.fee(student.id(), "2026-09-01", "1.00").path();
        }
        if (path.equals("/api/users/names")) {
            return path + "?id=" + stored("/api/users").id();
        }
        if (path.equals("/api/fees/totals")) {
            return path + "?class_id=" + stored("/api/classes").id();
        }
        if (path.equals("/api/payments/{id}")) {
            return "/api/payments/" + Billing.paid(student.id(), "1.00");
        }
        if (path.equals("/api/materials/{id}")) {
            return Fixtures.stored("/api/materials", Map.of("title", "Exercises"), "title")
                    .path();
        }
        return path.replace("{name}", "school_name")
                .replace("{id}", Long.toString(row.id()))
                .replace("{student_id}", Long.toString(student.id()))
                .replace("{course_id}", Long.toString(course.id()));
    }

    private static Row stored(String path) {
        if (path.startsWith("/api/teachers")) {
            return Fixtures.teacher();
        }
        if (path.startsWith("/api/users")) {
            return Fixtures.stored("/api/users", Users.body(), "email");
        }
        if (path.startsWith("/api/tests")) {
            return Fixtures.test(Fixtures.course());
        }
        Row term = Fixtures.term("school_year", null);
        return path.startsWith("/api/classes") ? Fixtures.schoolClass(term) : term;
    }

    private static void complete(String enrollment, String result) {
        given().contentType(ContentType.JSON)
                .body(Map.of("completed_on", "2026-06-25", "result", result))
                .put(enrollment + "/completion")
                .then()
                .statusCode(200);
    }

    private static Response waitFor(Row course, Row student) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(course.id()), "waitlist", true))
                .post(student.path() + "/courses");
    }
}
