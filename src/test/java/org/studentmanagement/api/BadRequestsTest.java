package org.studentmanagement.api;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** Requests that ask for something else than what the API can do: each is told what to send, and stores nothing. */
@QuarkusTest
class BadRequestsTest {
    private static final String STUDENTS = "/api/students";
    private static final String STUDENT = "/api/students/{student}";
    private static final String COURSES = "/api/courses";
    private static final String COURSE = "/api/courses/{course}";
    private static final String TAKEN = "/api/students/{student}/courses";

    private static final String JSON = "application/json";

    private static long student;
    private static long course;

    /**
     * @param word of the detail
     * @param fault the pointer or the parameter that errors names; null where there are none
     */
    private record Bad(
            String method,
            String path,
            String contentType,
            byte[] body,
            int status,
            String kind,
            String word,
            String fault) {
        static Bad get(String path, int status, String kind, String word, String fault) {
            return new Bad("GET", path, null, null, status, kind, word, fault);
        }

        static Bad parameter(String path, String word, String parameter) {
            return get(path, 400, "invalid-request", word, parameter);
        }

        static Bad member(String method, String path, String body, String word, String pointer) {
            String type = method.equals("PATCH") ? RowChange.MERGE_PATCH : JSON;
            return new Bad(method, path, type, utf8(body), 400, "invalid-request", word, pointer);
        }

        static Bad malformed(byte[] body, String word) {
            return new Bad("POST", STUDENTS, JSON, body, 400, "malformed-json", word, null);
        }

        static Bad malformed(String body, String word) {
            return malformed(utf8(body), word);
        }

        static Bad ofType(String method, String path, String contentType, int status, String kind) {
            String wanted = method.equals("PATCH") ? "application/merge-patch+json" : JSON;
            return new Bad(method, path, contentType, utf8("{}"), status, kind, "Send Content-Type " + wanted, null);
        }

        @Override
        public String toString() {
            String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
            return "%s %s %s".formatted(method, path, text.length() > 60 ? text.substring(0, 60) + "…" : text);
        }
    }

    static Stream<Bad> members() {
        return Stream.of(
                Bad.member("POST", STUDENTS, student("", "A", "a@b.example"), "letters, digits", "/number"),
                Bad.member("POST", STUDENTS, student("-1", "A", "a@b.example"), "letters, digits", "/number"),
                Bad.member("POST", STUDENTS, student("7\\n", "A", "a@b.example"), "letters, digits", "/number"),
                Bad.member("POST", STUDENTS, student("7".repeat(33), "A", "a@b.example"), "at most 32", "/number"),
                Bad.member("POST", STUDENTS, student("7", "  \\t", "a@b.example"), "blank", "/name"),
                Bad.member("POST", STUDENTS, student("7", "A".repeat(101), "a@b.example"), "at most 100", "/name"),
                Bad.member("POST", STUDENTS, student("7", "A\\u0000", "a@b.example"), "NUL", "/name"),
                Bad.member("POST", STUDENTS, student("7", "A\\ud800", "a@b.example"), "surrogate", "/name"),
                Bad.member("POST", STUDENTS, student("7", "\u00a0", "a@b.example"), "blank", "/name"),
                Bad.member("POST", STUDENTS, student("7", "\u200b\u2800\u3164", "a@b.example"), "blank", "/name"),
                Bad.member("POST", STUDENTS, student("7", "A\\u0007", "a@b.example"), "U+0007", "/name"),
                Bad.member("POST", STUDENTS, student("7", "A\\n", "a@b.example"), "U+000A", "/name"),
                Bad.member("POST", STUDENTS, student("7", "A\u009b2J", "a@b.example"), "U+009B", "/name"),
                Bad.member("POST", STUDENTS, student("7", "A\u202Etxt", "a@b.example"), "U+202E", "/name"),
                Bad.member("POST", STUDENTS, student("7", "A\u2066b\u2069", "a@b.example"), "U+2066", "/name"),
                Bad.member(
                        "POST",
                        STUDENTS,
                        student("7", "\uD83D\uDE00".repeat(101), "a@b.example"),
                        "at most 100",
                        "/name"),
                Bad.member("POST", STUDENTS, student("7", "A", "nobody"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a..b@x"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", ".a@x"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a.@x"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a@-x"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a@x."), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a@x..y"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a b@x"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a@b@c"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a\u202E@x"), "email address", "/email"),
                Bad.member("POST", STUDENTS, student("7", "A", "a".repeat(65) + "@x"), "email address", "/email"),
                Bad.member(
                        "POST",
                        STUDENTS,
                        student("7", "A", "a@" + "b.".repeat(60) + "example"),
                        "at most 120",
                        "/email"),
                Bad.member("POST", STUDENTS, "{\"number\":7}", "must be a string", "/number"),
                Bad.member("POST", STUDENTS, "{\"name\":true}", "must be a string", "/name"),
                Bad.member("POST", STUDENTS, "{\"name\":{}}", "must be a string", "/name"),
                Bad.member("POST", STUDENTS, "{\"name\":[\"A\"]}", "must be a string", "/name"),
                Bad.member("POST", STUDENTS, "{\"nickname\":\"A\"}", "email, name, number", "/nickname"),
                Bad.member("POST", STUDENTS, "{\"a/b~c\":1}", "not known", "/a~1b~0c"),
                Bad.member("POST", STUDENTS, "{\"id\":7}", "not known", "/id"),
                Bad.member("POST", STUDENTS, "{}", "3 things", "/email, /name, /number"),
                Bad.member("POST", STUDENTS, "", "JSON object", ""),
                Bad.member("POST", STUDENTS, "null", "JSON object", ""),
                Bad.member("POST", STUDENTS, "[]", "JSON object", ""),
                Bad.member("POST", STUDENTS, "\"A\"", "JSON object", ""),
                Bad.member("POST", STUDENTS, "7", "JSON object", ""),
                Bad.member("PUT", STUDENT, student("7", " ", "a@b.example"), "blank", "/name"),
                Bad.member("PUT", STUDENT, "{\"name\":\"A\"}", "2 things", "/email, /number"),
                Bad.member("PUT", STUDENT, "{\"id\":0}", "leave it out, or send", "/id"),
                Bad.member("PUT", STUDENT, "{\"version\":\"0\"}", "leave it out, or send 0", "/version"),
                Bad.member(
                        "PATCH",
                        STUDENT,
                        "{\"created_at\":null,\"updated_at\":7}",
                        "2 things",
                        "/created_at, /updated_at"),
                Bad.member("PUT", STUDENT, "null", "JSON object", ""),
                Bad.member("PUT", STUDENT, "", "JSON object", ""),
                Bad.member("PUT", STUDENT, "[]", "JSON object", ""),
                Bad.member("PUT", STUDENT, "{\"nickname\":\"A\"}", "not known", "/nickname"),
                Bad.member("PATCH", STUDENT, "{\"name\":\"\"}", "blank", "/name"),
                Bad.member("PATCH", STUDENT, "{\"name\":7}", "must be a string", "/name"),
                Bad.member("PATCH", STUDENT, "{\"name\":\"\\u0000\"}", "NUL", "/name"),
                Bad.member("PATCH", STUDENT, "{\"nickname\":null}", "not known", "/nickname"),
                Bad.member("PATCH", STUDENT, "[]", "JSON object", ""),
                Bad.member("PATCH", STUDENT, "null", "JSON object", ""),
                Bad.member("PATCH", STUDENT, "", "JSON object", ""),
                Bad.member("POST", COURSES, course("aaa-2013j", "A"), "capitals", "/code"),
                Bad.member("POST", COURSES, course("A--B", "A"), "capitals", "/code"),
                Bad.member("POST", COURSES, course("A".repeat(33), "A"), "at most 32", "/code"),
                Bad.member("POST", COURSES, course("-A", "A"), "capitals", "/code"),
                Bad.member("POST", COURSES, course("A-", "A"), "capitals", "/code"),
                Bad.member("POST", COURSES, course("A-".repeat(400_000) + "A", "A"), "at most 32", "/code"),
                Bad.member("POST", COURSES, course("A", ""), "blank", "/name"),
                Bad.member("POST", COURSES, course("A", "\u2007"), "blank", "/name"),
                Bad.member(
                        "POST",
                        COURSES,
                        "{\"code\":\"A\",\"name\":\"A\",\"description\":\"a\\u001b[2J\"}",
                        "U+001B",
                        "/description"),
                Bad.member(
                        "POST",
                        COURSES,
                        "{\"code\":\"A\",\"name\":\"A\",\"description\":\"" + "A".repeat(4001) + "\"}",
                        "at most 4000",
                        "/description"),
                Bad.member("PUT", COURSE, "{\"code\":\"A\"}", "blank", "/name"),
                Bad.member("PATCH", COURSE, "{\"code\":\"a\"}", "capitals", "/code"));
    }

    static Stream<Bad> courseIds() {
        return Stream.of("POST", "PUT")
                .flatMap(method -> Stream.of(
                        Bad.member(method, TAKEN, "{}", "500 ids", "/course_ids"),
                        Bad.member(method, TAKEN, "{\"course_ids\":null}", "500 ids", "/course_ids"),
                        Bad.member(method, TAKEN, "{\"course_ids\":7}", "an array", "/course_ids"),
                        Bad.member(method, TAKEN, "{\"course_ids\":\"\"}", "an array", "/course_ids"),
                        Bad.member(method, TAKEN, "{\"course_ids\":{}}", "an array", "/course_ids"),
                        Bad.member(method, TAKEN, ids("1,\"2\""), "whole number", "/course_ids/1"),
                        Bad.member(method, TAKEN, ids("\"\""), "whole number", "/course_ids/0"),
                        Bad.member(method, TAKEN, ids("1.5"), "whole number", "/course_ids/0"),
                        Bad.member(method, TAKEN, ids("1.0"), "whole number", "/course_ids/0"),
                        Bad.member(method, TAKEN, ids("1e400"), "whole number", "/course_ids/0"),
                        Bad.member(method, TAKEN, ids("true"), "whole number", "/course_ids/0"),
                        Bad.member(method, TAKEN, ids("[1]"), "whole number", "/course_ids/0"),
                        Bad.member(method, TAKEN, ids("9223372036854775808"), "whole number", "/course_ids/0"),
                        Bad.member(method, TAKEN, ids("1,null"), "null", "/course_ids/1"),
                        Bad.member(method, TAKEN, ids("1,2,1"), "at /course_ids/0 already", "/course_ids/2"),
                        Bad.member(method, TAKEN, ids("1,2,1,2,3"), "2 things", "/course_ids/2, /course_ids/3"),
                        Bad.member(method, TAKEN, ids(1, 501), "500 ids", "/course_ids"),
                        Bad.member(method, TAKEN, ids(1, 100_000), "500 ids", "/course_ids"),
                        Bad.member(method, TAKEN, "[1]", "JSON object", ""),
                        Bad.member(method, TAKEN, "{\"courses\":[1]}", "course_ids", "/courses")));
    }

    static Stream<Bad> noneAtAll() {
        return Stream.of(Bad.member("POST", TAKEN, ids(""), "1 to 500", "/course_ids"));
    }

    static Stream<Bad> bodies() {
        return Stream.of(
                Bad.malformed("{\"name\":", "line 1, column 9"),
                Bad.malformed("{\n'name':1}", "line 2"),
                Bad.malformed("{\"name\":\"A\",\"name\":\"B\"}", "column 19"),
                Bad.member("POST", STUDENTS, student("7", "A", "a@b.example") + " {}", "JSON object", ""),
                Bad.malformed("{\"name\":\"\\x\"}", "column"),
                Bad.malformed("{\"name\":" + "9".repeat(1001) + "}", "shorter numbers"),
                Bad.malformed("{\"" + "n".repeat(50_001) + "\":1}", "shorter names"),
                new Bad(
                        "PATCH",
                        STUDENT,
                        RowChange.MERGE_PATCH,
                        utf8("{\"name\":" + "[".repeat(1001)),
                        400,
                        "malformed-json",
                        "less nesting",
                        null),
                Bad.malformed(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, "column"),
                // begins like UTF-32, and is not
                Bad.malformed(new byte[] {0, 0, 0, '{', -1, -1, -1, -1}, "UTF-8"),
                Bad.ofType("POST", STUDENTS, "text/plain", 415, "unsupported-media-type"),
                Bad.ofType("POST", STUDENTS, "image/png", 415, "unsupported-media-type"),
                Bad.ofType("POST", TAKEN, "application/xml", 415, "unsupported-media-type"),
                Bad.ofType("PUT", COURSE, "application/octet-stream", 415, "unsupported-media-type"),
                Bad.ofType("PATCH", STUDENT, JSON, 415, "unsupported-media-type"),
                Bad.ofType("POST", STUDENTS, "json", 400, "bad-request"));
    }

    static Stream<Bad> parameters() {
        return Stream.of(
                Bad.parameter(STUDENTS + "/seven", "id must be a whole number", "id"),
                Bad.parameter(STUDENTS + "/1.0", "id must be a whole number", "id"),
                Bad.parameter(STUDENTS + "/9223372036854775808", "at most 9223372036854775807", "id"),
                Bad.parameter(STUDENTS + "/%00", "id must be a whole number", "id"),
                Bad.parameter(STUDENTS + "/%D9%A4", "in digits from 0 to 9", "id"),
                Bad.parameter(STUDENTS + "/04", "without a plus sign or zeros in front", "id"),
                Bad.parameter(STUDENTS + "/+4", "without a plus sign or zeros in front", "id"),
                Bad.parameter(STUDENTS + "/-0", "without a plus sign or zeros in front", "id"),
                Bad.parameter(STUDENTS + "/4%20", "id must be a whole number", "id"),
                Bad.parameter(STUDENTS + "/1%2f2", "id must be a whole number", "id"),
                Bad.parameter(COURSES + "/seven", "id must be a whole number", "id"),
                Bad.parameter(STUDENTS + "/seven/courses", "id must be a whole number", "id"),
                Bad.parameter(COURSES + "/seven/students", "id must be a whole number", "id"),
                new Bad("PUT", TAKEN + "/seven", null, null, 400, "invalid-request", "whole number", "course_id"),
                new Bad(
                        "DELETE",
                        TAKEN + "/99999999999999999999",
                        null,
                        null,
                        400,
                        "invalid-request",
                        "at most",
                        "course_id"),
                new Bad("PUT", TAKEN + "/04", null, null, 400, "invalid-request", "zeros in front", "course_id"),
                Bad.parameter(COURSES + "?limit=05", "zeros in front", "limit"),
                Bad.parameter(COURSES + "?limit=%2B5", "plus sign", "limit"),
                Bad.parameter(COURSES + "?limit=%D9%A5", "digits from 0 to 9", "limit"),
                Bad.parameter(STUDENTS + "?limit=0", "greater than or equal to 1", "limit"),
                Bad.parameter(STUDENTS + "?limit=-1", "greater than or equal to 1", "limit"),
                Bad.parameter(STUDENTS + "?limit=501", "less than or equal to 500", "limit"),
                Bad.parameter(COURSE + "/students?limit=501", "less than or equal to 500", "limit"),
                Bad.parameter(COURSES + "?limit=many", "limit must be a whole number", "limit"),
                Bad.parameter(COURSES + "?limit=2147483648", "at most 2147483647", "limit"),
                Bad.parameter(COURSES + "?total=yes", "true or false", "total"),
                Bad.parameter(STUDENTS + "?sort=code", "id, name, number, email, created_at, updated_at", "sort"),
                Bad.parameter(COURSES + "?sort=number", "id, name, code, created_at, updated_at", "sort"),
                Bad.parameter(COURSE + "/students?sort=email", "name, number, id, enrolled_at", "sort"),
                Bad.parameter(STUDENTS + "?updated_since=yesterday", "a time like", "updated_since"),
                Bad.parameter(STUDENTS + "?updated_since=2026-11-20", "a time like", "updated_since"),
                Bad.parameter(COURSES + "?updated_since=%2B999999-01-01T00:00:00Z", "a time like", "updated_since"),
                Bad.parameter(STUDENTS + "?id=", "1 to 500 ids", "id"),
                Bad.parameter(STUDENTS + "?id=1,,2", "1 to 500 ids", "id"),
                Bad.parameter(STUDENTS + "?id=1,2,", "1 to 500 ids", "id"),
                Bad.parameter(STUDENTS + "?id=-1", "1 to 500 ids", "id"),
                Bad.parameter(STUDENTS + "?id=04", "1 to 500 ids", "id"),
                Bad.parameter(STUDENTS + "?id=%D9%A4", "1 to 500 ids", "id"),
                Bad.parameter(COURSES + "?id=1.5", "1 to 500 ids", "id"),
                Bad.parameter(COURSES + "?id=9223372036854775808", "1 to 500 ids", "id"),
                Bad.parameter(COURSES + "?id=" + "1,".repeat(500) + "1", "1 to 500 ids", "id"),
                Bad.parameter(STUDENTS + "?sort=--id", "with a hyphen in front", "sort"),
                Bad.parameter(STUDENTS + "?q=%00", "NUL", "query"),
                Bad.parameter(STUDENTS + "?number=%00", "NUL", "query"),
                Bad.parameter(STUDENTS + "?email=%00", "NUL", "query"),
                Bad.parameter(COURSES + "?code=%00", "NUL", "query"),
                Bad.parameter(COURSES + "?after=x&before=x", "together with after", "before"));
    }

    static Stream<Bad> unknownParameters() {
        return Stream.of(
                Bad.parameter(STUDENTS + "?ids=1,2", "ids is not known; known are after, ", "ids"),
                Bad.parameter(STUDENTS + "?Q=a", "limit, number, q, sort, total", "Q"),
                Bad.parameter(STUDENTS + "?code=A", "not known", "code"),
                Bad.parameter(COURSES + "?limit=1&number=1&email=a", "2 things", "email, number"),
                Bad.parameter(STUDENT + "?fields=name", "fields is not known; this takes no parameters", "fields"),
                Bad.parameter(TAKEN + "?limit=1", "takes no parameters", "limit"),
                Bad.parameter("/oauth2/jwks?kid=1", "takes no parameters", "kid"),
                new Bad("POST", STUDENTS + "?dry_run", JSON, utf8("{}"), 400, "invalid-request", "dry_run", "dry_run"),
                new Bad("DELETE", TAKEN + "/1?force=1", null, null, 400, "invalid-request", "force", "force"));
    }

    static Stream<Bad> cursors() {
        return Stream.of(
                        "?after=next",
                        "?after=*",
                        "?after=" + cursor("[\"id\",1]"),
                        "?after=" + cursor("[\"id\",1,\"1\"]"),
                        "?after=" + cursor("[\"id\",null,1]"),
                        "?after=" + cursor("[\"id\",\"one\",1]"),
                        "?after=" + cursor("[\"name\",\"A\",1]"),
                        "?sort=-id&after=" + cursor("[\"id\",1,1]"),
                        "?sort=name&after=" + cursor("[\"name\",{},1]"),
                        "?sort=created_at&after=" + cursor("[\"created_at\",\"yesterday\",1]"),
                        "?sort=created_at&after=" + cursor("[\"created_at\",\"+1000000-01-01T00:00:00Z\",1]"))
                .flatMap(query -> Stream.of(
                        Bad.parameter(COURSES + query, "begin again without it", "after"),
                        Bad.parameter(
                                COURSES + query.replace("after=", "before="), "begin again without it", "before")));
    }

    static Stream<Bad> paths() {
        return Stream.of(
                Bad.get("/api/lodgers", 404, "not-found", "/q/openapi", null),
                Bad.get("/api", 404, "not-found", "/q/openapi", null),
                Bad.get("/nothing", 404, "not-found", "/q/openapi", null),
                new Bad("DELETE", STUDENTS, null, null, 405, "method-not-allowed", "This path knows ", null),
                new Bad("POST", STUDENT, JSON, utf8("{}"), 405, "method-not-allowed", "This path knows ", null),
                new Bad("PATCH", COURSES, JSON, utf8("{}"), 405, "method-not-allowed", "This path knows ", null));
    }

    /** Bad requests change nothing, so they may share. */
    @BeforeAll
    static void oneEnrollment() throws SQLException {
        student = ServiceDatabase.longs(
                        "INSERT INTO students (number, name, email) VALUES (?, 'Ada', ?) RETURNING id",
                        Fixtures.unique(),
                        Fixtures.unique() + "@students.example")
                .get(0);
        course = Fixtures.courses(1).get(0);
        ServiceDatabase.longs(
                "INSERT INTO student_courses (student_id, course_id) VALUES (?, ?) RETURNING 1", student, course);
    }

    @ParameterizedTest
    @MethodSource({"members", "courseIds", "noneAtAll", "bodies", "parameters", "unknownParameters", "cursors", "paths"
    })
    void aBadRequestIsToldWhatToSendAndStoresNothing(Bad bad) throws SQLException {
        List<Long> before = ServiceDatabase.fingerprint();
        var request = given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .urlEncodingEnabled(false)
                .header("If-Match", "*");
        if (bad.body() != null) {
            request.header("Content-Type", bad.contentType()).body(bad.body());
        }

        Response response = request.request(
                bad.method(),
                bad.path().replace("{student}", Long.toString(student)).replace("{course}", Long.toString(course)));

        response.then().spec(problem(bad.status(), bad.kind()));
        assertThat(Json.of(response).path("detail").textValue()).contains(bad.word());
        assertThat(faults(response)).isEqualTo(bad.fault());
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    private static String faults(Response response) {
        JsonNode errors = Json.of(response).path("errors");
        return errors.isMissingNode()
                ? null
                : Stream.concat(
                                errors.findValuesAsText("pointer").stream(),
                                errors.findValuesAsText("parameter").stream())
                        .collect(joining(", "));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String student(String number, String name, String email) {
        return "{\"number\":\"%s\",\"name\":\"%s\",\"email\":\"%s\"}".formatted(number, name, email);
    }

    private static String course(String code, String name) {
        return "{\"code\":\"%s\",\"name\":\"%s\"}".formatted(code, name);
    }

    private static String ids(String ids) {
        return "{\"course_ids\":[" + ids + "]}";
    }

    private static String ids(long first, long last) {
        return ids(LongStream.rangeClosed(first, last).mapToObj(Long::toString).collect(joining(",")));
    }

    private static String cursor(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(json));
    }
}
