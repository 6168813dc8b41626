package org.studentmanagement.issuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** The service as its own issuer, with clients that the command makes. */
@QuarkusTest
class TokenResourceTest {
    private ClientBench clients;
    private String id;
    private String secret;

    @BeforeEach
    void aClient() throws Exception {
        clients = new ClientBench(ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class));
        id = name();
        secret = clients.create(id, "--role", "reader", "--role", "registrar");
    }

    @Test
    void aClientGetsATokenWithAllItsRolesThatOpensTheApi() {
        String token = basic(id, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("token_type", is("Bearer"))
                .body("expires_in", is(600))
                .body("scope", is("reader registrar"))
                .extract()
                .path("access_token");

        given().auth().oauth2(token).get("/api/courses").then().statusCode(200);
        given().auth().oauth2(token).delete("/api/courses/1").then().spec(problem(403, "forbidden"));
    }

    @Test
    void itMayAskForLess() {
        String token = form(id, secret)
                .formParam("scope", " reader  reader ")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .body("scope", is("reader"))
                .extract()
                .path("access_token");

        given().auth().oauth2(token).put("/api/students/1/courses/1").then().spec(problem(403, "forbidden"));
    }

    @Test
    void otherSchoolSoftwareGetsScopesOfOneRosterAndNoneThatItWasNotGranted() throws IOException {
        String platform = name();
        String platformSecret =
                clients.create(platform, "--scope", "roster-core.readonly", "--scope", "roster.readonly");

        String token = form(platform, platformSecret)
                .formParam("scope", "roster-core.readonly " + RosterScope.CORE)
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .body("scope", is(RosterScope.CORE))
                .extract()
                .path("access_token");

        given().auth()
                .oauth2(token)
                .get("/ims/oneroster/rostering/v1p2/orgs")
                .then()
                .statusCode(200);
        given().auth().oauth2(token).get("/api/courses").then().spec(problem(403, "forbidden"));
        refused(form(platform, platformSecret).formParam("scope", RosterScope.DEMOGRAPHICS), 400, "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "reader editor", "student", "READER", "*"})
    void itMayNotAskForMore(String scope) {
        refused(form(id, secret).formParam("scope", scope), 400, "invalid_scope");
    }

    @Test
    void aRoleThatThisVersionDoesNotKnowOpensNothing() throws SQLException {
        give("reader", "librarian");
        form(id, secret).post("/oauth2/token").then().statusCode(200).body("scope", is("reader"));
        refused(form(id, secret).formParam("scope", "librarian"), 400, "invalid_scope");

        give("librarian");
        refused(form(id, secret), 400, "invalid_scope")
                .body("error_description", is("This version of the service knows none of the client's roles."));
    }

    @Test
    void aClientOfAStudentGetsTokensForThatStudentOnly() throws Exception {
        Row own = Fixtures.student();
        String phone = name();
        String phoneSecret = clients.create(phone, "--student", own.key());

        String token = form(phone, phoneSecret)
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .body("scope", is("student"))
                .extract()
                .path("access_token");

        given().auth().oauth2(token).get(own.path()).then().statusCode(200);
        given().auth().oauth2(token).get(Fixtures.student().path()).then().spec(problem(403, "forbidden"));
    }

    @Test
    void theTokenIsWhatOthersExpectOfOneAndIsCheckedWithThePublishedKeys() throws Exception {
        String token = form(id, secret).post("/oauth2/token").path("access_token");
        String published = given().auth().none().get("/oauth2/jwks").asString();

        var checked = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(published).getJsonWebKeys()))
                .setExpectedIssuer(TestToken.ISSUER)
                .setExpectedAudience(TestToken.AUDIENCE)
                .setExpectedType(true, "at+jwt")
                .setExpectedSubject(id)
                .setRequireJwtId()
                .build()
                .processToClaims(token);

        assertThat(checked.getClaimValueAsString("client_id")).isEqualTo(id);
        assertThat(published).doesNotContain("\"d\"", "\"p\"", "\"q\"");
    }

    @Test
    void whereToGetTokensIsFoundInTheUsualPlace() {
        given().auth()
                .none()
                .get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("issuer", is(TestToken.ISSUER))
                .body("token_endpoint", is(TestToken.ISSUER + "/oauth2/token"))
                .body("jwks_uri", is(TestToken.ISSUER + "/oauth2/jwks"))
                .body(
                        "scopes_supported",
                        hasItems("reader", "registrar", "editor", "bursar", "admin", RosterScope.CORE))
                .body("grant_types_supported", is(List.of("client_credentials")))
                .body("token_endpoint_auth_methods_supported", hasSize(2));
    }

    @Test
    void anUnknownClientAndAWrongSecretAndARevokedClientAreToldTheSame() {
        clients.run("revoke", id);
        String other = name();

        String unknown =
                refused(form(other, secret), 401, "invalid_client").extract().asString();

        assertThat(refused(form(id, secret), 401, "invalid_client").extract().asString())
                .isEqualTo(unknown);
        assertThat(refused(basic(id, "wrong").formParam("grant_type", "client_credentials"), 401, "invalid_client")
                        .header("WWW-Authenticate", is("Basic realm=\"clients\""))
                        .extract()
                        .asString())
                .isEqualTo(unknown);
    }

    @Test
    void afterARotationBothSecretsAreGoodUntilTheNextOne() throws Exception {
        String second = clients.run("rotate", id, "--json").secret();
        form(id, secret).post("/oauth2/token").then().statusCode(200);
        form(id, second).post("/oauth2/token").then().statusCode(200);

        String third = clients.run("rotate", id, "--grace", "0", "--json").secret();
        refused(form(id, secret), 401, "invalid_client");
        refused(form(id, second), 401, "invalid_client");
        form(id, third).post("/oauth2/token").then().statusCode(200);
    }

    @Test
    void aSecretOfTheFormerKindIsGoodUntilItIsRotatedAndManyAtOnceQueueForNoProcessor() throws Exception {
        hashAsBefore();
        int callers = 4 * Runtime.getRuntime().availableProcessors();
        String unknown = name();

        form(id, secret).post("/oauth2/token").then().statusCode(200);
        refused(form(id, "wrong"), 401, "invalid_client");
        assertThat(clients.run("list").out()).containsPattern(id + " .* active, hashed slowly: rotate it");
        // nobody learns who has such a one: it takes as long for a client that does not exist
        assertThat(AtOnce.run(
                        callers,
                        caller -> form(unknown, "wrong").post("/oauth2/token").statusCode()))
                .contains(401, 429)
                .containsOnly(401, 429);

        String second = clients.run("rotate", id, "--json").secret();
        form(id, secret).post("/oauth2/token").then().statusCode(200);
        form(id, second).post("/oauth2/token").then().statusCode(200);
        assertThat(clients.run("list").out()).containsPattern(id + " .* active, old secret until \\S+ *\n?");

        clients.run("rotate", id, "--grace", "0");
        assertThat(AtOnce.run(
                        callers,
                        caller -> form(unknown, "wrong").post("/oauth2/token").statusCode()))
                .containsOnly(401);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password, unsupported_grant_type",
        "scope=reader, invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
        "grant_type=%zz, invalid_request",
        "grant_type=%, invalid_request",
        "'', invalid_request",
        "grant_type=client_credentials&client_secret=twice, invalid_request",
        "grant_type=client_credentials&client_id=another, invalid_request"
    })
    void aRequestThatCannotBeMeantIsRefusedInTheWordsOfOAuth(String body, String error) {
        refused(basic(id, secret).contentType(ContentType.URLENC).body(body), 400, error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic %%%", "Basic Og", "Basic dGltZXRhYmxl", "Bearer e30.e30.c2ln", "Negotiate x"})
    void whatNamesNoClientIsNone(String authorization) {
        refused(
                given().auth()
                        .none()
                        .header("Authorization", authorization)
                        .formParam("grant_type", "client_credentials"),
                401,
                "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "ü", "' OR true --", "A"})
    void aNameThatNoClientCanHaveIsUnknown(String name) {
        refused(form(name, secret), 401, "invalid_client");
    }

    @Test
    void whatBelongsIntoTheFormIsNotTakenFromTheQuery() {
        form(id, secret)
                .queryParam("scope", "reader")
                .post("/oauth2/token")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.parameter", is(List.of("scope")));
    }

    @Test
    void aBodyThatIsNoFormIsAProblem() {
        given().contentType(ContentType.JSON)
                .body(Map.of("grant_type", "client_credentials"))
                .post("/oauth2/token")
                .then()
                .spec(problem(415, "unsupported-media-type"))
                .header("WWW-Authenticate", nullValue());
    }

    /** As another version would. */
    private void give(String... roles) throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                var change = connection.prepareStatement("UPDATE clients SET roles = ? WHERE id = ?")) {
            change.setArray(1, connection.createArrayOf("text", roles));
            change.setString(2, id);
            change.executeUpdate();
        }
    }

    /** As the service did until it took a keyed hash. */
    private void hashAsBefore() throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                var change = connection.prepareStatement("UPDATE clients SET secret_hash = ? WHERE id = ?")) {
            change.setBytes(1, Secret.slowHash(secret, salt(connection)));
            change.setString(2, id);
            change.executeUpdate();
        }
    }

    private byte[] salt(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT secret_salt FROM clients WHERE id = ?")) {
            query.setString(1, id);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getBytes(1);
        }
    }

    private static String name() {
        return Fixtures.unique().toLowerCase(Locale.ROOT);
    }

    private static RequestSpecification basic(String client, String secret) {
        return given().auth().preemptive().basic(client, secret);
    }

    private static RequestSpecification form(String client, String secret) {
        return given().auth()
                .none()
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", client)
                .formParam("client_secret", secret);
    }

    private static ValidatableResponse refused(RequestSpecification request, int status, String error) {
        return request.post("/oauth2/token")
                .then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .header("Cache-Control", is("no-store"))
                .body("error", is(error))
                .body("error_description", notNullValue());
    }
}
