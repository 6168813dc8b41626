package org.studentmanagement.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;
import static org.studentmanagement.testsupport.TestToken.claims;
import static org.studentmanagement.testsupport.TestToken.key;
import static org.studentmanagement.testsupport.TestToken.signed;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.studentmanagement.issuer.SigningKey;
import org.studentmanagement.testsupport.TestToken;

/** Forged, stale and broken tokens, each of which has the role that would do. */
@QuarkusTest
class RefusedTokensTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void aTokenIsNotTakenThatIs(String what, String token) {
        given().auth()
                .oauth2(token)
                .get("/api/courses")
                .then()
                .spec(problem(401, "token-invalid"))
                .header("WWW-Authenticate", is("Bearer error=\"invalid_token\""));
    }

    @Test
    void noTokenIsAskedForOne() {
        given().auth()
                .none()
                .get("/api/courses")
                .then()
                .spec(problem(401, "token-missing"))
                .header("WWW-Authenticate", is("Bearer"));
    }

    @Test
    void anotherSchemeIsNoToken() {
        given().auth()
                .preemptive()
                .basic("reader", "reader")
                .get("/api/courses")
                .then()
                .spec(problem(401, "token-missing"));
    }

    @Test
    void aTokenThatIsNotTakenDoesNotCloseWhatIsOpen() {
        for (String path : List.of("/q/openapi", "/oauth2/jwks")) {
            given().auth().oauth2("e30.e30.c2ln").get(path).then().statusCode(200);
        }
    }

    @Test
    void whoHasTheWrongRoleIsToldTheRightOne() {
        given().auth()
                .oauth2(TestToken.withRoles("reader"))
                .header("If-Match", "*")
                .delete("/api/courses/1")
                .then()
                .spec(problem(403, "forbidden"))
                .header("WWW-Authenticate", is("Bearer error=\"insufficient_scope\", scope=\"editor\""))
                .body("detail", is("This needs a token with the role editor."));
    }

    static Stream<Arguments> tokens() throws Exception {
        Map<String, String> tokens = new LinkedHashMap<>();
        String good = TestToken.withAllRoles();
        String[] parts = good.split("\\.");
        SigningKey key = key();

        tokens.put("not a token", "abc");
        tokens.put("two dots", "..");
        tokens.put("without a signature", parts[0] + "." + parts[1] + ".");
        tokens.put("unsigned, and says so", encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        tokens.put(
                "unsigned, and shouts so",
                encoded("{\"alg\":\"NONE\",\"kid\":\"" + key.id() + "\"}") + "." + parts[1] + ".");
        tokens.put(
                "signed with the public key as if it were a secret, as DER",
                hmac(parts[1], key.published().getKey().getEncoded()));
        tokens.put(
                "signed with the public key as if it were a secret, as JSON",
                hmac(parts[1], key.published().toJson().getBytes(StandardCharsets.UTF_8)));
        tokens.put(
                "signed with another key under this one's name",
                all().jws().keyId(key.id()).sign(TestToken.otherKey().secret()));
        tokens.put(
                "signed with another key",
                all().jws()
                        .keyId(TestToken.otherKey().id())
                        .sign(TestToken.otherKey().secret()));
        tokens.put(
                "signed with a key that it brings along",
                all().jws()
                        .header(
                                "jwk",
                                TestToken.otherKey()
                                        .published()
                                        .toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                        .sign(TestToken.otherKey().secret()));
        tokens.put("of a key that nobody knows", all().jws().keyId("nobody").sign(key.secret()));
        tokens.put("of another issuer", signed(all().issuer("https://other.example")));
        tokens.put("for another audience", signed(all().audience("payroll")));
        tokens.put(
                "expired",
                signed(all().issuedAt(Instant.now().minusSeconds(900))
                        .expiresAt(Instant.now().minusSeconds(300))));
        tokens.put(
                "not valid yet",
                signed(all().claim("nbf", Instant.now().plusSeconds(300).getEpochSecond())));
        tokens.put(
                "changed after it was signed",
                parts[0] + "."
                        + encoded(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                                .replace("test", "root"))
                        + "." + parts[2]);
        tokens.put("longer than 8 KiB", signed(all().claim("padding", "x".repeat(7_000))));
        tokens.put("without a subject", signed(without("sub")));
        tokens.put("of a subject without a name", signed(all().subject(" ")));
        tokens.put("of the subject that a user has who signs in", signed(all().subject("user:1")));
        tokens.put("bound to student 0", signed(all().claim("student_id", 0)));
        tokens.put("bound to teacher 0", signed(all().claim("teacher_id", 0)));
        tokens.put("bound to a negative student", signed(all().claim("student_id", -4)));
        tokens.put("bound to half a student", signed(all().claim("student_id", 4.5)));
        tokens.put("bound to a student by a text", signed(all().claim("student_id", "4")));
        tokens.put("bound to several students", signed(all().claim("student_id", List.of(4, 5))));
        tokens.put(
                "bound to a student past all numbers",
                signed(all().claim("student_id", new BigInteger("9".repeat(30)))));
        return tokens.entrySet().stream().map(token -> Arguments.of(token.getKey(), token.getValue()));
    }

    private static JwtClaimsBuilder without(String claim) {
        return all().remove(claim);
    }

    private static JwtClaimsBuilder all() {
        return claims().claim("scope", "reader");
    }

    private static String hmac(String payload, byte[] secret) throws Exception {
        String signed = encoded("{\"alg\":\"HS256\",\"kid\":\"" + key().id() + "\"}") + "." + payload;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
