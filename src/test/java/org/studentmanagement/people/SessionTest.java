package org.studentmanagement.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;
import static org.studentmanagement.testsupport.Users.PASSWORD;
import static org.studentmanagement.testsupport.Users.with;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.access.RandomToken;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.Users;

/** Who signs in, what the session allows, and when it is over. */
@QuarkusTest
class SessionTest {
    @Inject
    SessionSweeper sweeper;

    @Test
    void whoHasSignedInIsKnownByACookieThatNoScriptAndNoOtherSiteHas() {
        Row user = Users.user(Users.body("reader"));

        Response signedIn = Users.signIn(user.key().toLowerCase(Locale.ROOT), PASSWORD);

        signedIn.then().statusCode(200).body("id", is((int) user.id())).body("roles", is(List.of("reader")));
        Cookie cookie = signedIn.detailedCookie("session");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.isSecured()).isFalse();
        String session = cookie.getValue();
        with(session).get("/api/me").then().statusCode(200).body(is(signedIn.asString()));
        with(session).get("/api/students?limit=1").then().statusCode(200);
        with(session).get("/api/users").then().spec(problem(403, "forbidden"));
        given().auth().none().get("/api/me").then().spec(problem(401, "token-missing"));
        given().get("/api/me").then().spec(problem(403, "forbidden"));
        with(session).delete("/api/session").then().statusCode(204).cookie("session", "");
        with(session).get("/api/me").then().spec(problem(401, "session-ended"));
    }

    @Test
    void whoIsNotWhomHeSaysIsToldNothing() {
        Row user = Users.user(Users.body("reader"));
        Row disabled = Users.user(Users.body("reader"));
        given().put(disabled.path() + "/disablement").then().statusCode(204);
        Row without = Fixtures.stored("/api/users", Users.body("reader"), "email");

        String told = refused(Users.signIn(user.key(), "wrong horse battery"));
        for (Response other : List.of(
                Users.signIn(user.key(), ""),
                Users.signIn("nobody@school.example", PASSWORD),
                Users.signIn(without.key(), PASSWORD),
                Users.signIn(disabled.key(), PASSWORD))) {
            assertThat(refused(other)).isEqualTo(told);
        }
    }

    private static String refused(Response response) {
        response.then().spec(problem(401, "sign-in-refused"));
        assertThat(response.cookies()).isEmpty();
        return response.path("detail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: https://elsewhere.example",
                "X: none"
            })
    void whatAnotherSiteHasABrowserSendChangesNothing(String header) {
        Row user = Users.user(Users.body("editor"));
        String session = Users.session(user);
        String[] parts = header.split(": ");

        given().auth()
                .none()
                .cookie("session", session)
                .header(parts[0], parts[1])
                .contentType(ContentType.JSON)
                .body(Fixtures.studentBody())
                .post("/api/students")
                .then()
                .spec(problem(403, "cross-site"));
        given().auth()
                .none()
                .header(parts[0], parts[1])
                .contentType(ContentType.JSON)
                .body(Map.of("email", user.key(), "password", PASSWORD))
                .put("/api/session")
                .then()
                .spec(problem(403, "cross-site"));
        given().auth()
                .none()
                .cookie("session", session)
                .header(parts[0], parts[1])
                .get("/api/me")
                .then()
                .statusCode(200);
    }

    @Test
    void theOriginProvesThePageWhereTheBrowserDoesNotTellTheSite() {
        given().auth()
                .none()
                .cookie("session", Users.session("editor"))
                .header("Origin", "http://localhost:" + RestAssured.port)
                .contentType(ContentType.JSON)
                .body(Fixtures.studentBody())
                .post("/api/students")
                .then()
                .statusCode(201);
    }

    @Test
    void aTokenCountsWhereBothAreSent() {
        String session = Users.session("admin");

        given().cookie("session", "forged").get("/api/students?limit=1").then().statusCode(200);
        given().cookie("session", session).get("/api/me").then().spec(problem(403, "forbidden"));
    }

    @Test
    void aLinkSetsAPasswordOnceAndEndsTheSessionsAndTheLinkBefore() {
        Row user = Users.user(Users.body("reader"));
        String session = Users.session(user);
        String former = Users.link(user);
        String link = Users.link(user);

        Users.setPassword(former, "another password").then().spec(problem(422, "unknown-link"));
        for (String unfit : List.of("1234567", "é".repeat(37), "12345678\0")) {
            Users.setPassword(link, unfit)
                    .then()
                    .spec(problem(400, "invalid-request"))
                    .body("errors.pointer", is(List.of("/password")));
        }
        with(session).get("/api/me").then().statusCode(200);
        Users.setPassword(link, "another password").then().statusCode(204);
        Users.setPassword(link, "a third password").then().spec(problem(422, "unknown-link"));
        with(session).get("/api/me").then().spec(problem(401, "session-ended"));
        refused(Users.signIn(user.key(), PASSWORD));
        Users.signIn(user.key(), "another password").then().statusCode(200);
    }

    @Test
    void whoTakesAnotherPasswordStaysSignedInHereAndNowhereElse() {
        Row user = Users.user(Users.body("reader"));
        String here = Users.session(user);
        String elsewhere = Users.session(user);

        change(here, "wrong", "another password").then().spec(problem(422, "wrong-password"));
        change(here, PASSWORD, "short")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", is(List.of("/new_password")));
        Response changed = change(here, PASSWORD, "another password");

        changed.then().statusCode(204);
        with(changed.cookie("session")).get("/api/me").then().statusCode(200);
        with(here).get("/api/me").then().spec(problem(401, "session-ended"));
        with(elsewhere).get("/api/me").then().spec(problem(401, "session-ended"));
    }

    private static Response change(String session, String present, String next) {
        return with(session)
                .contentType(ContentType.JSON)
                .body(Map.of("password", present, "new_password", next))
                .put("/api/me/password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT disablement", "DELETE sessions"})
    void anAdministratorEndsAllSessionsAtOnce(String call) {
        Row user = Users.user(Users.body("reader"));
        String session = Users.session(user);

        given().request(call.split(" ")[0], user.path() + "/" + call.split(" ")[1])
                .then()
                .statusCode(204);

        with(session).get("/api/me").then().spec(problem(401, "session-ended"));
        given().delete(user.path() + "/disablement").then().statusCode(204);
        with(session).get("/api/me").then().spec(problem(401, "session-ended"));
        String another = Users.session(user);
        with(another).delete("/api/me/sessions").then().statusCode(204);
        with(another).get("/api/me").then().spec(problem(401, "session-ended"));
    }

    @Test
    void aSessionEndsWhenItWasNotUsedForLongOrHasBeenLong() throws SQLException {
        Row user = Users.user(Users.body("reader"));
        for (String after : List.of("seen_at = now() - interval '481 min'", "created_at = now() - interval '169 h'")) {
            String session = Users.session(user);
            ServiceDatabase.longs("UPDATE user_sessions SET " + after + " WHERE user_id = ? RETURNING 1", user.id());

            with(session).get("/api/me").then().spec(problem(401, "session-ended"));
        }
        String session = Users.session(user);
        assertThat(Users.sessions(user)).containsExactly(1L);
        ServiceDatabase.longs(
                "UPDATE user_sessions SET seen_at = now() - interval '6 min' WHERE user_id = ? RETURNING 1", user.id());
        with(session).get("/api/me").then().statusCode(200);
        assertThat(ServiceDatabase.longs(
                        "SELECT 1 FROM user_sessions WHERE user_id = ? AND seen_at > now() - interval '1 min'",
                        user.id()))
                .hasSize(1);
        given().get(user.path()).then().header("ETag", user.etag());
    }

    @Test
    void whatHasExpiredGoesThoughItsUserDoesNotComeAgain() throws SQLException {
        Row user = Users.user(Users.body("reader"));
        Users.session(user);
        String session = Users.session(user);
        String link = Users.link(user);
        ServiceDatabase.longs(
                "UPDATE user_sessions SET seen_at = now() - interval '481 min'"
                        + " WHERE token_hash <> ? AND user_id = ? RETURNING 1",
                RandomToken.hash(session),
                user.id());

        sweeper.sweep();

        assertThat(Users.sessions(user)).containsExactly(1L);
        with(session).get("/api/me").then().statusCode(200);
        ServiceDatabase.longs("UPDATE password_links SET expires_at = now() WHERE user_id = ? RETURNING 1", user.id());
        sweeper.sweep();
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM password_links WHERE user_id = ?", user.id()))
                .containsExactly(0L);
        Users.setPassword(link, "another password").then().spec(problem(422, "unknown-link"));
    }

    @Test
    void rolesCountFromTheNextRequestAndTheHistoryHasTheUsersId() throws SQLException {
        Row user = Users.user(Users.body("reader"));
        String session = Users.session(user);
        Row student = Fixtures.student();
        Row course = Fixtures.course();

        enroll(session, student, course).then().spec(problem(403, "forbidden"));
        given().header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"roles\":[\"registrar\"]}")
                .patch(user.path());
        enroll(session, student, course).then().statusCode(200);

        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM enrollment_events WHERE student_id = ? AND actor = ?",
                        student.id(),
                        "user:" + user.id()))
                .containsExactly(1L);
    }

    private static Response enroll(String session, Row student, Row course) {
        return with(session)
                .contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(course.id())))
                .post(student.path() + "/courses");
    }

    @Test
    void aStudentReachesTheOwnRecordAndATeacherTheOwnCourses() {
        Row student = Fixtures.student();
        Row teacher = Fixtures.teacher();
        Row course = Fixtures.course();
        Fixtures.teach(course, teacher.id());

        String ofStudent = Users.session(Users.user(being("student_id", student)));
        with(ofStudent).get(student.path()).then().statusCode(200);
        with(ofStudent).get(Fixtures.student().path()).then().spec(problem(403, "forbidden"));
        with(ofStudent)
                .get("/api/me")
                .then()
                .body("roles", is(List.of("student")))
                .body("student_id", is((int) student.id()));
        String ofTeacher = Users.session(Users.user(being("teacher_id", teacher)));
        with(ofTeacher).get(course.path() + "/students").then().statusCode(200);
        with(ofTeacher).get(Fixtures.course().path() + "/students").then().spec(problem(403, "forbidden"));
        with(ofTeacher)
                .get("/api/me")
                .then()
                .body("roles", is(List.of("teacher")))
                .body("teacher_id", is((int) teacher.id()));
    }

    private static Map<String, Object> being(String member, Row row) {
        Map<String, Object> body = Users.body();
        body.put(member, row.id());
        return body;
    }

    @Test
    void noSessionThatBeganWithTheFormerPasswordOutlivesItsChange() throws SQLException {
        Row user = Users.user(Users.body("reader"));
        String link = Users.link(user);

        AtOnce.run(
                8,
                caller -> caller == 4
                        ? Users.setPassword(link, "another password").statusCode()
                        : Users.signIn(user.key(), PASSWORD).statusCode());

        assertThat(Users.sessions(user)).containsExactly(0L);
        assertThat(Json.of(Users.signIn(user.key(), "another password"))
                        .path("id")
                        .longValue())
                .isEqualTo(user.id());
    }
}
