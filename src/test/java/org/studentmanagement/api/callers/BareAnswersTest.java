package org.studentmanagement.api.callers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.RawHttp;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** What is unusual is served; what no code of the service would see is refused in a problem all the same. */
@QuarkusTest
class BareAnswersTest {
    private static final Pattern PROBLEM = Pattern.compile(
            "(?is)^HTTP/1\\.1 (\\d+) .*\r\nX-Request-ID: (\\S+)\r\n.*?(\\{.*\"request_id\":\"(\\S+?)\".*})$");

    private static final String MANY = "{4097 times}";

    @Test
    void charactersThatShouldHaveBeenEncodedAreTakenRawInAQuery() throws IOException {
        String name = "Zoë|{}^`\\\"<>#%s".formatted(Fixtures.unique());
        given().contentType(ContentType.JSON)
                .body(Map.of("number", Fixtures.unique(), "name", name, "email", Fixtures.unique() + "@a.example"))
                .post("/api/students")
                .then()
                .statusCode(201);

        RawHttp found = send("GET /api/students?q=" + name + " HTTP/1.1\nHost: localhost\nConnection: close\n", "");

        assertThat(found.statuses()).containsExactly(200);
        assertThat(found.answer()).contains(name.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    // a new line for each \n, which the request has as \r\n
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = " => ",
            value = {
                "GET /api/students?q=%zz HTTP/1.1\\nHost: a\\n => 400 => invalid-request",
                "GET /api/students/%zz HTTP/1.1\\nHost: a\\n => 400 => invalid-request",
                "GET /api/students?q=" + MANY + " HTTP/1.1\\nHost: a\\n => 414 => uri-too-long",
                "GET /api/students HTTP/1.1\\nHost: a\\nA: {4097 times}{4097 times}{4097 times}{4097 times}{4097 times}\\n"
                        + " => 431 => headers-too-large",
                "GET /api/students\\n => 400 => invalid-request",
                "GET /api/students HTTP/3.7\\nHost: a\\n => 505 => http-version-not-supported",
                "GET /api/students XTTP/1.1\\nHost: a\\n => 505 => http-version-not-supported",
                "PRI * HTTP/2.0\\n => 505 => http-version-not-supported",
                "GET /api/students HTTP/1.1\\nHost: a\\nno colon\\n => 400 => invalid-request",
                "GET /api/students HTTP/1.1\\nHost: a\\nA : space\\n => 400 => invalid-request",
                "POST /api/courses HTTP/1.1\\nHost: a\\nContent-Length: 1\\nContent-Length: 2\\n => 400 => invalid-request",
                "POST /api/courses HTTP/1.1\\nHost: a\\nContent-Length: one\\n => 400 => invalid-request",
                "POST /api/courses HTTP/1.1\\nHost: a\\nContent-Length: -1\\n => 400 => invalid-request",
                "POST /api/courses HTTP/1.1\\nHost: a\\nTransfer-Encoding: gzip\\n => 400 => invalid-request",
                "POST /api/courses HTTP/1.1\\nHost: a\\nTransfer-Encoding: chunked\\n\\nno size\\n => 400 => invalid-request",
                "OPTIONS * HTTP/1.1\\nHost: a\\nConnection: close\\n => 404 => not-found",
                "GET /api/courses HTTP/1.1\\nHost: a b\\nConnection: close\\n => 400 => invalid-request",
                "GET /api/courses HTTP/1.1\\nConnection: close\\n => 400 => invalid-request",
                "GET /api/nowhere/%25%C3%80 HTTP/1.1\\nHost: a\\nConnection: close\\n => 404 => not-found",
                "GET /nowhere HTTP/1.0\\nConnection: close\\n => 404 => not-found"
            })
    void whatIsRefusedBeforeTheCodeIsRefusedInAProblem(String request, int status, String kind)
            throws IOException, SQLException {
        List<Long> before = ServiceDatabase.fingerprint();

        RawHttp refused = send(request.replace("\\n", "\n").replace(MANY, "a".repeat(4097)), "");

        Matcher problem = PROBLEM.matcher(refused.answer().replaceFirst("^HTTP/1.0", "HTTP/1.1"));
        assertThat(problem.matches()).as(refused.answer()).isTrue();
        assertThat(refused.answer()).containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n");
        assertThat(problem.group(1)).isEqualTo(String.valueOf(status));
        assertThat(problem.group(3)).contains("\"urn:problem-type:" + kind + '"', "\"detail\":");
        assertThat(problem.group(4)).isEqualTo(problem.group(2));
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    @Test
    void whoSpeaksHttp10NeedNotSendAHost() throws IOException, SQLException {
        String code = Fixtures.unique();
        String course = "{\"code\":\"%s\",\"name\":\"A\"}".formatted(code);

        RawHttp read = send("GET /api/courses HTTP/1.0\n", "");
        RawHttp stored = send(
                "POST /api/courses HTTP/1.0\nContent-Type: application/json\nContent-Length: %d\n"
                        .formatted(course.length()),
                course);

        assertThat(read.statuses()).containsExactly(200);
        assertThat(stored.statuses()).containsExactly(201);
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM courses WHERE code = ?", code))
                .containsExactly(1L);
    }

    private static RawHttp send(String head, String body) throws IOException {
        String token = "Authorization: Bearer " + TestToken.withAllRoles() + "\n";
        String withToken = head.replaceFirst("(?<= HTTP/1\\.[01]\n)", token) + "\n";
        return RawHttp.send((withToken.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8));
    }
}
