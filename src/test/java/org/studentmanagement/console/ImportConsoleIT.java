package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

    /** Of the two that are to go, one is known to nobody here. */
    @Test
    void anAdministratorImportsWhatHasChangedElsewhereByOneRoster() throws IOException {
        String number = Fixtures.unique();
        String person = UUID.randomUUID().toString();
        Path zip = folder.resolve("changes.zip");
        try (ZipOutputStream files = new ZipOutputStream(Files.newOutputStream(zip))) {
            file(
                    files,
                    "users",
                    "sourcedId,status,enabledUser,givenName,familyName,identifier,email%n%s,active,true,Emmy,Noether,%s,%2$s@students.example%n%s,tobedeleted,,,,,%n"
                            .formatted(person, number, UUID.randomUUID()));
            file(
                    files,
                    "roles",
                    "sourcedId,status,userSourcedId,role%n%s,active,%s,student%n".formatted(UUID.randomUUID(), person));
            file(
                    files,
                    "manifest",
                    "propertyName,value%nmanifest.version,1.0%noneroster.version,1.2%nfile.users,delta%nfile.roles,delta%n"
                            .formatted());
        }
        as(List.of("reader", "admin"), "/imports");
        browser.labelled("Drag CSV files here").sendKeys(zip.toString());
        browser.isAccessible("imports-oneroster");
        browser.click("See what would change");
        browser.sees("Not there");
        browser.isAccessible("import-oneroster");
        browser.click("Store 1 change");
        browser.sees("What it has changed");
        given().get("/api/students?number={number}", number).then().body("items[0].name", is("Emmy Noether"));
    }

    private static void file(ZipOutputStream files, String name, String content) throws IOException {
        files.putNextEntry(new ZipEntry(name + ".csv"));
        files.write(content.getBytes(StandardCharsets.UTF_8));
    }

    private void upload(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        browser.labelled("Drag CSV files here").sendKeys(file.toString());
        browser.pick(name, "students");
        browser.click("See what would change");
    }
}
