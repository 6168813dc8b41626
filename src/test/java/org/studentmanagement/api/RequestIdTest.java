package org.studentmanagement.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;

@QuarkusTest
class RequestIdTest {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @Test
    void theIdOfAProxyIsKept() {
        String id = Fixtures.unique();

        given().header("X-Request-ID", id)
                .get("/api/students/x")
                .then()
                .header("X-Request-ID", is(id))
                .body("request_id", is(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/students/x", "/api/nowhere", "/nowhere"})
    void everyProblemHasAnIdOfItsOwn(String path) {
        Response first = given().get(path);
        Response second = given().get(path);

        first.then().body("request_id", is(first.header("X-Request-ID")));
        assertThat(first.header("X-Request-ID")).matches(UUID).isNotEqualTo(second.header("X-Request-ID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "<script>", "a;b=c", "ü"})
    void anIdThatCouldHarmALogIsReplaced(String id) {
        assertThat(given().header("X-Request-ID", id).get("/api/courses").header("X-Request-ID"))
                .matches(UUID);
    }

    @Test
    void everyLogLineOfARequestHasItsId() {
        String id = Fixtures.unique();
        Collection<String> ids = new ConcurrentLinkedQueue<>();
        Handler handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord line) {
                // what the service does by itself, such as tidying up, is nobody's request
                if (line.getMessage().contains("into courses")) {
                    ids.add(String.valueOf(line.getMdc("request_id")));
                }
            }
        };
        Logger statements = Logger.getLogger("org.hibernate.SQL");
        statements.setLevel(Level.FINE);
        statements.addHandler(handler);
        try {
            given().header("X-Request-ID", id)
                    .contentType(ContentType.JSON)
                    .body(Map.of("code", id, "name", "A"))
                    .post("/api/courses")
                    .then()
                    .statusCode(201);
        } finally {
            statements.removeHandler(handler);
            statements.setLevel(null);
        }

        assertThat(ids).containsExactly(id);
    }
}
