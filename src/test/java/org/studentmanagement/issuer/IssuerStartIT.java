package org.studentmanagement.issuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.TestToken;

/** The package as an operator configures it. */
@BesideTheService
class IssuerStartIT {
    @TempDir
    private Path folder;

    private String database;

    @BeforeEach
    void aDatabase() throws SQLException {
        database = MigratedDatabase.create();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ISSUER_SIGNING_KEY= | Nothing says whose tokens to take: set ISSUER_SIGNING_KEY and ISSUER_URL",
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION=http://localhost/keys | Two issuers are configured:",
                "ISSUER_SIGNING_KEY= MP_JWT_VERIFY_PUBLICKEY_LOCATION=http://localhost/keys"
                        + " | Tokens of the issuer that are meant for others must not be taken:",
                "ISSUER_URL= | A signing key makes the service an issuer, so set ISSUER_URL too:",
                "ISSUER_SIGNING_KEY=pom.xml | The signing key pom.xml is no RSA key of 2048 bits or more",
                "ISSUER_SIGNING_KEY=nowhere.pem ISSUER_CREATE_KEY=false | The signing key nowhere.pem cannot be read."
            })
    void itDoesNotStartWithoutOneWhoseTokensItTakes(String settings, String sentence) throws Exception {
        Map<String, String> all = settings();
        for (String setting : settings.split(" ")) {
            all.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }

        PackagedService service = PackagedService.start(all, List.of());

        assertThat(service.exitCode()).isEqualTo(1);
        assertThat(service.standardError()).startsWith(sentence).hasLineCount(1);
    }

    @Test
    void aClientThatTheCommandMakesIsServedAndKeysChangeWithoutATokenBeingRefused() throws Exception {
        Map<String, String> before = settings();
        PackagedService command =
                PackagedService.start(before, List.of(), "client", "create", "front", "--role", "reader", "--json");
        assertThat(command.exitCode()).as(command.standardError()).isZero();
        String secret = new ObjectMapper()
                .readTree(command.standardOutput())
                .path("client_secret")
                .asText();
        Path next = folder.resolve("next.pem");
        SigningKey.createAt(next);
        Map<String, String> after = settings();
        after.put("ISSUER_SIGNING_KEY", next.toString());
        after.put("ISSUER_ACCEPTED_KEY", TestToken.KEY_FILE.toString());

        String old;
        try (var serving = ServingProcess.start(before)) {
            old = token(serving, secret);
            assertThat(courses(serving, old)).isEqualTo(200);
        }
        try (var serving = ServingProcess.start(after)) {
            assertThat(courses(serving, token(serving, secret))).isEqualTo(200);
            assertThat(courses(serving, old)).isEqualTo(200);
            assertThat(courses(serving, "e30.e30.c2ln")).isEqualTo(401);
            assertThat(RestAssured.get("http://localhost:" + serving.port() + "/oauth2/jwks")
                            .jsonPath()
                            .getList("keys.kid"))
                    .containsExactly(SigningKey.read(next).id(), TestToken.key().id());
        }
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(database)));
    }

    private static String token(ServingProcess serving, String secret) {
        return given().auth()
                .preemptive()
                .basic("front", secret)
                .formParam("grant_type", "client_credentials")
                .post("http://localhost:" + serving.port() + "/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static int courses(ServingProcess serving, String token) {
        return given().auth()
                .oauth2(token)
                .get("http://localhost:" + serving.port() + "/api/courses")
                .statusCode();
    }
}
