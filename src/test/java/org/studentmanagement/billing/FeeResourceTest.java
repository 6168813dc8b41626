package org.studentmanagement.billing;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

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
    void aDryRunTellsWhatWouldBecomeOfEachAndStoresNothing() throws SQLException {
        long before = Fixtures.student().id();
        Billing.fee(before, "2014-02-01", "7.00");
        leave("2014-02-01");
        long second = Fixtures.student().id();
        Map<String, Object> body = new HashMap<>(Map.of(
                "student_ids",
                List.of(second, before, student, 0),
                "month",
                "2014-02-01",
                "amount",
                "10",
                "dry_run",
                true));
        body.put("due_on", "2014-02-15");
        List<Long> rows = ServiceDatabase.fingerprint();
        Response tried = batch(body);
        tried.then()
                .statusCode(200)
                .body("dry_run", is(true))
                .body("items.outcome", is(List.of("charged", "skipped", "departed", "unknown")))
                .body("items[0].fee_id", nullValue());
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(rows);

        body.put("dry_run", false);
        assertThat(batch(body).<List<Object>>path("items.outcome")).isEqualTo(tried.path("items.outcome"));
        body.put("class_id", 0);
        body.remove("student_ids");
        body.put("dry_run", true);
        batch(body).then().spec(problem(422, "unknown-class"));
    }

    @Test
    void theMembersOfAClassAreChargedAtOnce() {
        Row schoolClass = Fixtures.schoolClass(Fixtures.term("school_year", null));
        long second = Fixtures.student().id();
        join(student, schoolClass, 2, "2026-09-01");
        join(second, schoolClass, 1, "2026-10-01");
        Map<String, Object> body = new HashMap<>(
                Map.of("class_id", schoolClass.id(), "month", "2026-10-01", "amount", "50", "due_on", "2026-10-15"));

        body.put("members_on", "2026-09-30");
        assertThat(Json.of(batch(body)).findValues("student_id"))
                .extracting(JsonNode::longValue)
                .containsExactly(student);
        body.remove("members_on");
        batch(body).then().statusCode(200).body("items.outcome", is(List.of("charged", "skipped")));
        get("/api/fees?month=2026-10-01&class_id=" + schoolClass.id()).then().body("items.size()", is(2));

        body.put("class_id", 0);
        batch(body).then().spec(problem(422, "unknown-class"));
        get("/api/fees?class_id=0").then().spec(problem(400, "invalid-request"));
        body.put("student_ids", List.of(student));
        batch(body).then().spec(problem(400, "invalid-request")).body("errors.pointer", is(List.of("/class_id")));
        body.remove("class_id");
        body.put("members_on", "2026-09-30");
        batch(body).then().spec(problem(400, "invalid-request")).body("errors.pointer", is(List.of("/members_on")));
        body.remove("student_ids");
        batch(body).then().spec(problem(400, "invalid-request")).body("errors.pointer", is(List.of("/student_ids")));
    }

    @Test
    void whoLeavesIsNotAskedForTheMonthsAfterUnlessThatIsTakenBack() {
        Row last = Billing.fee(student, "2014-01-01", "100.00");
        Row open = Billing.fee(student, "2014-02-01", "100.00");
        Map<String, Object> discounted = Billing.feeBody(student, "2014-03-01", "100.00");
        discounted.put("discount", "20.00");
        discounted.put("discount_reason", "A sibling");
        Row begun = Fixtures.stored("/api/fees", discounted, "month");
        Billing.paid(student, "230.00");
        Billing.fee(student, "2014-04-01", "100.00");
        String departure = leave("2014-02-01");

        get("/api/students/{id}/balance", student)
                .then()
                .body("sums.balance", is("0.00"))
                .body("open_fees", is(List.of()));
        get(last.path()).then().body("discount", is("0.00"));
        get(open.path()).then().body("discount", is("0.00")).body("paid", is("100.00"));
        get(begun.path())
                .then()
                .body("paid", is("30.00"))
                .body("discount", is("70.00"))
                .body("discount_reason", is("Left school on 2014-02-01"));
        post(Billing.feeBody(student, "2014-05-01", "10.00")).then().spec(problem(409, "student-left"));
        Map<String, Object> body =
                Map.of("student_ids", List.of(student), "month", "2014-05-01", "amount", "10", "due_on", "2014-05-15");
        batch(body).then().statusCode(200).body("departed", is(1)).body("items.outcome", is(List.of("departed")));
        Billing.fee(student, "2013-12-01", "10.00");

        given().post(departure + "/return").then().statusCode(200);

        get(begun.path()).then().body("discount", is("20.00")).body("discount_reason", is("A sibling"));
        get("/api/students/{id}/balance", student).then().body("sums.balance", is("160.00"));
        batch(body).then().body("charged", is(1));
    }

    @Test
    void ofFeesAndADepartureAtOnceNoneIsLeftToPay() throws SQLException {
        List<Integer> answers = AtOnce.run(
                4,
                caller -> caller == 0
                        ? leave("2014-02-01").length()
                        : post(Billing.feeBody(student, "2014-0" + (caller + 2) + "-01", "10.00"))
                                .statusCode());

        assertThat(answers.subList(1, 4)).isSubsetOf(201, 409);
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM fees WHERE student_id = ? AND NOT settled", student))
                .containsExactly(0L);
    }

    @Test
    void whatHasChangedSinceIsTold() {
        Row fee = Billing.fee(student, "2026-09-01", "10.00");
        String since = get(fee.path()).path("updated_at");

        get("/api/fees?sort=-updated_at&student_id=" + student + "&updated_since=" + since)
                .then()
                .body("items.size()", is(1));
        get("/api/fees?student_id=" + student + "&updated_since=2999-01-01T00:00:00Z")
                .then()
                .body("items.size()", is(0));
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
    void whatAClassOwesForAMonthIsTheSumOfItsRows() {
        Row year = Fixtures.term("school_year", null);
        Row before = Fixtures.schoolClass(year);
        Row now = Fixtures.schoolClass(year);
        long other = Fixtures.student().id();
        join(student, before, 1, "2013-10-01");
        join(student, now, 1, "2014-01-10");
        join(other, now, 2, "2013-10-01");
        Billing.fee(student, "2013-10-01", "100.00");
        Billing.fee(other, "2013-10-01", "50.50");
        Billing.fee(other, "2014-06-01", "20.00");
        Billing.fee(other, "2014-07-01", "7.00");
        Billing.paid(student, "30.00");

        get("/api/fees/totals?term_id=" + year.id())
                .then()
                .statusCode(200)
                .body("open", is("140.50"))
                .body("items.class_id", everyItem(is((int) now.id())))
                .body("items.month", is(List.of("2013-10-01", "2014-06-01")))
                .body("items[0].students", is(2))
                .body("items[0].charged", is("150.50"))
                .body("items[0].paid", is("30.00"))
                .body("items[0].open", is("120.50"))
                .body("items[0].overdue", is("120.50"));
        get("/api/fees/totals?class_id=" + now.id()).then().body("open", is("140.50"));
        get("/api/fees/totals?class_id=" + before.id())
                .then()
                .body("open", is("0.00"))
                .body("items", is(List.of()));
        get("/api/fees/totals?class_id=0").then().spec(problem(400, "invalid-request"));
        get("/api/fees/totals").then().spec(problem(400, "invalid-request"));
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

    private static void join(long member, Row schoolClass, int number, String day) {
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass.id(), "roll_number", number, "on", day))
                .put("/api/students/{id}/class", member)
                .then()
                .statusCode(200);
    }

    /** Asks and grants. */
    private String leave(String day) {
        String departures = "/api/students/" + student + "/departures";
        int id = given().contentType(ContentType.JSON)
                .body(Map.of("leaves_on", day, "reason", "We move."))
                .post(departures)
                .path("id");
        given().contentType(ContentType.JSON)
                .body(Map.of("granted", true))
                .post(departures + "/" + id + "/decision")
                .then()
                .statusCode(200);
        return departures + "/" + id;
    }

    private static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/fees");
    }

    private static Response batch(Map<String, Object> body) {
        // as clients do that encode the colon
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/fees%3Abatch");
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
