package org.studentmanagement.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.issuer.SigningKey;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.OtherIssuer;
import org.studentmanagement.testsupport.TestToken;

/** The tokens of an OpenID Connect issuer that publishes its keys. */
@QuarkusTest
@WithTestResource(OtherIssuer.class)
class OtherIssuerTest {
    private final SigningKey first = key();

    @BeforeEach
    void oneKeyIsPublished() {
        publish(first);
        // two readings have some tenths of a second between them, and another test may just have made one; the service
        // has
        // just been started
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> courses(token(first, "reader")).statusCode(200));
    }

    @AfterEach
    void leaveTheIssuerAway() {
        OtherIssuer.publish(null);
    }

    @Test
    void itsRolesAreReadFromTheClaimThatTheConfigurationNames() {
        courses(token(first, List.of("reader", "offline_access"))).statusCode(200);
        courses(token(first, "editor reader")).statusCode(200);
        courses(token(first, List.of("offline_access"))).spec(problem(403, "forbidden"));
        courses(token(first, Map.of("reader", true))).spec(problem(403, "forbidden"));
        courses(token(first, List.of(1, 2))).spec(problem(403, "forbidden"));
    }

    @Test
    void aNewKeyIsFoundWithTheFirstTokenThatNamesIt() {
        courses(token(first, "reader")).statusCode(200);
        SigningKey second = key();
        courses(token(second, "reader")).spec(problem(401, "token-invalid"));

        publish(second, first);

        // two readings have some tenths of a second between them
        Awaitility.await().untilAsserted(() -> courses(token(second, "reader")).statusCode(200));
        courses(token(first, "reader")).statusCode(200);

        publish(second);
        SigningKey third = key();
        Awaitility.await().untilAsserted(() -> {
            courses(token(third, "reader")).spec(problem(401, "token-invalid"));
            courses(token(first, "reader")).spec(problem(401, "token-invalid"));
        });
    }

    @Test
    void whileItIsAwayKnownKeysAreGoodAndOthersCannotBeJudged() {
        courses(token(first, "reader")).statusCode(200);
        SigningKey second = key();

        OtherIssuer.publish(null);

        courses(token(first, "reader")).statusCode(200);
        Awaitility.await()
                .untilAsserted(() -> courses(token(second, "reader"))
                        .spec(problem(503, "issuer-unavailable"))
                        .header("Retry-After", oneOf("1", "2", "3")));

        publish(second);
        Awaitility.await().untilAsserted(() -> courses(token(second, "reader")).statusCode(200));
    }

    @Test
    void theServiceIssuesNoTokensItself() {
        given().contentType("application/x-www-form-urlencoded")
                .post("/oauth2/token")
                .then()
                .spec(problem(404, "not-found"));
        given().get("/oauth2/jwks").then().spec(problem(404, "not-found"));
        given().get("/.well-known/oauth-authorization-server").then().spec(problem(404, "not-found"));
    }

    /** One of an id that the issuer has never published. To the service that makes it another key. */
    private static SigningKey key() {
        String id = Fixtures.unique();
        RsaJsonWebKey published =
                new RsaJsonWebKey(TestToken.otherKey().published().getRsaPublicKey());
        published.setKeyId(id);
        published.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        published.setUse(Use.SIGNATURE);
        return new SigningKey(id, TestToken.otherKey().secret(), published);
    }

    private static void publish(SigningKey... keys) {
        OtherIssuer.publish(
                new JsonWebKeySet(Stream.of(keys).map(SigningKey::published).toList()).toJson());
    }

    private static String token(SigningKey key, Object roles) {
        return Jwt.claims()
                .issuer(OtherIssuer.NAME)
                .audience("school")
                .subject("ada")
                .expiresIn(Duration.ofMinutes(5))
                .claim("realm_access", Map.of("roles", roles))
                .jws()
                .keyId(key.id())
                .sign(key.secret());
    }

    private static ValidatableResponse courses(String token) {
        return given().auth().oauth2(token).get("/api/courses").then();
    }
}
