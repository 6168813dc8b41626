package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.studentmanagement.billing.Billing;
import org.studentmanagement.testsupport.Fixtures;

/** What a student sees of the own record. */
@QuarkusIntegrationTest
class StudentConsoleIT extends DemoSchool {
    @Test
    void aStudentIsToldOfANoticeAsItArrivesAndGivesAnotherTelephoneNumber() throws IOException {
        Billing.paid(student.id(), "5.00");
        asStudent("/own");
        browser.sees("Nothing is to be paid.");
        browser.find(By.cssSelector("[aria-label^='Receipt ']"));
        assertThat(browser.text()).doesNotContain("by test");
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
        browser.isAccessible("own");
        browser.click("Change telephone or address");
        browser.type("Telephone", "+44 20 7946 0001");
        browser.click("Save");
        browser.sees("The profile is saved.");
        given().get(student.path() + "/profile").then().body("phone", is("+44 20 7946 0001"));
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
        asStudent("/due");
        browser.sees("First paper, exam of " + course.key());
        assertThat(browser.text()).contains("overdue").containsSubsequence("September 2020", "First paper");
        browser.isAccessible("due");
    }
}
