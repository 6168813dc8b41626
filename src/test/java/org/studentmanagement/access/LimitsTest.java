package org.studentmanagement.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.studentmanagement.issuer.ClientBench;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;
import org.studentmanagement.testsupport.Users;

/** Each test comes from addresses of its own, as a trusted proxy tells them. */
@QuarkusTest
@TestProfile(LimitsTest.Few.class)
class LimitsTest {
    private static final int FAILURES = 3;
    private static final int TOKENS = 5;
    private static final int REQUESTS = 4;
    private static final int PASSWORDS = 2;

    public static class Few implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1",
                    "limits.failures", Integer.toString(FAILURES),
                    "limits.tokens", Integer.toString(TOKENS),
                    "limits.requests", Integer.toString(REQUESTS),
                    "limits.passwords", Integer.toString(PASSWORDS),
                    "limits.sign-ins", Integer.toString(FAILURES));
        }
    }

    @Test
    void theCookieOfASessionIsForTlsAloneWhereTheTrustedProxyHasIt() throws SQLException {
        String email = UUID.randomUUID() + "@school.example";
        ServiceDatabase.longs(
                "INSERT INTO users (name, email, roles, password_hash) VALUES ('Mary', ?, '{reader}', ?) RETURNING id",
                email,
                BcryptUtil.bcryptHash(Users.PASSWORD, 4));

        for (String scheme : List.of("https", "http")) {
            Cookie cookie = from("192.0.2.20")
                    .auth()
                    .none()
                    .header("X-Forwarded-Proto", scheme)
                    .header("Sec-Fetch-Site", "same-origin")
                    .contentType(ContentType.JSON)
                    .body(Map.of("email", email, "password", Users.PASSWORD))
                    .put("/api/session")
                    .detailedCookie("session");
            assertThat(cookie.isSecured()).isEqualTo(scheme.equals("https"));
        }
    }

    @Test
    void afterTooManyInvalidTokensFromAnAddressItIsToldToWaitWhileValidOnesFromThereAreServed() {
        for (int i = 0; i < FAILURES; i++) {
            from("192.0.2.1").auth().oauth2("forged").get("/api/courses").then().spec(problem(401, "token-invalid"));
        }

        tooMany(from("192.0.2.1").auth().oauth2("forged").get("/api/courses").then());
        from("192.0.2.1")
                .auth()
                .oauth2(of(UUID.randomUUID().toString()))
                .get("/api/courses")
                .then()
                .statusCode(200);
        from("192.0.2.2").auth().oauth2("forged").get("/api/courses").then().statusCode(401);
    }

    @Test
    void afterTooManyWrongSecretsNoneIsLookedAtFromThatAddress() {
        for (int i = 0; i < FAILURES; i++) {
            askForToken("192.0.2.3", "client-" + i).statusCode(401);
        }

        tooMany(askForToken("192.0.2.3", "another"));
        askForToken("192.0.2.4", "another").statusCode(401);
    }

    @Test
    void afterTooManyWrongPasswordsNoneIsLookedAtOfThatAccountOrFromThatAddress() {
        for (int i = 0; i < PASSWORDS; i++) {
            signIn("192.0.2.2" + i, "ada@school.example").spec(problem(401, "sign-in-refused"));
        }
        signIn("192.0.2.29", "ADA@school.example").spec(problem(429, "too-many-requests"));

        for (int i = 0; i < FAILURES; i++) {
            signIn("192.0.2.30", i + "@school.example").spec(problem(401, "sign-in-refused"));
        }
        tooMany(signIn("192.0.2.30", "bob@school.example"));
        signIn("192.0.2.31", "bob@school.example").spec(problem(401, "sign-in-refused"));
    }

    private static ValidatableResponse signIn(String address, String email) {
        return from(address)
                .auth()
                .none()
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/json")
                .body(Map.of("email", email, "password", "wrong horse battery"))
                .put("/api/session")
                .then();
    }

    @Test
    void ofManyWrongSecretsAtOnceNoMoreAreLookedAtThanOneAfterTheOther() {
        Instant start = Instant.now();
        List<Integer> statuses = AtOnce.run(
                60,
                caller -> askForToken("192.0.2.8", "client-" + caller).extract().statusCode());
        long back = Duration.between(start, Instant.now()).toSeconds() * FAILURES / 60;

        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses)
                .filteredOn(status -> status == 401)
                .hasSizeBetween(FAILURES, FAILURES + Math.toIntExact(back));
    }

    @Test
    void rightSecretsAreNoAttemptsHoweverManyComeAtOnce() throws IOException {
        var clients = new ClientBench(ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class));
        String secret = clients.create("honest", "--role", "reader");

        assertThat(AtOnce.run(
                        TOKENS,
                        caller -> askForToken("192.0.2.9", "honest", secret)
                                .extract()
                                .statusCode()))
                .containsOnly(200);
    }

    @Test
    void whoHasAnIpv6NetworkHasNoMoreAttemptsForIt() {
        for (int i = 0; i < FAILURES; i++) {
            askForToken("2001:db8:0:1::" + i, "client").statusCode(401);
        }

        tooMany(askForToken("2001:db8:0:1:ffff::1", "client"));
        askForToken("2001:db8:0:2::1", "client").statusCode(401);
    }

    @Test
    void aRequestWithoutATokenIsNoAttempt() {
        for (int i = 0; i <= FAILURES; i++) {
            from("192.0.2.5").auth().none().get("/api/courses").then().spec(problem(401, "token-missing"));
        }
    }

    @Test
    void oneClientThatAsksTooOftenHoldsUpNoOther() {
        String busy = of("busy");
        for (int i = 0; i < REQUESTS; i++) {
            from("192.0.2.6").auth().oauth2(busy).get("/api/courses").then().statusCode(200);
        }

        tooMany(from("192.0.2.7").auth().oauth2(busy).get("/api/courses").then());
        from("192.0.2.6")
                .auth()
                .oauth2(of("patient"))
                .get("/api/courses")
                .then()
                .statusCode(200);
    }

    private static void tooMany(ValidatableResponse answer) {
        String seconds =
                answer.spec(problem(429, "too-many-requests")).extract().header("Retry-After");
        assertThat(Integer.parseInt(seconds)).isBetween(1, 61);
    }

    private static ValidatableResponse askForToken(String address, String client) {
        return askForToken(address, client, "wrong");
    }

    private static ValidatableResponse askForToken(String address, String client, String secret) {
        return from(address)
                .auth()
                .preemptive()
                .basic(client, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then();
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address);
    }

    private static String of(String client) {
        return TestToken.signed(TestToken.claims().subject(client).claim("scope", "reader"));
    }
}
