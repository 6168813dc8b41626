package org.studentmanagement.console;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Relay;

/** What a teacher does: marks, material, notices, and looking at a class. */
@QuarkusIntegrationTest
class TeacherConsoleIT extends DemoSchool {
    @Test
    void aTeacherMakesATestEntersMarksByKeyboardPublishesAndSeesWhatIsChangedThen() throws IOException {
        taughtTest();
        String code = Fixtures.unique();
        asTeacher(teacher, "/teaching/" + course.id());
        browser.click("New test");
        browser.type("Title", "Mental arithmetic");
        browser.type("Code, like", code);
        browser.type("Kind, as", "quiz");
        browser.pickDay("Day on which", "2026-09-14");
        browser.type("Maximum", "10,5");
        browser.click("Save");
        browser.sees("Mental arithmetic is saved.");
        int id = given().get("/api/tests?code=" + code)
                .then()
                .body("items[0].maximum", is(10.5f))
                .extract()
                .path("items[0].id");
        Row test = new Row("/api/tests/" + id, id, null, code);
        browser.follow("Mental arithmetic");
        browser.enter("Score: Ada Lovelace, " + student.key(), "7.5 points");
        browser.sees("It takes a number");
        browser.enter("Score: Ada Lovelace, " + student.key(), "7.5");
        browser.sees("1 mark saved.");
        browser.sees("1 marked, mean 7.5");
        browser.isAccessible("mark-sheet");
        given().get(test.path() + "/marks/" + student.id()).then().body("score", is(7.5f));
        browser.enter("Score: Ada Lovelace, " + student.key(), "");
        browser.sees("The mark is taken away.");
        given().get(test.path() + "/marks").then().body("items[0].score", nullValue());
        browser.enter("Score: Ada Lovelace, " + student.key(), "6");
        browser.sees("1 marked, mean 6");

        browser.click("Publish");
        browser.sees("Take the publication back");
        browser.type("Reason, for what", "Added up wrongly");
        browser.enter("Score: Ada Lovelace, " + student.key(), "8");
        browser.click("What was changed since it was published");
        browser.sees("by Mary Somerville");
        assertThat(browser.text()).contains("Added up wrongly");
        browser.isAccessible("mark-changes");
    }

    @Test
    void aMarkThatIsTypedWhileTheServiceIsStoppedIsSavedWhenItIsBack() throws IOException {
        Row test = taughtTest();
        try (Relay relay = new Relay(RestAssured.port)) {
            browser.through(relay.port());
            asTeacher(teacher, "/tests/" + test.id());
            browser.sees(student.key());
            relay.stop();
            browser.enter("Score: Ada Lovelace, " + student.key(), "8.5");
            browser.sees("The service could not be reached");
            relay.start();
            browser.click("Try again");
            browser.sees("1 mark saved.");
            given().get(test.path() + "/marks/" + student.id()).then().body("score", is(8.5f));
        }
    }

    @Test
    void aTeacherWritesANoticeToTheCourseAndMendsIt() {
        taughtTest();
        asTeacher(teacher, "/teaching/" + course.id());
        browser.click("Write a notice");
        browser.type("Title", "Bring a compass");
        browser.type("Text", "For the paper on Monday.");
        browser.click("Save");
        browser.sees("Bring a compass is saved.");
        browser.go("/teaching");
        browser.follow(course.key());
        browser.sees("by Mary Somerville");
        browser.click("Change: Bring a compass");
        browser.type("Text", "For the paper on Tuesday.");
        browser.click("Save");
        browser.sees("For the paper on Tuesday.");
        given().get(student.path() + "/notices?sort=-id")
                .then()
                .body("items[0].title", is("Bring a compass"))
                .body("items[0].body", is("For the paper on Tuesday."));
    }

    @Test
    void aMarkThatAnotherHasChangedMeanwhileShowsBoth() {
        Row test = taughtTest();
        asTeacher(teacher, "/tests/" + test.id());
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
    void aTeacherAddsMaterialThatStudentsOfTheCourseFind(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("exercises.txt"), "Add 1 and 1.");
        teacher = Fixtures.teacher();
        Fixtures.teach(course, teacher.id()).then().statusCode(200);
        Fixtures.enroll(student, course.id());
        asTeacher(teacher, "/teaching");
        browser.sees("Analytical engines");
        browser.isAccessible("teaching");
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
        asStudent("/materials");
        browser.sees("Exercises");
        assertThat(browser.text()).contains("Analytical engines", "12").doesNotContain("Notes of the lecture");
        assertThat(browser.find(By.linkText("Download")).getAttribute("href"))
                .endsWith("/api/students/%d/materials/%d/file".formatted(student.id(), id));
        browser.isAccessible("materials");
    }

    @Test
    void aTeacherSeesWhoIsInTheClassAndWhatTheyHaveReached() throws IOException {
        Row schoolClass = Fixtures.schoolClass(schoolYear(2096));
        putInto(schoolClass, student);
        teacher = Fixtures.teacher();
        given().contentType(ContentType.JSON)
                .body(Map.of("teacher_ids", List.of(teacher.id())))
                .put(schoolClass.path() + "/teachers")
                .then()
                .statusCode(200);
        asTeacher(teacher, "/teaching");
        browser.follow(schoolClass.key());
        browser.sees(student.key());
        browser.sees("Results");
        browser.isAccessible("taught-class");
    }
}
