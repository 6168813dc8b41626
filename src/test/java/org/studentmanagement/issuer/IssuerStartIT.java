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

    /** {@link IssuerTrustTest} has the others. */
    @Test
    void itDoesNotStartWithoutOneWhoseTokensItTakes() throws Exception {
        Map<String, String> settings = settings();
        settings.put("ISSUER_SIGNING_KEY", "");

        PackagedService service = PackagedService.start(settings, List.of());

        assertThat(service.exitCode()).isEqualTo(1);
        assertThat(service.standardError())
                .startsWith("Nothing says whose tokens to take: set ISSUER_SIGNING_KEY and ISSUER_URL")
                .hasLineCount(1);
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
