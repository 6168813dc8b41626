package org.studentmanagement.billing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;

/** Fees and payments that tests make over the API. */
public final class Billing {
    private Billing() {}

    public static Map<String, Object> feeBody(long student, String month, String amount) {
        return new HashMap<>(Map.of(
                "student_id", student, "month", month, "amount", amount, "due_on", month.replaceFirst("01$", "15")));
    }

    public static Row fee(long student, String month, String amount) {
        return Fixtures.stored("/api/fees", feeBody(student, month, amount), "month");
    }

    public static Map<String, Object> paymentBody(long student, String amount) {
        return new HashMap<>(Map.of("student_id", student, "method", "cash", "amount", amount));
    }

    public static Response pay(Map<String, Object> body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", Fixtures.unique())
                .body(body)
                .post("/api/payments");
    }

    /** The id of a payment that is taken. */
    public static long paid(long student, String amount) {
        Response taken = pay(paymentBody(student, amount));
        taken.then().statusCode(201);
        return Json.of(taken).at("/payment/id").longValue();
    }

    static Response payFor(long student, String amount, Row fee, String part) {
        Map<String, Object> body = paymentBody(student, amount);
        body.put("allocations", List.of(Map.of("fee_id", fee.id(), "amount", part)));
        return pay(body);
    }

    public static Response reverse(long payment) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("reason", "The cheque was not honoured"))
                .post("/api/payments/{id}/reversal", payment);
    }
}
