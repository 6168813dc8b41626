package org.studentmanagement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.studentmanagement.issuer.Issuer;

@QuarkusTest
class WelcomeTest {
    @Inject
    Issuer issuer;

    @Test
    @Transactional
    void theFirstTokenOfDevelopmentReadsAndChangesWhatTheOthersDoSeparately() {
        Welcome welcome = new Welcome();
        welcome.issuer = issuer;
        Map<String, String> tokens = welcome.tokens();

        assertThat(tokens).containsKeys("all roles", "admin", "editor", "reader", "registrar");
        with(tokens.get("all roles")).get("/api/students/0").then().statusCode(404);
        with(tokens.get("all roles")).delete("/api/students/0/courses/0").then().statusCode(404);
        with(tokens.get("all roles"))
                .header("If-Match", "\"0\"")
                .delete("/api/students/0")
                .then()
                .statusCode(404);
        with(tokens.get("reader")).delete("/api/students/0/courses/0").then().statusCode(403);
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }
}
