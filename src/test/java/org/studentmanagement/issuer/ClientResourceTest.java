package org.studentmanagement.issuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.ServiceDatabase;

/** How an administrator lets other school software in, and shuts it out, over HTTP. */
@QuarkusTest
class ClientResourceTest {
    private String name;

    @BeforeEach
    void aNameThatIsFree() {
        name = "lms-" + Fixtures.unique().toLowerCase(Locale.ROOT);
    }

    @Test
    void otherSoftwareIsLetInWithScopesAndItsSecretIsToldOnce() {
        Response made = make(name, "Learning platform", "roster-core.readonly", RosterScope.RESOURCE);
        made.then().statusCode(200).header("Cache-Control", is("no-store")).body("client_id", is(name));

        assertThat(scopes(made.path("client_secret"))).isEqualTo(RosterScope.CORE + " " + RosterScope.RESOURCE);
        String listed = given().get("/api/clients").asString();
        assertThat(listed).contains(name).doesNotContain(made.<String>path("client_secret"));
        mine("description", "Learning platform");
        mine("scopes", List.of("roster-core.readonly", "resource.readonly"));
        mine("revoked_at", null);
    }

    @Test
    void whoAsksIsToldWhereTokensAreGot() {
        given().get("/api/clients").then().statusCode(200).body("issuer", is("https://school.example"));
    }

    @Test
    void aNameThatIsTakenStaysWhoseItIs() {
        String secret = make(name, "A platform", "roster.readonly").path("client_secret");

        make(name, "Another", "gradebook.delete").then().spec(problem(409, "client-exists"));

        assertThat(scopes(secret)).isEqualTo(RosterScope.ROSTER);
    }

    @Test
    void aNewSecretIsGivenWhileTheOldOneIsGoodForADay() {
        String first = make(name, "A platform", "roster.readonly").path("client_secret");

        String second = given().put("/api/clients/{name}/secret", name)
                .then()
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .extract()
                .path("client_secret");

        assertThat(second).isNotEqualTo(first);
        assertThat(scopes(first)).isEqualTo(scopes(second));
        given().get("/api/clients")
                .then()
                .body("items.find { it.name == '%s' }.previous_secret_until".formatted(name), notNullValue());
    }

    @Test
    void whoIsShutOutGetsNoTokenAndComesBackUnderNoSecret() {
        String secret = make(name, "A platform", "roster.readonly").path("client_secret");

        given().delete("/api/clients/{name}", name).then().statusCode(204);

        token(secret).then().statusCode(401);
        given().get("/api/clients")
                .then()
                .body("items.find { it.name == '%s' }.revoked_at".formatted(name), notNullValue());
        given().delete("/api/clients/{name}", name).then().spec(problem(404, "not-found"));
        given().put("/api/clients/{name}/secret", name).then().spec(problem(404, "not-found"));
        make(name, "A platform", "roster.readonly").then().spec(problem(409, "client-exists"));
    }

    @Test
    void whatTheCommandMadeIsListedWithItsRolesAndShutOutToo() throws Exception {
        new ClientBench(ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class))
                .create(name, "--role", "reader", "--scope", "roster.readonly");
        mine("scopes", List.of("reader", "roster.readonly"));

        given().delete("/api/clients/{name}", name).then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/scopes | reader | A platform",
                "/scopes | roster.write | A platform",
                "/description | roster.readonly | A\u0007platform"
            })
    void whatDoesNotFitIsRefusedAndNothingIsStored(String pointer, String scope, String description) {
        make(name, description, scope)
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", hasItem(pointer));
        make(name, "A platform")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", hasItem("/scopes"));

        mine("name", null);
    }

    @Test
    void aNameIsOneThatACommandCanSpell() {
        make("Moodle_1", "A platform", "roster.readonly")
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors[0].detail", containsString("small letters, digits and hyphens"));
    }

    @Test
    void whereTheServerMayOnlyReadThemTheOperatorMakesThem() throws SQLException {
        execute("""
                CREATE FUNCTION refuse_clients() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE insufficient_privilege USING MESSAGE = 'permission denied for table clients'; END $$;
                CREATE TRIGGER refuse_clients BEFORE INSERT ON clients FOR EACH ROW EXECUTE FUNCTION refuse_clients()""");
        try {
            make(name, "A platform", "roster.readonly")
                    .then()
                    .spec(problem(409, "clients-read-only"))
                    .body("detail", containsString("command client"));
        } finally {
            execute("DROP TRIGGER refuse_clients ON clients; DROP FUNCTION refuse_clients()");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Response make(String name, String description, String... scopes) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("description", description, "scopes", List.of(scopes)))
                .put("/api/clients/{name}", name);
    }

    private void mine(String member, Object value) {
        given().get("/api/clients")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.name == '%s' }?.%s".formatted(name, member),
                        value == null ? nullValue() : is(value));
    }

    private String scopes(String secret) {
        Response token = token(secret);
        token.then().statusCode(200);
        return token.path("scope");
    }

    private Response token(String secret) {
        return given().auth()
                .none()
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", name)
                .formParam("client_secret", secret)
                .post("/oauth2/token");
    }
}
