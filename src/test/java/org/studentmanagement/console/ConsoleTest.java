package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Users.PASSWORD;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Users;

/** The pages of the service, and whole ways through them in a browser. */
@QuarkusTest
@TestProfile(DemoSchool.Profile.class)
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
    class InABrowser extends DemoSchool {
        @Test
        void aRegistrarFindsAStudentWhileTypingEnrollsAndWithdraws() {
            browser.signIn(Users.user(Users.body("reader", "registrar")));
            browser.type("Find a student", student.key());
            browser.follow(student.key());
            enroll();
            browser.sees("Enrolled in 1 course.");
            assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());

            browser.click("Withdraw: Analytical engines");
            browser.agree();
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
        void whatDidNotReachTheServiceIsSentAgain() {
            browser.signIn(Users.user(Users.body("reader", "registrar")));
            browser.go("/students/" + student.id());
            choose();
            browser.pullTheCable(true);
            browser.click("Enroll in 1 course");
            browser.sees("Nothing that you typed is lost.");
            assertThat(browser.text()).contains("Enroll in 1 course");
            browser.pullTheCable(false);
            browser.click("Try again");
            browser.sees("Enrolled in 1 course.");
            assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
        }

        @Test
        void aTeacherEntersMarksByKeyboardSeesThemSpreadAndPublishes() {
            Row test = taughtTest();
            browser.go("/tests/" + test.id());
            browser.enter("Score: Ada Lovelace, " + student.key(), "7.5");
            browser.sees("1 mark saved.");
            browser.sees("1 marked, mean 7.5");
            given().get(test.path() + "/marks/" + student.id()).then().body("score", is(7.5f));
            browser.enter("Score: Ada Lovelace, " + student.key(), "");
            browser.sees("The mark is taken away.");
            given().get(test.path() + "/marks").then().body("items[0].score", nullValue());

            browser.click("Publish");
            browser.sees("published");
            browser.sees("Take the publication back");
        }

        @Test
        void aMarkThatAnotherHasChangedMeanwhileShowsBoth() {
            Row test = taughtTest();
            browser.go("/tests/" + test.id());
            browser.sees(student.key());
            Map<String, Object> other = Map.of("marks", List.of(Map.of("student_id", student.id(), "score", 3)));
            given().contentType(ContentType.JSON)
                    .body(other)
                    .put(test.path() + "/marks")
                    .then()
                    .statusCode(200);

            browser.enter("Score: Ada Lovelace, " + student.key(), "9.5");
            browser.sees("Somebody else has changed this mark.");
            browser.sees("Stored now: 3");
            browser.click("Save mine");
            browser.sees("1 mark saved.");
            given().get(test.path() + "/marks/" + student.id()).then().body("score", is(9.5f));
        }

        @Test
        void aBursarTakesWhatIsOpenAndGetsAReceipt() {
            given().contentType(ContentType.JSON)
                    .body(Map.of(
                            "student_id",
                            student.id(),
                            "month",
                            "2026-09-01",
                            "amount",
                            "40.00",
                            "due_on",
                            "2026-09-15"))
                    .post("/api/fees")
                    .then()
                    .statusCode(201);
            browser.signIn(Users.user(Users.body("reader", "bursar")));
            browser.go("/payments");
            browser.type("Student: any part", student.key());
            browser.click("Ada Lovelace · " + student.key());
            assertThat(browser.labelled("Amount").getAttribute("value")).isEqualTo("40.00");
            browser.click("Take the payment");
            browser.sees("Receipt as PDF");
            given().get("/api/students/" + student.id() + "/balance").then().body("sums.balance", is("0.00"));
        }

        @Test
        void aCourseShowsItsSeatsWhoTakesItAndWhoWaits() {
            setCapacity(1);
            Fixtures.enroll(student, course.id());
            Row other = Fixtures.student();
            given().contentType(ContentType.JSON)
                    .body(Map.of("course_ids", List.of(course.id()), "waitlist", true))
                    .post(other.path() + "/courses")
                    .then()
                    .statusCode(202);
            browser.signIn(Users.user(Users.body("reader")));
            browser.go("/courses");
            browser.type("Find a course", course.key());
            browser.follow(course.key());
            browser.sees("1 of 1 seats taken");
            browser.sees("1 waiting");
            browser.sees(student.key());
            browser.follow("Ada Lovelace");
            browser.sees(student.key() + "@students.example");
            browser.sees("Analytical engines");
            assertThat(browser.text()).doesNotContain("Withdraw");
        }

        @Test
        void anAdministratorMakesAUserWhoSetsAPasswordByTheLink() {
            String email = Fixtures.unique().toLowerCase(Locale.ROOT) + "@school.example";
            browser.signIn(Users.user(Users.body("reader", "admin")));
            browser.go("/users");
            browser.type("Name", "Emmy Noether");
            browser.type("E-mail address", email);
            browser.click("Make the user, and a link for a password");
            String link = browser.find(By.tagName("code")).getText();
            browser.beginAgain();
            browser.go(link.substring(link.indexOf('#') + 1));
            browser.type("New password", PASSWORD);
            browser.click("Set the password");
            browser.sees("The password is set.");
            Users.signIn(email, PASSWORD).then().statusCode(200).body("name", is("Emmy Noether"));
        }

        @Test
        void anAdministratorMakesAStudentAUserAndGivesAnotherRolesWhileSomebodyElseDoes() {
            Row bursar = Users.user(Users.body("bursar"));
            browser.signIn(Users.user(Users.body("reader", "admin")));
            browser.go("/users");
            browser.type("Name", "Ada Lovelace");
            browser.type("E-mail address", student.key() + "@school.example");
            browser.type("Is a student", student.key());
            browser.click("Ada Lovelace · " + student.key());
            browser.click("Make the user, and a link for a password");
            browser.sees("There is a link for Ada Lovelace.");
            given().get("/api/users?email=" + student.key() + "@school.example")
                    .then()
                    .body("items[0].student_id", is((int) student.id()));

            browser.type("Find a user", bursar.key());
            browser.click("Change: " + bursar.key());
            given().contentType("application/merge-patch+json")
                    .header("If-Match", "*")
                    .body(Map.of("roles", List.of("bursar", "editor")))
                    .patch(bursar.path())
                    .then()
                    .statusCode(200);
            browser.labelled("reads everything but users and imports").click();
            browser.click("Save");
            browser.sees("Somebody else has changed");
            browser.sees("bursar, editor");
            browser.click("Save mine");
            browser.sees("is saved.");
            given().get(bursar.path()).then().body("roles", containsInAnyOrder("bursar", "reader"));
        }

        @Test
        void anAdministratorChangesASettingAndSeesWhoChangedIt() {
            browser.signIn(Users.user(Users.body("reader", "admin")));
            browser.go("/settings");
            String name = "school_name";
            browser.type(name, "School of Athens");
            browser.click("Save: " + name);
            browser.sees("Changes of " + name);
            browser.sees("School of Athens");
            given().header("If-Match", "*")
                    .delete("/api/settings/" + name)
                    .then()
                    .statusCode(200);
        }

        @Test
        void aSettingThatAnotherHasChangedMeanwhileShowsBothAndEitherIsKept() {
            String name = "school_name";
            browser.signIn(Users.user(Users.body("reader", "admin")));
            browser.go("/settings");
            browser.sees(name);
            setSchoolName("Academy");
            browser.type(name, "Lyceum");
            browser.click("Save: " + name);
            browser.sees("Somebody else has changed this meanwhile.");
            assertThat(browser.text()).contains("Lyceum").contains("Academy");
            browser.click("Save mine");
            browser.sees("school_name is saved.");
            given().get("/api/settings/" + name).then().body("value", is("Lyceum"));

            setSchoolName("Stoa");
            browser.type(name, "Garden");
            browser.click("Save: " + name);
            browser.click("Keep what is stored");
            assertThat(browser.labelled(name).getAttribute("value")).isEqualTo("Stoa");
            given().header("If-Match", "*")
                    .delete("/api/settings/" + name)
                    .then()
                    .statusCode(200);
        }

        private static void setSchoolName(String value) {
            given().contentType(ContentType.JSON)
                    .header("If-Match", "*")
                    .body(Map.of("value", value))
                    .put("/api/settings/school_name")
                    .then()
                    .statusCode(200);
        }

        @Test
        void aStudentIsToldOfANoticeAsItArrives() {
            browser.signIn(own());
            browser.sees("Nothing is to be paid.");
            given().contentType(ContentType.JSON)
                    .body(Map.of(
                            "audience", "student",
                            "student_id", student.id(),
                            "title", "The library is open",
                            "body", "Until six.",
                            "shown_from", "2026-09-01T00:00:00Z"))
                    .post("/api/notices")
                    .then()
                    .statusCode(201);
            browser.sees("The library is open");
            browser.click("Seen: The library is open");
            browser.sees("Notices");
        }

        @Test
        void everyViewOfATeacherABursarAndAStudentIsAccessible() throws IOException {
            Row test = taughtTest();
            browser.go("/teaching");
            browser.sees("Analytical engines");
            browser.isAccessible("teaching");
            browser.go("/teaching/" + course.id());
            browser.sees("Maximum");
            browser.isAccessible("tests");
            browser.go("/tests/" + test.id());
            browser.sees(student.key());
            browser.isAccessible("mark-sheet");
            browser.beginAgain();
            browser.signIn(Users.user(Users.body("reader", "bursar")));
            browser.go("/payments");
            browser.sees("Taken on that day");
            browser.isAccessible("payments");
            browser.go("/fees");
            browser.sees("Fees that are overdue");
            browser.isAccessible("fees");
            browser.beginAgain();
            browser.signIn(own());
            browser.sees("Nothing is to be paid.");
            browser.isAccessible("own");
        }

        /** A test of the course, whose teacher has signed in. */
        private Row taughtTest() {
            Row teacher = Fixtures.teacher();
            Fixtures.teach(course, teacher.id()).then().statusCode(200);
            Fixtures.enroll(student, course.id());
            Row test = Fixtures.test(course);
            Map<String, Object> body = Users.body();
            body.put("teacher_id", teacher.id());
            browser.signIn(Users.user(body));
            return test;
        }

        private Row own() {
            Map<String, Object> body = Users.body();
            body.put("student_id", student.id());
            return Users.user(body);
        }

        @Test
        void whoseRolesHaveNoPageIsToldWhatToAskFor() {
            browser.signIn(Users.user(Users.body()));
            browser.sees("None of your roles has a page here.");
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
        void everyViewOfARegistrarAndAnAdministratorIsAccessible() throws IOException {
            browser.go("/");
            browser.sees("Sign in to your school");
            browser.isAccessible("sign-in");
            Fixtures.enroll(student, course.id());
            browser.signIn(Users.user(Users.body("reader", "registrar")));
            browser.type("Find a student", student.key());
            browser.sees("Ada Lovelace");
            browser.isAccessible("students");
            browser.go("/students/" + student.id());
            browser.sees("Analytical engines");
            browser.isAccessible("student");
            browser.go("/courses/" + course.id());
            browser.sees(student.key());
            browser.isAccessible("course");
            browser.beginAgain();
            browser.signIn(Users.user(Users.body("reader", "admin")));
            browser.go("/users");
            browser.sees("A new user");
            browser.isAccessible("users");
            browser.go("/settings");
            browser.sees("Who has changed it");
            browser.isAccessible("settings");
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
