package org.studentmanagement.testsupport;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.studentmanagement.testsupport.Fixtures.Row;

/** Users that a test has for itself, and browsers in which they have signed in. */
public final class Users {
    public static final String PASSWORD = "correct horse battery";

    private Users() {}

    public static Map<String, Object> body(String... roles) {
        return new HashMap<>(Map.of(
                "name",
                "Mary Somerville",
                "email",
                Fixtures.unique() + "@school.example",
                "roles",
                Arrays.asList(roles)));
    }

    /** One with a password. */
    public static Row user(Map<String, Object> body) {
        Row user = Fixtures.stored("/api/users", body, "email");
        setPassword(link(user), PASSWORD).then().statusCode(204);
        return user;
    }

    public static String link(Row user) {
        Response link = given().put(user.path() + "/password-link");
        link.then().statusCode(200);
        return link.path("token");
    }

    public static Response setPassword(String token, String password) {
        return given().auth()
                .none()
                .contentType(ContentType.JSON)
                .body(Map.of("token", token, "password", password))
                .put("/api/password");
    }

    public static Response signIn(String email, String password) {
        return given().auth()
                .none()
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .put("/api/session");
    }

    /** The cookie of a new session. */
    public static String session(Row user) {
        Response signedIn = signIn(user.key(), PASSWORD);
        signedIn.then().statusCode(200);
        return signedIn.cookie("session");
    }

    public static String session(String... roles) {
        return session(user(body(roles)));
    }

    /** A request as a page of the service makes it. */
    public static RequestSpecification with(String session) {
        return given().auth().none().cookie("session", session).header("Sec-Fetch-Site", "same-origin");
    }

    public static List<Long> sessions(Row user) throws SQLException {
        return ServiceDatabase.longs("SELECT count(*) FROM user_sessions WHERE user_id = ?", user.id());
    }
}
