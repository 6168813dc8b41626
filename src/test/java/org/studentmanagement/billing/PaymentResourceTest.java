package org.studentmanagement.billing;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

@QuarkusTest
class PaymentResourceTest {
    private long student;

    @BeforeEach
    void aStudent() {
        student = Fixtures.student().id();
    }

    @Test
    void aPaymentPaysTheOldestFeesAndTheRestPaysFeesToCome() {
        Row october = Billing.fee(student, "2026-10-01", "100.00");
        Row september = Billing.fee(student, "2026-09-01", "100.00");
        Map<String, Object> body = Billing.paymentBody(student, "250.00");
        body.putAll(Map.of("method", "card", "reference", Fixtures.unique(), "paid_on", "2026-09-10"));

        Response taken = Billing.pay(body);

        taken.then()
                .statusCode(201)
                .body("payment.amount", is("250.00"))
                .body("payment.allocated", is("200.00"))
                .body("payment.taken_by", is("test"))
                .body("allocations.month", is(List.of("2026-09-01", "2026-10-01")));
        get(taken.header("Location")).then().statusCode(200).body(is(taken.asString()));
        balance("-50.00", "50.00");
        get(september.path()).then().body("settled", is(true)).header("ETag", "\"1\"");
        get(october.path()).then().body("paid", is("100.00"));
        Row november = Billing.fee(student, "2026-11-01", "70.00");
        get(november.path()).then().body("paid", is("50.00")).header("ETag", november.etag());
        balance("20.00", "0.00");
    }

    @Test
    void aPaymentPaysWhatItIsToldTo() {
        Billing.fee(student, "2026-09-01", "100.00");
        Row october = Billing.fee(student, "2026-10-01", "100.00");

        Billing.payFor(student, "80.00", october, "30.00")
                .then()
                .statusCode(201)
                .body("allocations.amount", is(List.of("30.00")));
        balance("120.00", "50.00");
        Billing.payFor(student, "100.00", october, "70.01")
                .then()
                .spec(problem(409, "more-than-open"))
                .body(
                        "errors",
                        is(List.of(
                                Map.of("pointer", "/allocations/0/amount", "detail", "is more than is open: 70.00"))));
        Billing.payFor(student, "10.00", october, "10.01")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", is(List.of("/allocations")));
        Billing.payFor(Fixtures.student().id(), "10.00", october, "1.00")
                .then()
                .spec(problem(422, "unknown-fees"))
                .body("errors.pointer", is(List.of("/allocations/0/fee_id")));
        given().post("/api/students/{id}/allocations", student)
                .then()
                .statusCode(200)
                .body("sums.credit", is("0.00"))
                .body("open_fees.open", is(List.of("50.00", "70.00")));
    }

    @Test
    void moneyIsTakenDownOnceAndByItsReference() {
        Map<String, Object> body = Billing.paymentBody(student, "10.00");
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/payments")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("detail", startsWith("Idempotency-Key must be sent"));
        body.put("method", "upi");
        Billing.pay(body)
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", is(List.of("/reference")));
        body.put("reference", Fixtures.unique());
        String key = Fixtures.unique();
        long first = Json.of(keyed(key, body)).at("/payment/id").longValue();

        keyed(key, body).then().header("Idempotency-Replayed", "true").body("payment.id", is((int) first));
        Billing.pay(body).then().spec(problem(409, "reference-taken"));
        body.put("method", "bank");
        Billing.pay(body).then().statusCode(201);
        Billing.pay(Billing.paymentBody(0, "10.00")).then().spec(problem(422, "unknown-student"));
        assertThat(Json.ids(Json.of(get("/api/payments?student_id=" + student)).path("items")))
                .hasSize(2)
                .startsWith(first);
    }

    @Test
    void whatIsTakenBackStaysAndItsFeesAreOpenAgain() {
        Row fee = Billing.fee(student, "2026-09-01", "100.00");
        long payment = Billing.paid(student, "60.00");

        Response reversal = Billing.reverse(payment);

        reversal.then()
                .statusCode(201)
                .body("payment.reverses", is((int) payment))
                .body("payment.amount", is("60.00"))
                .body("payment.method", is("cash"))
                .body("payment.reason", is("The cheque was not honoured"));
        long id = Json.of(reversal).at("/payment/id").longValue();
        get("/api/payments/" + payment)
                .then()
                .body("payment.reversed_by", is((int) id))
                .body("payment.allocated", is("0.00"))
                .body("allocations.amount", is(List.of("60.00")));
        get(fee.path()).then().body("paid", is("0.00"));
        balance("100.00", "0.00");
        Billing.reverse(payment).then().spec(problem(409, "payment-reversed"));
        Billing.reverse(id).then().spec(problem(409, "payment-reversed"));
        Billing.reverse(0).then().spec(problem(404, "not-found"));
        JsonNode statement =
                Json.of(get("/api/students/{id}/statement", student)).path("items");
        assertThat(statement.findValuesAsText("kind")).containsExactly("fee", "payment", "reversal");
        assertThat(statement.findValuesAsText("amount")).containsExactly("100.00", "-60.00", "60.00");
        assertThat(statement.findValuesAsText("balance")).containsExactly("100.00", "40.00", "100.00");
    }

    @Test
    void aReceiptIsPrintedForTheBursarAndForTheStudent() throws IOException {
        Row fee = Billing.fee(student, "2026-09-01", "100.00");
        long payment = Billing.paid(student, "60.00");
        long reversal = Json.of(Billing.reverse(payment)).at("/payment/id").longValue();
        String own = TestToken.ofStudent(student);
        String path = "/api/students/" + student + "/payments";

        Response receipt = get("/api/payments/{id}/receipt.pdf", payment);

        receipt.then()
                .statusCode(200)
                .header("Content-Type", "application/pdf")
                .header("Content-Disposition", startsWith("attachment; filename=\"receipt-"));
        assertThat(text(receipt)).contains("EUR 60.00", "Taken back", fee.key().substring(0, 7));
        assertThat(text(given().auth().oauth2(own).get(path + "/" + reversal + "/receipt.pdf")))
                .contains("Given back", "Takes back");
        given().header("If-None-Match", receipt.header("ETag"))
                .get("/api/payments/{id}/receipt.pdf", payment)
                .then()
                .statusCode(304);
        given().auth().oauth2(own).get(path).then().body("items.currency", is(List.of("EUR", "EUR")));
        given().auth().oauth2(own).get("/api/students/0/payments").then().statusCode(403);
        get(
                        "/api/students/{id}/payments/{payment}/receipt.pdf",
                        Fixtures.student().id(),
                        payment)
                .then()
                .spec(problem(404, "not-found"));
        get("/api/payments/0/receipt.pdf").then().spec(problem(404, "not-found"));
        get("/api/students/0/payments").then().spec(problem(404, "not-found"));
        get("/api/students/0/statement").then().spec(problem(404, "not-found"));
    }

    private static String text(Response receipt) throws IOException {
        try (PDDocument document = Loader.loadPDF(receipt.asByteArray())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void nothingIsPaidOnADayToCome() {
        Map<String, Object> body = Billing.paymentBody(student, "10.00");
        body.put("paid_on", "2999-01-01");

        Billing.pay(body)
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors", is(List.of(Map.of("pointer", "/paid_on", "detail", "must be a day that has come"))));
    }

    @Test
    void theTotalsOfADayAreOfEachMethod() {
        Map<String, Object> body = Billing.paymentBody(student, "10.10");
        body.put("paid_on", "1999-12-31");
        String day = "/api/payments/totals?day=1999-12-31";
        BigDecimal before = new BigDecimal(get(day).path("net").toString());
        Billing.pay(body).then().statusCode(201);

        get(day).then().body("methods.method", is(List.of("cash", "card", "bank", "upi")));
        assertThat(new BigDecimal(get(day).path("net").toString()).subtract(before))
                .isEqualTo("10.10");
        get("/api/payments/totals?day=1999-13-31").then().spec(problem(400, "invalid-request"));
    }

    @Test
    void ofPaymentsAtOnceNoFeeIsPaidTwiceAndNoNumberIsLeftOut() throws SQLException {
        Row fee = Billing.fee(student, "2026-09-01", "100.00");
        List<Integer> statuses = AtOnce.run(
                6,
                caller -> caller % 2 == 0
                        ? Billing.payFor(student, "60.00", fee, "60.00").statusCode()
                        : Billing.pay(Billing.paymentBody(student, "60.00")).statusCode());

        assertThat(statuses).contains(201).containsOnly(201, 409);
        long taken = statuses.stream().filter(status -> status == 201).count();
        get(fee.path()).then().body("paid", is("100.00")).body("settled", is(true));
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM payments WHERE student_id = ?", student))
                .containsExactly(taken);
        assertThat(ServiceDatabase.longs("SELECT max(receipt_number) - count(*) FROM payments"))
                .containsExactly(0L);
    }

    @Test
    void paymentsReversalsAndChangesOfAFeeAtOnceLeaveSumsThatAreRight() throws SQLException {
        Row fee = Billing.fee(student, "2026-09-01", "100.00");
        List<Long> payments = LongStream.range(0, 3)
                .mapToObj(n -> Billing.paid(student, "50.00"))
                .toList();

        List<Integer> statuses = AtOnce.run(8, caller -> switch (caller % 3) {
            case 0 -> Billing.reverse(payments.get(caller / 3)).statusCode();
            case 1 -> Billing.pay(Billing.paymentBody(student, "20.00")).statusCode();
            default ->
                given().header("If-Match", "*")
                        .contentType("application/merge-patch+json")
                        .body(Map.of("amount", (60 + 10 * caller) + ".00"))
                        .patch(fee.path())
                        .statusCode();
        });

        assertThat(statuses).isSubsetOf(200, 201, 409);
        assertThat(ServiceDatabase.longs("""
                SELECT count(*) FROM fees f WHERE f.id = ? AND (paid(f.id) > f.amount OR settled <> (paid(f.id) = f.amount))
                UNION ALL
                SELECT count(*) FROM allocations a JOIN payments r ON r.reverses = a.payment_id
                WHERE a.fee_id = ? AND a.freed_by IS DISTINCT FROM r.id""", fee.id(), fee.id())).containsExactly(0L, 0L);
        String sums = "sums.";
        Response balance = get("/api/students/{id}/balance", student);
        BigDecimal paid = new BigDecimal(balance.path(sums + "paid").toString());
        assertThat(paid).isEqualTo("60.00");
        assertThat(new BigDecimal(balance.path(sums + "balance").toString()))
                .isEqualTo(new BigDecimal(balance.path(sums + "charged").toString()).subtract(paid));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE payments SET amount = amount + 1 WHERE student_id = %d",
                "UPDATE payments SET student_id = NULL WHERE student_id = %d",
                "UPDATE allocations a SET freed_by = NULL FROM payments p WHERE p.id = payment_id AND student_id = %d",
                "DELETE FROM payments WHERE student_id = %d",
                "UPDATE fees SET student_id = NULL WHERE student_id = %d",
                "INSERT INTO allocations (payment_id, fee_id, amount) SELECT p.id, f.id, 0.01 FROM payments p JOIN fees f USING (student_id) WHERE student_id = %d"
            })
    void theBooksStayWhoeverWrites(String change) throws SQLException {
        Billing.fee(student, "2026-09-01", "100.00");
        Billing.paid(student, "60.00");
        try (Connection database = ServiceDatabase.connect();
                var statement = database.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change.formatted(student)))
                    .hasMessageMatching("(?s).*(is refused|stays that|has not so much left).*");
        }
    }

    private void balance(String balance, String credit) {
        get("/api/students/{id}/balance", student)
                .then()
                .statusCode(200)
                .body("sums.balance", is(balance))
                .body("sums.credit", is(credit));
    }

    private static Response keyed(String key, Map<String, Object> body) {
        Response taken = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/payments");
        taken.then().statusCode(201);
        return taken;
    }
}
