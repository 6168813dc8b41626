package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.studentmanagement.testsupport.Users.PASSWORD;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Users;

/** The pages of the service, and whole ways through them in a browser. */
@QuarkusTest
class ConsoleTest {
    @Test
    void thePageStartsNoScriptButItsOwn() {
        given().auth()
                .none()
                .get("/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", is("no-cache"))
                .header("Content-Security-Policy", containsString("script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")));
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InABrowser {
        private Browser browser;
        private Row student;
        private Row course;

        @BeforeAll
        void open() {
            browser = Browser.open();
        }

        @AfterAll
        void close() {
            if (browser != null) {
                browser.close();
            }
        }

        @BeforeEach
        void rows() {
            browser.beginAgain();
            student = Fixtures.student();
            course = Fixtures.course();
        }

        @Test
        void aRegistrarFindsAStudentWhileTypingEnrollsAndWithdraws() {
            browser.signIn(Users.user(Users.body("reader", "registrar")));
            browser.type("Find a student", student.key());
            browser.follow(student.key());
            enroll();
            browser.sees("Enrolled in 1 course.");
            assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());

            browser.click("Withdraw: Analytical engines");
            browser.sees("Withdrawn from Analytical engines.");
            assertThat(Fixtures.coursesOf(student.id())).isEmpty();
        }

        @Test
        void aCourseThatIsFullSaysSoAtTheCourseAndOffersItsWaitingList() {
            setCapacity(0);
            browser.signIn(Users.user(Users.body("reader", "registrar")));
            browser.go("/students/" + student.id());
            enroll();
            browser.sees("Analytical engines is full: the place on its waiting list would be 1");
            browser.click("Put on the waiting list");
            browser.sees("Place 1 in line");
            assertThat(Fixtures.coursesOf(student.id())).isEmpty();
        }

        @Test
        void aRegistrarEnrollsInAFullCourseAllTheSameWithAReason() {
            setCapacity(0);
            browser.signIn(Users.user(Users.body("reader", "registrar")));
            browser.go("/students/" + student.id());
            enroll();
            browser.type("Reason", "Repeats the year");
            browser.click("Enroll all the same");
            browser.sees("Enrolled in 1 course.");
            assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
        }

        @Test
        void whoseSessionHasEndedSignsInAgainAndFindsWhatWasChosen() {
            Row user = Users.user(Users.body("reader", "registrar"));
            browser.signIn(user);
            browser.go("/students/" + student.id());
            choose();
            browser.forgetSession();
            browser.click("Enroll in 1 course");
            browser.sees("Your session has ended");
            browser.type("Password", PASSWORD);
            browser.click("Sign in");
            browser.click("Enroll in 1 course");
            browser.sees("Enrolled in 1 course.");
            assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
        }

        @Test
        void aWrongPasswordIsSaid() {
            browser.go("/");
            browser.type("E-mail address", "nobody@school.example");
            browser.type("Password", "wrong");
            browser.click("Sign in");
            browser.sees("password");
        }

        @Test
        void everyViewOfARegistrarIsAccessible() throws IOException {
            browser.go("/");
            browser.sees("Sign in to your school");
            browser.isAccessible("sign-in");
            Fixtures.enroll(student, course.id());
            browser.signIn(Users.user(Users.body("reader", "registrar")));
            browser.sees("Ada Lovelace");
            browser.isAccessible("students");
            browser.go("/students/" + student.id());
            browser.sees("Analytical engines");
            browser.isAccessible("student");
        }

        private void choose() {
            browser.type("Add a course", course.key());
            browser.click(course.key() + " · Analytical engines");
        }

        private void enroll() {
            choose();
            browser.click("Enroll in 1 course");
        }

        private void setCapacity(int capacity) {
            given().contentType("application/merge-patch+json")
                    .header("If-Match", "*")
                    .body("{\"capacity\":%d}".formatted(capacity))
                    .patch(course.path())
                    .then()
                    .statusCode(200);
        }
    }
}
