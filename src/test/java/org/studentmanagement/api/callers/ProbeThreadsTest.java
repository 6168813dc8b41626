package org.studentmanagement.api.callers;

import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Management.management;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProbeThreadsTest {
    private static final int MORE_THAN_THREADS = 300;

    private static final RestAssuredConfig PATIENT = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 20_000));

    @Inject
    Vertx vertx;

    @Test
    void aProbeIsAnsweredWhileRequestsUseUpAllThreads() {
        CountDownLatch answered = new CountDownLatch(1);
        try {
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                vertx.executeBlocking(
                        () -> {
                            answered.await();
                            return null;
                        },
                        false);
            }

            management()
                    .config(PATIENT)
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("status", is("UP"));
        } finally {
            answered.countDown();
        }
    }
}
