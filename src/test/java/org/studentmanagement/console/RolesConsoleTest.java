package org.studentmanagement.console;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.studentmanagement.billing.Billing;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Users;

/** Whole ways of administrators, bursars, teachers and students, and what may happen on them. */
@QuarkusTest
@TestProfile(DemoSchool.Profile.class)
class RolesConsoleTest extends DemoSchool {
    @Test
    void anAdministratorSeesWhereTheSchemaStands() throws IOException {
        browser.signIn(Users.user(Users.body("reader", "admin")));
        browser.go("/schema");
        browser.sees("It is at the newest revision that this version knows.");
        assertThat(browser.text())
                .contains(BundledChangelog.HEAD, "Nobody looks for drift", "No rehearsal has left a page", " ms");
        browser.isAccessible("schema");
        browser.click("Show more");
        browser.sees("create_students");
    }

    @Test
    void aBursarChargesAClassAndSeesWhatItOwes() throws IOException {
        Row year = year(2097);
        Row schoolClass = classOf(year);
        Billing.fee(Fixtures.student().id(), "2097-09-01", "1.00");
        browser.signIn(Users.user(Users.body("reader", "bursar")));
        browser.go("/dues");
        browser.pick("Term", "Autumn · " + year.key());
        browser.pick("Class", "7A %1$s · %1$s".formatted(schoolClass.key()));
        browser.pickDay("For the month", "2097-09");
        browser.type("Amount a student", "40.5");
        browser.pickDay("To be paid until", "2097-09-15");
        browser.sees("1 student is charged");
        browser.click("Charge 1 student");
        browser.sees("1 charged.");
        browser.sees("September 2097");
        assertThat(browser.text()).contains("40.50");
        get("/api/fees?class_id=" + schoolClass.id())
                .then()
                .body("items.student_id", is(List.of((int) student.id())))
                .body("items.amount", is(List.of("40.50")))
                .body("items.due_on", is(List.of("2097-09-15")));
        browser.isAccessible("dues");
    }

    @Test
    void aPaymentIsTakenWithTheKeyboardAlone() {
        Billing.fee(student.id(), "2026-09-01", "40.00");
        browser.signIn(Users.user(Users.body("reader", "bursar")));
        browser.go("/payments");
        browser.type("Student: any part", student.key());
        browser.sees("Ada Lovelace · " + student.key());
        browser.press(Keys.ENTER);
        browser.reaches("amount");
        browser.press(Keys.ENTER);
        browser.reaches("Receipt as PDF");
        get("/api/students/" + student.id() + "/balance").then().body("sums.balance", is("0.00"));
    }

    @Test
    void aPaymentThatDidNotReachTheServiceKeepsWhatWasTypedAndIsTakenOnce() {
        Billing.fee(student.id(), "2026-09-01", "40.00");
        browser.signIn(Users.user(Users.body("reader", "bursar")));
        browser.go("/payments");
        browser.type("Student: any part", student.key());
        browser.click("Ada Lovelace · " + student.key());
        browser.type("Amount", "15");
        browser.pullTheCable(true);
        browser.click("Take the payment");
        browser.sees("The service could not be reached");
        assertThat(browser.labelled("Amount").getAttribute("value")).isEqualTo("15");
        browser.pullTheCable(false);
        browser.click("Try again");
        browser.sees("Receipt as PDF");
        get("/api/payments?student_id=" + student.id()).then().body("items.amount", is(List.of("15.00")));
    }

    @Test
    void whereTheLastSeatIsTakenBetweenLookAndClickTheWaitingListIsOffered() {
        setCapacity(1);
        browser.signIn(Users.user(Users.body("reader", "registrar")));
        browser.go("/students/" + student.id());
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
    void aStudentSeesWhatIsDueDayByDay() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Fixtures.enroll(student, course.id());
        Map<String, Object> test = new HashMap<>(Map.of(
                "code", Fixtures.unique(), "title", "First paper", "category", "exam", "course_id", course.id()));
        test.putAll(Map.of("held_on", today.plusDays(3).toString(), "maximum", 50, "weight", 10));
        Fixtures.stored("/api/tests", test, "code");
        Billing.fee(student.id(), "2020-09-01", "40.00");
        browser.signIn(own());
        browser.go("/due");
        browser.sees("First paper, exam of " + course.key());
        assertThat(browser.text()).contains("overdue").containsSubsequence("September 2020", "First paper");
        browser.isAccessible("due");
    }

    @Test
    void aTeacherAddsMaterialThatStudentsOfTheCourseFind(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("exercises.txt"), "Add 1 and 1.");
        Row teacher = Fixtures.teacher();
        Fixtures.teach(course, teacher.id()).then().statusCode(200);
        Fixtures.enroll(student, course.id());
        signIn(teacher);
        browser.follow(course.key());
        browser.type("Title", "Exercises");
        browser.type("Or a file", file.toString());
        browser.click("Add the material");
        browser.sees("Exercises is stored.");
        browser.type("Title", "Notes of the lecture");
        browser.type("Link, if it is one", "https://school.example/notes");
        browser.click("Add the material");
        browser.sees("Notes of the lecture is stored.");
        browser.isAccessible("taught-course");

        int id = get("/api/materials?course_id=" + course.id())
                .then()
                .body("items.size()", is(2))
                .extract()
                .path("items.find { it.title == 'Exercises' }.id");
        get("/api/materials/" + id + "/file").then().statusCode(200).body(is("Add 1 and 1."));
        browser.click("Remove: Notes of the lecture");
        browser.agree();
        browser.sees("Notes of the lecture is removed.");

        browser.beginAgain();
        browser.signIn(own());
        browser.go("/materials");
        browser.sees("Exercises");
        assertThat(browser.text()).contains("Analytical engines", "12").doesNotContain("Notes of the lecture");
        assertThat(browser.find(By.linkText("Download")).getAttribute("href"))
                .endsWith("/api/students/%d/materials/%d/file".formatted(student.id(), id));
        browser.isAccessible("materials");
    }

    @Test
    void aTeacherSeesWhoIsInTheClassAndWhatTheyHaveReached() throws IOException {
        Row schoolClass = classOf(year(2096));
        Row teacher = Fixtures.teacher();
        given().contentType(ContentType.JSON)
                .body(Map.of("teacher_ids", List.of(teacher.id())))
                .put(schoolClass.path() + "/teachers")
                .then()
                .statusCode(200);
        signIn(teacher);
        browser.follow(schoolClass.key());
        browser.sees(student.key());
        browser.sees("Results");
        browser.isAccessible("taught-class");
    }

    private static Row year(int begins) {
        Map<String, Object> body = Fixtures.termBody("school_year", null);
        body.putAll(Map.of("begins_on", begins + "-09-01", "ends_on", begins + 1 + "-06-30"));
        return Fixtures.stored("/api/terms", body, "code");
    }

    /** In which the student is. */
    private Row classOf(Row year) {
        Row schoolClass = Fixtures.schoolClass(year);
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass.id()))
                .put(student.path() + "/class")
                .then()
                .statusCode(200)
                .body("class_id", notNullValue());
        return schoolClass;
    }

    private static void signIn(Row teacher) {
        Map<String, Object> body = Users.body();
        body.put("teacher_id", teacher.id());
        browser.signIn(Users.user(body));
    }

    private Row own() {
        Map<String, Object> body = Users.body();
        body.put("student_id", student.id());
        return Users.user(body);
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
