package org.studentmanagement.console;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.studentmanagement.billing.Billing;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Relay;
import org.studentmanagement.testsupport.Users;

/** What a bursar does: fees of a class, and payments. */
@QuarkusIntegrationTest
class BursarConsoleIT extends DemoSchool {
    @Test
    void aBursarChargesAClassAndSeesWhatItOwes() throws IOException {
        Row year = schoolYear(2097);
        Row schoolClass = Fixtures.schoolClass(year);
        putInto(schoolClass, student);
        Row before = Fixtures.student();
        putInto(schoolClass, before);
        Billing.fee(before.id(), "2097-09-01", "1.00");
        asBursar("/dues");
        browser.pick("Term", "Autumn · " + year.key());
        browser.click("Charge a class");
        browser.pick("Class", "7A %1$s · %1$s".formatted(schoolClass.key()));
        browser.pickDay("For the month", "2097-09");
        browser.type("Amount a student", "40.5");
        browser.pickDay("To be paid until", "2097-09-15");
        browser.sees("1 student is charged");
        browser.sees("Charged for that month already, and skipped: 1.");
        get("/api/fees?class_id=" + schoolClass.id()).then().body("items.size()", is(1));
        browser.click("What becomes of each student; nothing is stored yet");
        browser.sees("was charged for that month already");
        browser.isAccessible("dues");
        browser.click("Charge 1 student");
        browser.sees("1 charged, 1 skipped.");
        browser.sees("September 2097");
        assertThat(browser.text()).contains("41.50");
        get("/api/fees?student_id=" + student.id())
                .then()
                .body("items.amount", is(List.of("40.50")))
                .body("items.due_on", is(List.of("2097-09-15")));
    }

    @Test
    void aPaymentIsTakenWithTheKeyboardAlone() {
        Billing.fee(student.id(), "2026-09-01", "40.00");
        asBursar("/payments");
        browser.type("Student: any part", student.key());
        browser.sees("Ada Lovelace · " + student.key());
        browser.press(Keys.ENTER);
        browser.reaches("amount");
        browser.press(Keys.ENTER);
        browser.reaches("Receipt as PDF");
        get("/api/students/" + student.id() + "/balance").then().body("sums.balance", is("0.00"));
    }

    @Test
    void aPaymentIsTakenOnceHoweverTheServiceGoesAwayMeanwhile() throws IOException {
        Billing.fee(student.id(), "2026-09-01", "40.00");
        String payments = "/api/payments?student_id=" + student.id();
        try (Relay relay = new Relay(RestAssured.port)) {
            browser.through(relay.port());
            asBursar("/payments");
            browser.type("Student: any part", student.key());
            browser.click("Ada Lovelace · " + student.key());
            browser.type("Amount", "15");
            relay.stop();
            browser.click("Take the payment");
            browser.sees("The service could not be reached");
            assertThat(browser.labelled("Amount").getAttribute("value")).isEqualTo("15");
            relay.start();
            relay.loseAnswers(true);
            browser.click("Try again");
            await().until(() -> get(payments).path("items.amount"), is(List.of("15.00")));
            browser.sees("The service could not be reached");
            relay.loseAnswers(false);
            browser.click("Try again");
            browser.sees("Receipt as PDF");
            get(payments).then().body("items.amount", is(List.of("15.00")));
        }
    }

    @Test
    void aBursarTakesWhatIsOpenGetsAReceiptAndTakesBackWhatAColleagueHasTaken() throws IOException {
        Billing.fee(student.id(), "2026-09-01", "40.00");
        Map<String, Object> colleague = Users.body("bursar");
        colleague.put("name", "Grace Hopper");
        int receipt = Users.with(Users.session(Users.user(colleague)))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", Fixtures.unique())
                .body(Billing.paymentBody(student.id(), "5.00"))
                .post("/api/payments")
                .then()
                .statusCode(201)
                .extract()
                .path("payment.receipt_number");
        asBursar("/payments");
        browser.type("Student: any part", student.key());
        browser.click("Ada Lovelace · " + student.key());
        assertThat(browser.labelled("Amount").getAttribute("value")).isEqualTo("35.00");
        browser.click("Take the payment");
        browser.sees("Receipt as PDF");
        given().get("/api/students/" + student.id() + "/balance").then().body("sums.balance", is("0.00"));

        browser.sees("by Mary Somerville");
        browser.sees("by Grace Hopper");
        browser.click("Take back: " + receipt);
        browser.type("Reason", "Meant for a sister");
        browser.isAccessible("payments");
        browser.click("Take the payment back");
        browser.sees("The payment with receipt " + receipt + " is taken back.");
        browser.sees("takes " + receipt + " back");
        given().get("/api/students/" + student.id() + "/balance").then().body("sums.balance", is("5.00"));
        browser.go("/fees");
        browser.sees("Fees that are overdue");
        browser.isAccessible("fees");
    }
}
