package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

/** What a registrar does beside enrolling: classes, who leaves school, notices. */
@QuarkusIntegrationTest
class RegistrarConsoleIT extends DemoSchool {
    @Test
    void aClassGetsItsTeacherAndAStudentAndMovesUp() throws IOException {
        Row now = Fixtures.schoolClass(Fixtures.term("school_year", null));
        Row next = Fixtures.schoolClass(schoolYear(2014));
        Row other = Fixtures.student();
        putInto(now, other);
        Row teacher = Fixtures.teacher();
        asRegistrar("/classes");
        browser.type("Find a class", now.key());
        browser.sees(now.key());
        browser.isAccessible("classes");
        browser.follow(now.key());
        browser.type("Add a teacher", teacher.key());
        browser.click("Mary Somerville · " + teacher.key());
        browser.find(By.cssSelector("[aria-label='Take out: Mary Somerville']"));
        given().get(now.path() + "/teachers").then().body("items.id", contains((int) teacher.id()));

        browser.type("Move a student", student.key());
        browser.click("Ada Lovelace · " + student.key());
        browser.type("Roll number", "7");
        browser.click("Move into this class");
        browser.sees("Ada Lovelace is in this class now.");
        given().get(student.path() + "/classes").then().body("items[0].roll_number", is(7));

        browser.click("Give roll numbers by name");
        browser.agree();
        browser.sees("2 have their roll numbers.");
        given().get(now.path() + "/members").then().body("items.roll_number", contains(1, 2));

        browser.isAccessible("class");
        browser.click("Move the class up");
        browser.type("Into which class", next.key());
        browser.click("7A " + next.key() + " · " + next.key());
        browser.sees("Move 2 students up");
        browser.isAccessible("promotion");
        browser.pick("What becomes: Ada Lovelace, " + other.key(), "stays in this class");
        browser.click("Move 1 student up");
        browser.sees("1 student has moved up.");
        given().get(next.path() + "/members").then().body("items.id", contains((int) student.id()));
        given().get(now.path() + "/members").then().body("items.id", contains((int) other.id()));
    }

    @Test
    void whoWantsToLeaveIsGrantedItAndComesBack() throws IOException {
        Row course = Fixtures.course();
        Fixtures.enroll(student, course.id());
        asRegistrar("/departures");
        browser.click("Ask for a student");
        browser.type("Student: any part", student.key());
        browser.click("Ada Lovelace · " + student.key());
        browser.pickDay(
                "First day without school", LocalDate.now(ZoneOffset.UTC).toString());
        browser.type("Reason", "Moves to another town");
        browser.click("Ask to leave");
        browser.sees("It is to be decided whether Ada Lovelace leaves.");
        browser.click("Decide: Ada Lovelace");
        browser.isAccessible("departures");
        browser.type("Note", "Papers are handed out");
        browser.click("Grant");
        browser.sees("Ada Lovelace: granted.");
        assertThat(Fixtures.coursesOf(student.id())).isEmpty();

        browser.pick("Show those that are", "granted");
        browser.sees("Papers are handed out");
        browser.sees("by Mary Somerville");
        browser.click("Has come back: Ada Lovelace");
        browser.agree();
        browser.sees("Ada Lovelace is at school again, and enrolled in " + course.key());
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
    }

    @Test
    void aNoticeIsWrittenToOneStudentChangedAndDeleted() throws IOException {
        String title = "The form of " + student.key();
        asRegistrar("/notices");
        browser.pick("To whom", "one student");
        browser.type("Which student", student.key());
        browser.click("Ada Lovelace · " + student.key());
        browser.type("Title", title);
        browser.type("Text", "Bring it.\nSigned.");
        browser.isAccessible("notices");
        browser.click("Save");
        browser.sees(title + " is saved.");
        browser.click("Change: " + title);
        browser.labelled("Put it before").click();
        browser.click("Save");
        browser.labelled("To whom");
        given().get(student.path() + "/notices?sort=-id")
                .then()
                .body("items[0].body", is("Bring it.\nSigned."))
                .body("items[0].popup", is(true));
        browser.click("Change: " + title);
        browser.click("Delete");
        browser.agree();
        browser.sees("It is deleted.");
        given().get(student.path() + "/notices").then().body("items.title", not(hasItem(title)));
    }
}
