package org.studentmanagement.console;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

/** Who is enrolled, waits or is withdrawn, and the records that say so. */
@QuarkusIntegrationTest
class EnrollingConsoleIT extends DemoSchool {
    @Test
    void aRegistrarFindsAStudentWhileTypingEnrollsAndWithdraws() throws IOException {
        asRegistrar("/students");
        browser.type("Find a student", student.key());
        browser.sees("Ada Lovelace");
        browser.isAccessible("students");
        browser.follow(student.key());
        enroll();
        browser.sees("Enrolled in 1 course.");
        browser.isAccessible("student");
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());

        browser.click("Complete: Analytical engines");
        browser.pickDay("Completed on", "2026-06-25");
        browser.isAccessible("completion");
        browser.click("Save");
        browser.sees("The completion of Analytical engines is saved.");
        browser.sees("pass");
        assertThat(browser.text()).doesNotContain("Withdraw");
        browser.click("Correct: Analytical engines");
        browser.pick("Result", "fail");
        browser.click("Save");
        browser.sees("fail");
        get(student.path() + "/courses")
                .then()
                .body("items[0].completed_on", is("2026-06-25"))
                .body("items[0].result", is("fail"));
        browser.click("Correct: Analytical engines");
        browser.click("It is not completed after all");
        browser.sees("Analytical engines goes on.");
        browser.click("Withdraw: Analytical engines");
        browser.agree();
        browser.sees("Withdrawn from Analytical engines.");
        assertThat(Fixtures.coursesOf(student.id())).doesNotContain(course.id());
    }

    @Test
    void aCourseThatIsFullSaysSoAtTheCourseAndOffersItsWaitingList() {
        setCapacity(0);
        asRegistrar("/students/" + student.id());
        enroll();
        browser.sees("Analytical engines is full: the place on its waiting list would be 1");
        browser.click("Put on the waiting list");
        browser.sees("Place 1 in line");
        assertThat(Fixtures.coursesOf(student.id())).isEmpty();
    }

    @Test
    void aRegistrarEnrollsInAFullCourseAllTheSameWithAReason() {
        setCapacity(0);
        asRegistrar("/students/" + student.id());
        enroll();
        browser.type("Reason", "Repeats the year");
        browser.click("Enroll all the same");
        browser.sees("Enrolled in 1 course.");
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
    }

    @Test
    void whatDidNotReachTheServiceIsSentAgain() {
        asRegistrar("/students/" + student.id());
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
    void whereTheLastSeatIsTakenBetweenLookAndClickTheWaitingListIsOffered() {
        setCapacity(1);
        asRegistrar("/students/" + student.id());
        browser.type("Add a course", course.key());
        browser.click(course.key() + " · Analytical engines");
        Fixtures.enroll(Fixtures.student(), course.id()).then().statusCode(200);

        browser.click("Enroll in 1 course");
        browser.sees("Analytical engines is full: the place on its waiting list would be 1");
        assertThat(Fixtures.coursesOf(student.id())).isEmpty();
        get(student.path() + "/waitlist").then().body("items", is(List.of()));
        browser.click("Put on the waiting list");
        browser.sees("Place 1 in line");
        get(student.path() + "/waitlist").then().body("items.place", is(List.of(1)));
    }

    @Test
    void aCourseShowsItsSeatsWhoTakesItAndWhoWaits() throws IOException {
        setCapacity(1);
        Fixtures.enroll(student, course.id());
        Row other = Fixtures.student();
        given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(course.id()), "waitlist", true))
                .post(other.path() + "/courses")
                .then()
                .statusCode(202);
        as(List.of("reader"), "/courses");
        browser.type("Find a course", course.key());
        browser.follow(course.key());
        browser.sees("1 of 1 seats taken");
        browser.sees("1 waiting");
        browser.sees(student.key());
        browser.isAccessible("course");
        browser.follow("Ada Lovelace");
        browser.sees(student.key() + "@students.example");
        browser.sees("Analytical engines");
        assertThat(browser.text()).doesNotContain("Withdraw");
    }

    private void enroll() {
        choose();
        browser.click("Enroll in 1 course");
    }
}
