package org.studentmanagement.billing;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;

@QuarkusTest
class FeeResourceTest {
    private long student;

    @BeforeEach
    void aStudent() {
        student = Fixtures.student().id();
    }

    @Test
    void aFeeIsStoredOnceAMonthAndChanges() {
        Map<String, Object> body = Billing.feeBody(student, "2026-09-01", "1200.5");

        Response stored = post(body);

        stored.then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .body("amount", is("1200.50"))
                .body("discount", is("0.00"))
                .body("paid", is("0.00"))
                .body("settled", is(false))
                .body("due_on", is("2026-09-15"));
        get(stored.header("Location")).then().statusCode(200).body(is(stored.asString()));
        post(body).then().spec(problem(409, "duplicate")).body("errors.pointer", is(List.of("/month")));
        Row fee = new Row(stored.header("Location"), 0, "\"0\"", null);
        patch(fee, "{\"discount\":\"200.00\",\"discount_reason\":\"A sibling\"}")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("discount", is("200.00"));
        delete(fee).then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            amount     | "0.00"       | must be more than 0.00
            amount     | "-1.00"      | must be an amount in a string, like "1200.00", of at most 10 digits and two decimals
            amount     | "1.005"      | must be an amount in a string, like "1200.00", of at most 10 digits and two decimals
            amount     | "1e3"        | must be an amount in a string, like "1200.00", of at most 10 digits and two decimals
            amount     | "12345678901" | must be an amount in a string, like "1200.00", of at most 10 digits and two decimals
            amount     | 1200.00      | must be an amount in a string, like "1200.00", of at most 10 digits and two decimals
            amount     | null         | must not be null
            discount   | "1200.01"    | must not be more than the amount
            discount_reason | null    | must not be blank: say why there is a discount
            month      | "2026-10-02" | must be the first day of a month, like 2026-09-01
            month      | "2026-10-01" | stays as it is: delete the fee and store another
            student_id | 1            | stays as it is: delete the fee and store another
            due_on     | "2026-02-30" | must be a date like 2013-10-01
            """)
    void aMemberThatCannotBeStoredIsTold(String member, String value, String fault) {
        Map<String, Object> body = Billing.feeBody(student, "2026-09-01", "1200.00");
        body.put("discount", "100.00");
        body.put("discount_reason", "A sibling");
        Row fee = Fixtures.stored("/api/fees", body, "month");

        patch(fee, "{\"%s\":%s}".formatted(member, value))
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors", is(List.of(Map.of("pointer", "/" + member, "detail", fault))));
        get(fee.path()).then().header("ETag", fee.etag());
    }

    @Test
    void ofNobodyNothingIsCharged() {
        post(Billing.feeBody(0, "2026-09-01", "10.00")).then().spec(problem(422, "unknown-student"));
    }

    @Test
    void manyAreChargedAtOnceAndWhoWasBeforeIsSkipped() {
        long second = Fixtures.student().id();
        Row before = Billing.fee(second, "2026-09-01", "7.00");
        Map<String, Object> body = Map.of(
                "student_ids",
                List.of(student, 0, second),
                "month",
                "2026-09-01",
                "amount",
                "1200.00",
                "due_on",
                "2026-09-15");

        Response charged = batch(body);

        charged.then()
                .statusCode(200)
                .body("charged", is(1))
                .body("skipped", is(1))
                .body("unknown", is(1))
                .body("items.outcome", is(List.of("charged", "unknown", "skipped")));
        assertThat(Json.of(charged).at("/items/2/fee_id").longValue()).isEqualTo(before.id());
        get("/api/fees/" + Json.of(charged).at("/items/0/fee_id").longValue())
                .then()
                .body("amount", is("1200.00"));
        batch(body).then().body("charged", is(0)).body("skipped", is(2));
    }

    @Test
    void whatIsOverdueIsFoundUntilItIsPaid() {
        Row old = Billing.fee(student, "2020-01-01", "10.00");
        Row later = Billing.fee(student, "2020-02-01", "10.00");
        Row toCome = Billing.fee(student, "2999-01-01", "10.00");
        String overdue = "/api/fees?overdue=true&student_id=" + student;

        assertThat(Json.ids(Json.of(get(overdue)).path("items"))).containsExactly(old.id(), later.id());
        Billing.paid(student, "15.00");

        get(overdue).then().body("items.paid", is(List.of("5.00")));
        assertThat(Json.ids(Json.of(get("/api/fees?sort=-month&student_id=" + student))
                        .path("items")))
                .containsExactly(toCome.id(), later.id(), old.id());
        assertThat(Json.ids(Json.of(get("/api/fees?month=2020-02-01&student_id=" + student))
                        .path("items")))
                .containsExactly(later.id());
    }

    @Test
    void aFeeAsksForNoLessThanIsPaidAndStaysOnceItWasPaid() {
        Row fee = Billing.fee(student, "2026-09-01", "100.00");
        long payment = Billing.paid(student, "60.00");

        patch(fee, "{\"amount\":\"80.00\"}").then().spec(problem(412, "stale"));
        Row read = new Row(fee.path(), fee.id(), "*", null);
        patch(read, "{\"amount\":\"59.99\"}").then().spec(problem(409, "fee-paid"));
        patch(read, "{\"amount\":\"60.00\"}").then().statusCode(200).body("settled", is(true));
        delete(fee).then().spec(problem(409, "fee-paid"));
        Billing.reverse(payment).then().statusCode(201);
        delete(fee).then().spec(problem(409, "fee-paid")).body("detail", containsString("be they taken back or not"));
        patch(read, "{\"discount\":\"60.00\",\"discount_reason\":\"Charged by mistake\"}")
                .then()
                .statusCode(200)
                .body("settled", is(true))
                .body("paid", is("0.00"));
    }

    @Test
    void aStudentWithFeesIsNotDeleted() {
        Billing.fee(student, "2026-09-01", "100.00");

        given().header("If-Match", "*")
                .delete("/api/students/" + student)
                .then()
                .spec(problem(409, "still-billed"));
    }

    private static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/fees");
    }

    private static Response batch(Map<String, Object> body) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/fees:batch");
    }

    private static Response patch(Row fee, String patch) {
        return given().header("If-Match", fee.etag())
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(fee.path());
    }

    private static Response delete(Row fee) {
        return given().header("If-Match", "*").delete(fee.path());
    }
}
