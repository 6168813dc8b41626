package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Users;

/** What changes records, terms, classes and who is at school: whole ways through the pages in a browser. */
@QuarkusTest
@TestProfile(DemoSchool.Profile.class)
class RegistrarConsoleTest extends DemoSchool {
    @TempDir
    Path folder;

    @Test
    void anEditorAddsAStudentAndChangesTheNameWhileAnotherDoesToo() {
        String number = Fixtures.unique();
        signIn("reader", "editor");
        browser.go("/students");
        browser.click("New student");
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
    void aFileIsPreviewedAndStoredWithoutTheLinesThatAreRefused() throws IOException {
        String number = Fixtures.unique();
        String lines = "number,name,email%n%s,Sofja Kowalewskaja,%1$s@students.example%n".formatted(number);
        signIn("reader", "registrar", "editor");
        upload("Class list.csv", lines + student.key() + "9,,nobody%n".formatted());
        browser.sees("Lines that are refused");
        browser.sees("These lines as CSV");
        browser.click("Go on with the 1 other change");
        browser.click("Store 1 change");
        browser.sees("What it has changed");
        given().get("/api/students?number={number}", number).then().body("items[0].name", is("Sofja Kowalewskaja"));
    }

    @Test
    void aFileThatIsDraggedHereAndIsNoneSaysSo() {
        signIn("reader", "registrar", "editor");
        browser.go("/imports");
        browser.drop("students.xlsx", "PK");
        browser.sees("students.xlsx is no CSV file.");
        browser.drop("students.csv", "first;last%nAda;Lovelace%n".formatted());
        browser.click("See what would change");
        browser.sees("Semicolons are between the values: save it with commas");
        browser.sees("Discard");
    }

    @Test
    void aTermIsMadeChangedAndDeletedUnlessSomethingIsTaughtInIt() {
        String code = Fixtures.unique();
        signIn("reader", "editor");
        browser.go("/terms");
        browser.click("New term");
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
    void aClassGetsItsTeacherAndAStudentAndMovesUp() {
        Row now = Fixtures.schoolClass(Fixtures.term("school_year", null));
        Row next = Fixtures.schoolClass(laterYear());
        Row other = Fixtures.student();
        putInto(now, other);
        Row teacher = Fixtures.teacher();
        signIn("reader", "registrar");
        browser.go("/classes");
        browser.type("Find a class", now.key());
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

        browser.click("Move the class up");
        browser.type("Into which class", next.key());
        browser.click("7A " + next.key() + " · " + next.key());
        browser.sees("Move 2 students up");
        browser.pick("What becomes: Ada Lovelace, " + other.key(), "stays in this class");
        browser.click("Move 1 student up");
        browser.sees("1 student has moved up.");
        given().get(next.path() + "/members").then().body("items.id", contains((int) student.id()));
        given().get(now.path() + "/members").then().body("items.id", contains((int) other.id()));
    }

    @Test
    void whoWantsToLeaveIsGrantedItAndComesBack() {
        Row course = Fixtures.course();
        Fixtures.enroll(student, course.id());
        signIn("reader", "registrar");
        browser.go("/departures");
        browser.click("Ask for a student");
        browser.type("Student: any part", student.key());
        browser.click("Ada Lovelace · " + student.key());
        browser.pickDay(
                "First day without school", LocalDate.now(ZoneOffset.UTC).toString());
        browser.type("Reason", "Moves to another town");
        browser.click("Ask to leave");
        browser.sees("It is to be decided whether Ada Lovelace leaves.");
        browser.click("Decide: Ada Lovelace");
        browser.type("Note", "Papers are handed out");
        browser.click("Grant");
        browser.sees("Ada Lovelace: granted.");
        assertThat(Fixtures.coursesOf(student.id())).isEmpty();

        browser.pick("Show those that are", "granted");
        browser.sees("Papers are handed out");
        browser.click("Has come back: Ada Lovelace");
        browser.agree();
        browser.sees("Ada Lovelace is at school again, and enrolled in " + course.key());
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
    }

    @Test
    void everyViewIsAccessible() throws IOException {
        Row year = Fixtures.term("school_year", null);
        Row now = Fixtures.schoolClass(year);
        Row next = Fixtures.schoolClass(laterYear());
        putInto(now, student);
        askToLeave();
        signIn("reader", "registrar", "editor");
        browser.go("/students");
        browser.click("New student");
        browser.isAccessible("new-student");
        browser.go("/students/" + student.id());
        browser.click("Change name, number or e-mail address");
        browser.isAccessible("record");
        browser.go("/terms");
        browser.click("New term");
        browser.sees(year.key());
        browser.isAccessible("terms");
        browser.go("/classes");
        browser.type("Find a class", now.key());
        browser.sees(now.key());
        browser.isAccessible("classes");
        browser.go("/classes/" + now.id());
        browser.sees(student.key());
        browser.isAccessible("class");
        browser.go("/classes/" + now.id() + "/promotion");
        browser.type("Into which class", next.key());
        browser.click("7A " + next.key() + " · " + next.key());
        browser.sees("Move 1 student up");
        browser.isAccessible("promotion");
        browser.go("/departures");
        browser.click("Decide: Ada Lovelace");
        browser.isAccessible("departures");
        browser.go("/imports");
        browser.sees("Imports so far");
        browser.isAccessible("imports");
        upload("students.csv", "number,name,email%n%s,,nobody%n".formatted(Fixtures.unique()));
        browser.sees("Lines that are refused");
        browser.isAccessible("import");
        browser.click("Discard");
        browser.sees("It is discarded");
    }

    private void signIn(String... roles) {
        browser.signIn(Users.user(Users.body(roles)));
    }

    private void upload(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        browser.go("/imports");
        browser.labelled("Drag CSV files here").sendKeys(file.toString());
        browser.pick(name, "students");
        browser.click("See what would change");
    }

    private static Row termOf(String code) {
        Integer id =
                given().get("/api/terms?code={code}", code).then().extract().path("items[0].id");
        return new Row("/api/terms/" + id, id, null, code);
    }

    private static Row laterYear() {
        Map<String, Object> body = Fixtures.termBody("school_year", null);
        body.putAll(Map.of("begins_on", "2014-09-01", "ends_on", "2015-06-25"));
        return Fixtures.stored("/api/terms", body, "code");
    }

    private static void putInto(Row schoolClass, Row student) {
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass.id()))
                .put(student.path() + "/class")
                .then()
                .statusCode(200);
    }

    private void askToLeave() {
        given().contentType(ContentType.JSON)
                .body(Map.of("leaves_on", "2026-09-01", "reason", "Moves to another town"))
                .post(student.path() + "/departures")
                .then()
                .statusCode(200);
    }
}
