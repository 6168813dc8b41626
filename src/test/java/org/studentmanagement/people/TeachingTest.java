package org.studentmanagement.people;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.TestToken;

/** What a teacher reaches: the own courses, and nothing of others. */
@QuarkusTest
class TeachingTest {
    private Row taught;
    private Row another;
    private Row student;
    private String teacher;
    private long teacherId;

    @BeforeEach
    void aTeacherWithOneOfTwoCoursesOfAStudent() {
        taught = Fixtures.course();
        another = Fixtures.course();
        student = Fixtures.student();
        teacherId = Fixtures.teacher().id();
        teacher = TestToken.ofTeacher(teacherId);
        Fixtures.teach(taught, teacherId);
        Fixtures.enroll(student, taught.id(), another.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"students", "waitlist"})
    void listsOfACourseAreForItsTeacher(String list) {
        as(teacher, taught.path() + "/" + list).then().statusCode(200);
        as(teacher, another.path() + "/" + list).then().spec(problem(403, "forbidden"));
        as(teacher, "/api/courses/0/" + list).then().spec(problem(404, "not-found"));
    }

    @Test
    void enrollmentsAreThoseInTheOwnCourses() {
        String ofStudent = "/api/enrollments?student_ids=" + student.id();

        as(teacher, ofStudent).then().body("items.course_id", is(List.of((int) taught.id())));
        as(teacher, "/api/enrollments").then().body("items.course_id", is(List.of((int) taught.id())));
        as(TestToken.withRoles("reader"), ofStudent).then().body("items", hasSize(2));
    }

    @Test
    void aTeacherWhoIsAReaderTooReadsAllAndARegistrarNoMoreThanWithoutThat() {
        String both = TestToken.signed(
                TestToken.claims().claim("teacher_id", teacherId).claim("scope", "reader"));
        String registrar = TestToken.signed(
                TestToken.claims().claim("teacher_id", teacherId).claim("scope", "registrar"));

        as(both, another.path() + "/students").then().statusCode(200);
        as(registrar, another.path() + "/students").then().spec(problem(403, "forbidden"));
    }

    @Test
    void theOwnCoursesAreListedAndNotThoseOfAnotherTeacher() {
        as(teacher, "/api/teachers/" + teacherId + "/courses").then().body("items.id", is(List.of((int) taught.id())));
        as(teacher, Fixtures.teacher().path() + "/courses").then().spec(problem(403, "forbidden"));
        as(teacher, another.path()).then().statusCode(200);
        as(teacher, student.path()).then().spec(problem(403, "forbidden"));
    }

    private static Response as(String token, String path) {
        return given().auth().oauth2(token).get(path);
    }
}
