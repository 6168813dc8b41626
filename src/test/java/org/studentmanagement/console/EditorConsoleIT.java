package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

/** What an editor changes: students and their profiles, courses, teachers, terms. */
@QuarkusIntegrationTest
class EditorConsoleIT extends DemoSchool {
    @TempDir
    Path folder;

    @Test
    void anEditorAddsAStudentAndChangesTheNameWhileAnotherDoesToo() throws IOException {
        String number = Fixtures.unique();
        asEditor("/students");
        browser.click("New student");
        browser.isAccessible("new-student");
        browser.type("Name", "Emmy Noether");
        browser.type("Number", number);
        browser.type("E-mail address", number + "@students.example");
        browser.click("Save");
        browser.sees("Emmy Noether is saved.");
        String path = "/api/students/"
                + given().get("/api/students?number={number}", number)
                        .then()
                        .extract()
                        .path("items[0].id");

        browser.click("Change name, number or e-mail address");
        browser.isAccessible("record");
        browser.type("Name", "Amalie Noether");
        given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("name", "Emmy A. Noether"))
                .patch(path)
                .then()
                .statusCode(200);
        browser.click("Save");
        browser.sees("Somebody else has changed this meanwhile.");
        browser.sees("Emmy A. Noether");
        browser.click("Save mine");
        browser.sees("Amalie Noether is saved.");
        given().get(path).then().body("name", is("Amalie Noether"));
    }

    @Test
    void aTermIsMadeChangedAndDeletedUnlessSomethingIsTaughtInIt() throws IOException {
        String code = Fixtures.unique();
        asEditor("/terms");
        browser.click("New term");
        browser.isAccessible("terms");
        browser.type("Code", code);
        browser.type("Name", "Year of the comet");
        browser.pick("Kind", "school year");
        browser.pickDay("First day", "2031-09-01");
        browser.pickDay("Last day", "2032-06-30");
        browser.click("Save");
        browser.sees("Year of the comet is saved.");
        browser.click("Change: Year of the comet, " + code);
        browser.pickDay("Last day", "2032-07-15");
        browser.click("Save");
        browser.sees("Jul 15, 2032");
        Row term = termOf(code);
        given().get(term.path()).then().body("ends_on", is("2032-07-15"));

        Row taught = Fixtures.schoolClass(term);
        browser.click("Change: Year of the comet, " + code);
        browser.click("Delete");
        browser.agree();
        browser.sees("class");
        given().header("If-Match", "*").delete(taught.path()).then().statusCode(204);
        browser.click("Delete");
        browser.agree();
        browser.sees("It is deleted.");
        given().get(term.path()).then().statusCode(404);
    }

    @Test
    void aProfileThatAnotherHasChangedMeanwhileShowsBoth() throws IOException {
        asEditor("/students/" + student.id());
        browser.click("Change the profile");
        browser.type("Guardian", "Anne Lovelace");
        browser.type("Address", "12 St James’s Square\nLondon");
        patch(student.path() + "/profile", "{\"guardian_name\":\"Lady Byron\"}");
        browser.click("Save");
        browser.sees("Lady Byron");
        browser.isAccessible("profile");
        browser.click("Save mine");
        browser.sees("The profile is saved.");
        given().get(student.path() + "/profile")
                .then()
                .body("guardian_name", is("Anne Lovelace"))
                .body("address", is("12 St James’s Square\nLondon"));
    }

    @Test
    @Tag("awt")
    void aPictureIsSetAndTakenAway() throws IOException {
        Path picture = folder.resolve("ada.png");
        ImageIO.write(new BufferedImage(40, 60, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        patch(student.path() + "/profile", "{\"guardian_name\":\"Lady Byron\"}");
        asEditor("/students/" + student.id());
        browser.labelled("Set a picture").sendKeys(picture.toString());
        browser.sees("The picture is stored.");
        browser.find(By.className("portrait"));
        browser.click("Take the picture away");
        browser.agree();
        browser.sees("The picture is taken away.");
        given().get(student.path() + "/picture").then().statusCode(404);
    }

    @Test
    void aCourseIsMadeChangedAndSaysWhoTeachesItAndWhatComesBefore() throws IOException {
        String code = Fixtures.unique();
        Row lecturer = Fixtures.teacher();
        asEditor("/courses");
        browser.click("New course");
        browser.type("Code", code);
        browser.type("Name", "Difference engines");
        browser.type("Seats", "0");
        browser.click("Save");
        browser.sees("0 of 0 seats taken");
        String path = "/api/courses/"
                + given().get("/api/courses?code={code}", code).then().extract().path("items[0].id");
        browser.type("Add a teacher", lecturer.key());
        browser.click("Mary Somerville · " + lecturer.key());
        browser.find(By.cssSelector("[aria-label='Take out: Mary Somerville']"));
        browser.type("Add a course", course.key());
        browser.click("Analytical engines · " + course.key());
        browser.find(By.cssSelector("[aria-label='Take out: Analytical engines']"));
        given().get(path + "/prerequisites").then().body("items.id", is(List.of((int) course.id())));

        browser.click("Change the course");
        patch(path, "{\"capacity\":20}");
        browser.type("Seats", "30");
        browser.pickDay("Students may enroll until", "2099-01-01T12:00");
        browser.isAccessible("course-form");
        browser.click("Save");
        browser.sees("Somebody else has changed this meanwhile.");
        browser.click("Save mine");
        browser.sees("0 of 30 seats taken");
        given().get(path).then().body("capacity", is(30)).body("enrollment_closes_at", startsWith("2099-01-01T"));
    }

    @Test
    void aTeacherIsAddedWithoutAnAddressAndGetsOne() throws IOException {
        String number = Fixtures.unique();
        asEditor("/teachers");
        browser.click("New teacher");
        browser.type("Name", "Emmy Noether");
        browser.type("Number", number);
        browser.click("Save");
        browser.sees("Emmy Noether is saved.");
        browser.type("Find a teacher", number);
        browser.click("Change: Emmy Noether, " + number);
        browser.isAccessible("teachers");
        browser.type("E-mail address", number + "@school.example");
        browser.click("Save");
        browser.sees(number + "@school.example");
        given().get("/api/teachers?number={number}", number)
                .then()
                .body("items[0].email", is(number + "@school.example"));
    }

    private static void patch(String path, String body) {
        given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(body)
                .patch(path)
                .then()
                .statusCode(200);
    }

    private static Row termOf(String code) {
        Integer id =
                given().get("/api/terms?code={code}", code).then().extract().path("items[0].id");
        return new Row("/api/terms/" + id, id, null, code);
    }
}
