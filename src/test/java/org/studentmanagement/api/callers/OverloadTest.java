package org.studentmanagement.api.callers;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.studentmanagement.testsupport.Management.management;
import static org.studentmanagement.testsupport.Management.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** More requests than can be served, over connections of their own. */
@QuarkusTest
class OverloadTest {
    private static final int MORE_THAN_MAY_WAIT = 1_280;
    private static final int MORE_THAN_THREADS = 300;
    private static final int PATIENCE_MS = 30_000;

    private final List<Socket> callers = new ArrayList<>();

    @Inject
    Vertx vertx;

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void leave() throws IOException {
        for (Socket caller : callers) {
            caller.close();
        }
    }

    @Test
    void whileTheDatabaseIsSlowWhoWaitsIsToldToComeAgainAndWhoDoesNotNeedItIsServed() throws Exception {
        Row student = Fixtures.student();
        double before = metric("callers_refused_total");
        try (Connection other = ServiceDatabase.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE students IN ACCESS EXCLUSIVE MODE");
            for (int caller = 0; caller < MORE_THAN_MAY_WAIT; caller++) {
                ask("GET " + student.path(), "");
            }
            await().until(() -> metric("callers_waiting") > 0);

            given().auth().none().get(student.path()).then().statusCode(401);
            given().auth().none().get("/q/openapi").then().statusCode(200);
            management().get("/q/health/ready").then().statusCode(200);

            List<String> answers = new ArrayList<>();
            for (Socket caller : callers) {
                answers.add(answer(caller));
            }
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer)
                            .startsWith("HTTP/1.1 503 ")
                            .containsPattern("(?i)retry-after: [123]\r\n"));
            List<String> busy = answers.stream()
                    .filter(answer -> Json.of(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                            .path("type")
                            .asText()
                            .equals("urn:problem-type:busy"))
                    .toList();
            assertThat(busy).isNotEmpty();
            assertThat(metric("callers_refused_total")).isEqualTo(before + busy.size());
            other.rollback();
        }
        assertThat(get(student.path()).statusCode()).isEqualTo(200);
    }

    @Test
    void whoGoesAwayWhileTheRequestWaitsForAThreadIsNotServed() throws Exception {
        Map<String, Object> gone = Fixtures.studentBody();
        Map<String, Object> stays = Fixtures.studentBody();
        CountDownLatch over = new CountDownLatch(1);
        try {
            for (int thread = 0; thread < MORE_THAN_THREADS; thread++) {
                vertx.executeBlocking(
                        () -> {
                            over.await();
                            return null;
                        },
                        false);
            }
            double active = now("http.server.active.requests");
            ask("POST /api/students", json.writeValueAsString(gone));
            await().until(() -> now("http.server.active.requests") == active + 1);
            ask("POST /api/students", json.writeValueAsString(stays));
            await().until(() -> now("http.server.active.requests") == active + 2);
            callers.get(0).close();
            await().until(() -> now("http.server.active.requests") == active + 1);
        } finally {
            over.countDown();
        }

        assertThat(answer(callers.get(1))).startsWith("HTTP/1.1 201 ");
        await().until(() -> now("worker.pool.active") + now("worker.pool.queue.size") == 0);
        assertThat(students(stays)).hasSize(1);
        assertThat(students(gone)).isEmpty();
    }

    private static List<Object> students(Map<String, Object> body) {
        return get("/api/students?number=" + body.get("number")).path("items");
    }

    /** A metric that is asked for over HTTP takes a thread itself. */
    private double now(String metric) {
        return metrics.get(metric).meters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum();
    }

    private void ask(String call, String body) throws IOException {
        Socket caller = new Socket("localhost", RestAssured.port);
        caller.setSoTimeout(PATIENCE_MS);
        callers.add(caller);
        caller.getOutputStream()
                .write(("%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
                                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
                        .formatted(call, TestToken.withAllRoles(), body.length(), body)
                        .getBytes(US_ASCII));
    }

    private static String answer(Socket caller) throws IOException {
        return new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
