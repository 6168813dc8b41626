package org.studentmanagement.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.studentmanagement.testsupport.Problems.problem;
import static org.studentmanagement.testsupport.Users.with;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.issuer.SigningKey;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.OtherIssuer;
import org.studentmanagement.testsupport.SchoolProvider;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** People who sign in at a provider: whom its word lets in, and whom it does not. */
@QuarkusTest
@WithTestResource(OtherIssuer.class)
class ProviderSignInTest {
    private static final String PATH = "/api/session/provider";

    private String provider;
    private final String email = Fixtures.unique() + "@school.example";
    private long user;

    @BeforeEach
    void aUserWithoutAPassword() throws SQLException {
        provider = ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
        user = ServiceDatabase.longs(
                        "INSERT INTO users (name, email, roles) VALUES ('Mary', ?, '{reader}') RETURNING id", email)
                .get(0);
    }

    @Test
    void whoSignsInAtTheProviderHasASessionAsEverybody() throws SQLException {
        Response back = signIn(claims -> claims);

        back.then().statusCode(303).header("Location", "/").header("Cache-Control", "no-store");
        String session = back.cookie("session");
        with(session)
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("id", is((int) user))
                .body("email", is(email));
        assertThat(back.detailedCookies().asList())
                .filteredOn(cookie -> cookie.getName().startsWith("q_"))
                .allMatch(cookie -> cookie.getMaxAge() == 0 && cookie.getValue().isEmpty());

        ServiceDatabase.longs("UPDATE users SET disabled_at = now() WHERE id = ? RETURNING 1", user);
        with(session).get("/api/me").then().spec(problem(401, "session-ended"));
    }

    @Test
    void theBrowserIsLedToTheProviderWithWhatProvesItsOwnAnswer() {
        Response led = browser().get(PATH);

        led.then().statusCode(302).header("Location", startsWith(provider + "/authorize?"));
        Map<String, String> asked = query(led);
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", SchoolProvider.CLIENT)
                .containsEntry("scope", "openid email")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "http://localhost:" + RestAssured.port + PATH)
                .containsKeys("state", "nonce");
        assertThat(led.detailedCookies().asList())
                .allMatch(cookie -> cookie.isHttpOnly() && cookie.getPath().equals(PATH));
    }

    @Test
    void nobodyWhomTheServiceDoesNotKnowIsLetIn() throws SQLException {
        unknown(signIn(claims -> claims.claim("email", "stranger@elsewhere.example")));
        unknown(signIn(claims -> claims.claim("email_verified", false)));
        unknown(signIn(claims -> claims.remove("email_verified")));
        unknown(signIn(claims -> claims.remove("email")));
        ServiceDatabase.longs("UPDATE users SET disabled_at = now() WHERE id = ? RETURNING 1", user);
        unknown(signIn(claims -> claims));
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM user_sessions WHERE user_id = ?", user))
                .containsExactly(0L);
    }

    @Test
    void aWordThatIsNotTheProvidersOwnForThisBrowserIsNotBelieved() {
        refused(signIn(claims -> claims.audience("another-service")));
        refused(signIn(claims -> claims.issuer("https://elsewhere.example")));
        refused(signIn(claims -> claims.claim("nonce", "another")));
        refused(signIn(claims -> claims.remove("nonce")));
        refused(signIn(claims -> claims.expiresAt(Instant.now().minusSeconds(60))));

        Response led = browser().get(PATH);
        String token = token(query(led), claims -> claims);
        back(led, Map.of("state", "another", "code", SchoolProvider.code(token, challenge(led))))
                .then()
                .statusCode(302)
                .header("Location", startsWith(provider));
        refused(back(led, Map.of("state", state(led), "code", SchoolProvider.code(token, "of another browser"))));
        refused(back(led, Map.of("state", state(led), "error", "access_denied")));
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "c2lnbmF0dXJl";
        refused(back(led, Map.of("state", state(led), "code", SchoolProvider.code(forged, challenge(led)))));
        refused(browser()
                .queryParams(Map.of("state", state(led), "code", SchoolProvider.code(token, challenge(led))))
                .get(PATH));
    }

    private static RequestSpecification browser() {
        return given().auth().none().redirects().follow(false);
    }

    /** There and back, with what the person at the provider is said to be. */
    private Response signIn(UnaryOperator<JwtClaimsBuilder> claims) {
        Response led = browser().get(PATH);
        led.then().statusCode(302);
        return back(
                led,
                Map.of("state", state(led), "code", SchoolProvider.code(token(query(led), claims), challenge(led))));
    }

    private static Response back(Response led, Map<String, String> parameters) {
        return browser().cookies(led.cookies()).queryParams(parameters).get(PATH);
    }

    private String token(Map<String, String> asked, UnaryOperator<JwtClaimsBuilder> claims) {
        SigningKey key = TestToken.otherKey();
        return claims.apply(Jwt.claims()
                        .issuer(provider)
                        .audience(SchoolProvider.CLIENT)
                        .subject("mary")
                        .claim("nonce", asked.get("nonce"))
                        .claim("email", email)
                        .claim("email_verified", true)
                        .expiresIn(Duration.ofMinutes(5)))
                .jws()
                .keyId(key.id())
                .sign(key.secret());
    }

    private static Map<String, String> query(Response led) {
        return SchoolProvider.parameters(URI.create(led.header("Location")).getRawQuery());
    }

    private static String state(Response led) {
        return query(led).get("state");
    }

    private static String challenge(Response led) {
        return query(led).get("code_challenge");
    }

    private static void refused(Response answer) {
        answer.then().spec(problem(401, "provider-sign-in-refused"));
        assertThat(answer.cookies()).doesNotContainKey("session");
    }

    private static void unknown(Response answer) {
        answer.then().spec(problem(403, "unknown-person"));
        assertThat(answer.cookies()).doesNotContainKey("session");
    }
}
