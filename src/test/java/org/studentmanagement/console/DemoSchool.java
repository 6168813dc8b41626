package org.studentmanagement.console;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Users;

/** A browser before a service that has the demo data besides what tests store: who goes through the pages sees a whole school. */
@ExtendWith({SharedBrowser.class, SharedDemoData.class})
abstract class DemoSchool {
    /** By their roles, who has signed in: each of them once. */
    private static final Map<List<String>, String> SESSIONS = new ConcurrentHashMap<>();

    static Browser browser;

    Row student;
    Row course;
    /** Of {@link #taughtTest}. */
    Row teacher;

    @BeforeEach
    void begin() {
        browser.beginAgain();
        student = Fixtures.student();
        course = Fixtures.course();
    }

    /** Somebody with these roles goes there. */
    static void as(List<String> roles, String path) {
        browser.open(SESSIONS.computeIfAbsent(roles, own -> Users.session(own.toArray(String[]::new))), path);
    }

    static void asRegistrar(String path) {
        as(List.of("reader", "registrar"), path);
    }

    static void asEditor(String path) {
        as(List.of("reader", "editor"), path);
    }

    static void asBursar(String path) {
        as(List.of("reader", "bursar"), path);
    }

    static void asAdministrator(String path) {
        as(List.of("reader", "admin"), path);
    }

    /** The student of this test goes there. */
    void asStudent(String path) {
        browser.open(Users.session(Users.user(bodyOf("student_id", student))), path);
    }

    static void asTeacher(Row teacher, String path) {
        browser.open(Users.session(Users.user(bodyOf("teacher_id", teacher))), path);
    }

    private static Map<String, Object> bodyOf(String member, Row person) {
        Map<String, Object> body = Users.body();
        body.put(member, person.id());
        return body;
    }

    /** A test of the course, which the student takes, and somebody teaches. */
    Row taughtTest() {
        teacher = Fixtures.teacher();
        Fixtures.teach(course, teacher.id()).then().statusCode(200);
        Fixtures.enroll(student, course.id());
        return Fixtures.test(course);
    }

    void choose() {
        browser.type("Add a course", course.key());
        browser.click(course.key() + " · Analytical engines");
    }

    void setCapacity(int capacity) {
        given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"capacity\":%d}".formatted(capacity))
                .patch(course.path())
                .then()
                .statusCode(200);
    }

    static Row schoolYear(int begins) {
        Map<String, Object> body = Fixtures.termBody("school_year", null);
        body.putAll(Map.of("begins_on", begins + "-09-01", "ends_on", begins + 1 + "-06-25"));
        return Fixtures.stored("/api/terms", body, "code");
    }

    static void putInto(Row schoolClass, Row student) {
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass.id()))
                .put(student.path() + "/class")
                .then()
                .statusCode(200);
    }
}
