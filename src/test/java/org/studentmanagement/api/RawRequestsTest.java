package org.studentmanagement.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** Requests byte by byte: bodies at the limit of 1 MiB, and what no HTTP client would send. */
@QuarkusTest
class RawRequestsTest {
    private static final int LIMIT = 1 << 20;

    private static final String POST = """
            POST /api/courses HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Authorization: Bearer %s\r
            """.formatted(TestToken.withAllRoles());

    @Test
    void aBodyOfTheLimitIsTaken() {
        String course = "{\"code\":\"%s\",\"name\":\"A\"}".formatted(Fixtures.unique());

        given().contentType(ContentType.JSON)
                .body(course + " ".repeat(LIMIT - course.length()))
                .post("/api/courses")
                .then()
                .statusCode(201);
    }

    @Test
    void aBodyDeclaredTooLargeIsRefusedBeforeItComes() throws IOException, SQLException {
        List<Long> before = ServiceDatabase.fingerprint();

        String answer = answer(POST + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:problem-type:too-large", "at most 1048576 bytes");
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefusedEvenIfItIsValid() throws IOException, SQLException {
        List<Long> before = ServiceDatabase.fingerprint();
        String course = "{\"code\":\"%s\",\"name\":\"A\"}".formatted(Fixtures.unique());
        String body = course + " ".repeat(LIMIT + 1 - course.length());

        String answer = answer(POST + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n"
                + body + "\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:problem-type:too-large", "at most 1048576 bytes");
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    @Test
    void aRequestWithoutAHostIsToldToSendOne() throws IOException {
        String answer = answer("GET /api/courses HTTP/1.1\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("urn:problem-type:invalid-request", "Send a Host header", "request_id");
    }

    @Test
    void aTypeThatCannotBeReadIsRefusedThoughNothingOfItIsAsked() throws IOException {
        String get = """
                GET /api/students/1/report-card HTTP/1.1\r
                Host: localhost\r
                Content-Type: /\r
                Authorization: Bearer %s\r
                \r
                """.formatted(TestToken.withAllRoles());

        assertThat(answer(get))
                .startsWith("HTTP/1.1 400")
                .contains(
                        "urn:problem-type:invalid-request",
                        "The header Content-Type cannot be read. Leave Content-Type out: nothing is to be sent.");
    }

    @Test
    void aTypeThatIsNotTakenIsToldWhatThePathTakes() {
        Map.of(
                        "/api/materials/1/file",
                        "Send the Content-Type of the file, like application/pdf.",
                        "/api/students/1/picture",
                        "Send Content-Type image/jpeg or image/png.",
                        "/api/classes/1/roll-numbers",
                        "Send Content-Type application/json.")
                .forEach((path, advice) -> given().header("If-Match", "*")
                        .header("Content-Type", "wrong")
                        .body(new byte[1])
                        .put(path)
                        .then()
                        .body("detail", is(advice)));
    }

    @Test
    void twoHostsAreRefused() throws IOException {
        assertThat(answer("GET /api/courses HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("urn:problem-type:invalid-request", "several Host headers", "X-Request-ID: ");
    }

    @Test
    void whatTheHostHeaderSaysIsInNoAnswer() throws IOException {
        String course = "{\"code\":\"%s\",\"name\":\"A\"}".formatted(Fixtures.unique());
        String request = POST.replace("localhost", "evil.example")
                + "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nContent-Length: " + course.length()
                + "\r\n\r\n";

        assertThat(answer(request + course))
                .startsWith("HTTP/1.1 201")
                .containsPattern("Location: /api/courses/\\d+\r");
        assertThat(answer(request + course)).startsWith("HTTP/1.1 409").doesNotContain("evil");
    }

    @Test
    void aBodyThatIsEncodedIsToldToComeAsItIs() throws IOException, SQLException {
        List<Long> before = ServiceDatabase.fingerprint();

        String answer = answer(POST + "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 415")
                .contains("urn:problem-type:unsupported-media-type", "Accept-Encoding: identity");
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    /** Status line, headers and body, which ends in a brace as all problems do. */
    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            for (int next = in.read(); next >= 0; next = next == '}' ? -1 : in.read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }
}
