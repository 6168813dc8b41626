package org.studentmanagement.api;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Problems;
import org.studentmanagement.testsupport.RawHttp;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.TestToken;

/**
 * Thousands of requests made up from the OpenAPI document: no answer is a 5xx, none fails to come, none tells what is inside.
 * {@code -Dfuzz.requests=100000} makes more.
 */
@QuarkusTest
class FuzzTest {
    private static final Logger LOG = Logger.getLogger(FuzzTest.class);
    private static final int CALLERS = 4;
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/merge-patch+json",
            "application/x-www-form-urlencoded",
            "application/json; charset=utf-16",
            "text/plain",
            "multipart/form-data",
            "*/*",
            "/");

    /** Rows to ask for, new ones now and then, since requests delete them. */
    private record Target(long student, long course) {
        static Target make() {
            return new Target(Fixtures.student().id(), Fixtures.course().id());
        }
    }

    private record Operation(String method, String path, JsonNode description) {}

    private final int requests = Integer.getInteger("fuzz.requests", 4000);

    @RegisterExtension
    private final Seed seed = new Seed();

    private final String token = TestToken.withAllRoles();

    private List<Operation> operations;
    private JsonNode schemas;

    @BeforeEach
    void readTheDocument() throws IOException {
        JsonNode document =
                new ObjectMapper().readTree(get("/q/openapi?format=json").asString());
        schemas = document.at("/components/schemas");
        operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    // one that is answered by a stream alone would go on
                    Iterable<String> types = method.getValue().at("/responses/200/content")::fieldNames;
                    boolean stream = List.of(MediaType.SERVER_SENT_EVENTS)
                            .equals(StreamSupport.stream(types.spliterator(), false)
                                    .toList());
                    if (method.getValue().has("responses") && !stream) {
                        operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
                    }
                }));
    }

    @Test
    void noRequestProvokesAFaultAHangOrALeak() {
        Map<Integer, Integer> counts = new TreeMap<>();
        AtOnce.run(CALLERS, caller -> run(seed.random(caller)))
                .forEach(part -> part.forEach((status, count) -> counts.merge(status, count, Integer::sum)));

        LOG.infof("%d requests with %s, by status: %s", requests, seed, counts);
        assertThat(counts).as("requests that got through").containsKeys(200, 201, 400, 404);
    }

    /** Where two servers in a row could disagree on where a request ends, the second part must not be answered as a request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
                "Content-Length: 0, 44\r\n\r\n",
                "Content-Length: +0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 0x0\r\n\r\n",
                "Content-Length : 0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n\r\n",
                "X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\nContent-Length: 1\r\n\r\n",
                "X\u0000: a\r\n\r\n",
                "\u000bTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void aRequestWithinARequestIsNotAnswered(String framing) throws IOException {
        String request =
                "POST /api/courses HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + token + "\r\n" + framing
                        + "GET /api/students?limit=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + token + "\r\nConnection: close\r\n\r\n";

        RawHttp answer = RawHttp.send(request.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer.statuses()).as(answer.answer()).singleElement().matches(status -> status / 100 == 4);
    }

    private Map<Integer, Integer> run(Random random) throws IOException {
        Map<Integer, Integer> counts = new TreeMap<>();
        Target target = Target.make();
        for (int i = 0; i < requests / CALLERS; i++) {
            target = random.nextInt(20) == 0 ? Target.make() : target;
            byte[] request = request(target, new HostileValues(random), random);
            RawHttp answer = RawHttp.send(request);
            String told = new String(request, 0, Math.min(request.length, 2000), StandardCharsets.ISO_8859_1) + "\n"
                    + answer.answer();
            assertThat(answer.statuses()).as(told).hasSize(1);
            int status = answer.statuses().get(0);
            // of files only so many are read at once, by other tests as well
            boolean waits = status == 503 && answer.answer().contains("urn:problem-type:too-many-exports");
            assertThat(status < 500 || waits).as(told).isTrue();
            // what administrators are told of the schema has names of constraints
            assertThat(Problems.INNARDS.matcher(answer.answer()).matches() && !told.startsWith("GET /api/schema"))
                    .as(told)
                    .isFalse();
            counts.merge(status, 1, Integer::sum);
        }
        return counts;
    }

    private byte[] request(Target target, HostileValues values, Random random) throws IOException {
        Operation operation = values.any(operations);
        String method = values.oneIn(30)
                ? values.any(List.of("TRACE", "HEAD", "OPTIONS", "get", "CONNECT", "PROPFIND", "PATCH"))
                : operation.method();
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(path(operation, target, values))
                .append(" HTTP/1.1\r\n");
        head.append("Host: ")
                .append(values.oneIn(40) ? values.noise(8).replaceAll("[\\r\\n]", "") : "localhost")
                .append("\r\n");
        if (!values.oneIn(20)) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        header(head, values, "If-Match", 2, "\"0\"", "*", "\"1\", W/\"2\"", "0");
        header(head, values, "Authorization", 20, "Bearer e30.e30.", "Basic Og==");
        header(head, values, "If-None-Match", 6, "\"0\"", "*", "W/\"0\"");
        header(head, values, "Idempotency-Key", 4, "\"a\"", "b", "c\r\nIdempotency-Key: c");
        header(head, values, "Accept", 6, "application/json", "text/html", "*/*;q=2");
        header(head, values, "Accept-Encoding", 6, "gzip", "deflate", "br;q=0, *");
        header(head, values, "X-Request-ID", 8, "a");
        header(head, values, "Origin", 10, "https://front.example", "null");
        header(head, values, "Range", 12, "bytes=0-1", "bytes=5-1");
        header(head, values, "Expect", 40, "200-ok");
        head.append("Connection: close\r\n");
        byte[] body = body(operation, values, random);
        if (body != null) {
            head.append("Content-Type: ")
                    .append(
                            values.oneIn(2)
                                    ? values.oneIn(2) ? values.any(MEDIA_TYPES) : mediaType(operation)
                                    : mediaType(operation))
                    .append("\r\n");
            if (values.oneIn(15)) {
                head.append("Content-Encoding: gzip\r\n");
                body = values.oneIn(2) ? zipped(body) : body;
            }
        }
        return message(head, body, values);
    }

    private static String path(Operation operation, Target target, HostileValues values) {
        String path = operation.path();
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                String good = Long.toString(
                        name.equals("course_id") || path.startsWith("/api/courses")
                                ? target.course()
                                : target.student());
                path = path.replace("{" + name + "}", values.oneIn(3) ? values.encoded() : good);
            }
        }
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asText().equals("query") && values.oneIn(3)) {
                query.add(parameter.path("name").asText() + "=" + values.encoded());
            }
        }
        if (values.oneIn(10)) {
            query.add(values.encoded() + "=" + values.encoded());
        }
        String tail = values.oneIn(20) ? "/" + values.encoded() : "";
        return path + tail + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static void header(StringBuilder head, HostileValues values, String name, int seldom, String... good) {
        if (values.oneIn(seldom)) {
            String value = values.oneIn(3) ? values.text() + values.noise(5) : values.any(List.of(good));
            head.append(name)
                    .append(": ")
                    .append(value.replaceAll("[\\r\\n]", " "))
                    .append("\r\n");
        }
    }

    private byte[] body(Operation operation, HostileValues values, Random random) {
        JsonNode content = operation.description().at("/requestBody/content");
        if (content.isMissingNode() && !values.oneIn(20)) {
            return null;
        }
        if (values.oneIn(15)) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        String json = values.json(content.path(mediaType(operation)).path("schema"), schemas);
        if (values.oneIn(15)) {
            json = json.substring(0, random.nextInt(json.length() + 1));
        }
        Charset charset = values.oneIn(12)
                ? values.any(List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1, Charset.forName("UTF-32")))
                : StandardCharsets.UTF_8;
        return json.getBytes(charset);
    }

    private static String mediaType(Operation operation) {
        var types = operation.description().at("/requestBody/content").fieldNames();
        return types.hasNext() ? types.next() : "application/json";
    }

    private static byte[] message(StringBuilder head, byte[] body, HostileValues values) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        if (body != null && values.oneIn(4)) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            message.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            if (body.length > 0) {
                message.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                message.write(body);
                message.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            message.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return message.toByteArray();
        }
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        message.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
            message.write(body);
        }
        return message.toByteArray();
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(body);
        }
        return zipped.toByteArray();
    }
}
