package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.studentmanagement.testsupport.Fixtures;

/** Files that are dragged onto the page: previewed, then stored or not. */
@QuarkusIntegrationTest
class ImportConsoleIT extends DemoSchool {
    @TempDir
    Path folder;

    @Test
    void aFileIsPreviewedAndStoredWithoutTheLinesThatAreRefused() throws IOException {
        String number = Fixtures.unique();
        String lines = "number,name,email%n%s,Sofja Kowalewskaja,%1$s@students.example%n".formatted(number);
        as(List.of("reader", "registrar", "editor"), "/imports");
        browser.sees("Imports so far");
        browser.isAccessible("imports");
        upload("Class list.csv", lines + student.key() + "9,,nobody%n".formatted());
        browser.sees("Lines that are refused");
        browser.isAccessible("import");
        assertThat(browser.find(By.linkText("These lines as CSV")).getAttribute("href"))
                .endsWith("/refusals.csv");
        browser.click("Go on with the 1 other change");
        browser.click("Store 1 change");
        browser.sees("What it has changed");
        given().get("/api/students?number={number}", number).then().body("items[0].name", is("Sofja Kowalewskaja"));
    }

    @Test
    void aFileThatIsDraggedHereAndIsNoneSaysSo() {
        as(List.of("reader", "registrar", "editor"), "/imports");
        browser.drop("students.xlsx", "PK");
        browser.sees("students.xlsx is no CSV file.");
        browser.drop("students.csv", "first;last%nAda;Lovelace%n".formatted());
        browser.click("See what would change");
        browser.sees("Semicolons are between the values: save it with commas");
        browser.sees("Discard");
    }

    @Test
    void whoIsInNoLineOfAllEnrollmentsIsWithdrawnOnlyByWhoTypesHowManyThatAre() throws IOException {
        Fixtures.enroll(student, course.id());
        asRegistrar("/imports");
        browser.labelled("Drag CSV files here")
                .sendKeys(Files.writeString(
                                folder.resolve("enrollments.csv"),
                                "student_number,course_code%n%s,%s%n".formatted(student.key(), course.key()))
                        .toString());
        browser.labelled("withdraw whoever is in no line of it").click();
        browser.click("See what would change");
        browser.sees("enrollments are in no line, and would be withdrawn.");
        browser.type("That is a large share.", "1");
        browser.isAccessible("withdrawals");
        browser.click(browser.find(By.xpath("//button[starts-with(normalize-space(), 'Store ')]"))
                .getText());
        browser.sees("waits to be confirmed");
        browser.click("Discard");
        browser.sees("It is discarded");
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
    }

    private void upload(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        browser.labelled("Drag CSV files here").sendKeys(file.toString());
        browser.pick(name, "students");
        browser.click("See what would change");
    }
}
