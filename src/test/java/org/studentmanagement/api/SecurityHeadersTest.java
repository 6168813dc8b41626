package org.studentmanagement.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every answer tells a browser, and what it does not tell anybody. */
@QuarkusTest
class SecurityHeadersTest {
    @ParameterizedTest
    @CsvSource({"/api/courses, 200", "/api/students/none, 400", "/api/lodgers, 404", "/none, 404", "/q/openapi, 200"})
    void dataIsNeverAPage(String path, int status) {
        guarded(given().get(path).then().statusCode(status))
                .header("Content-Security-Policy", is("default-src 'none'; frame-ancestors 'none'"));
    }

    @Test
    void swaggerUiRunsNothingFromElsewhere() {
        guarded(given().get("/q/swagger-ui/").then().statusCode(200))
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("Content-Security-Policy", not(containsString("http")));
    }

    @Test
    void whatACallerSaysOfAProxyIsNotBelieved() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.proxy.proxy-address-forwarding", boolean.class))
                .isFalse();
    }

    private static ValidatableResponse guarded(ValidatableResponse answer) {
        return answer.header("X-Content-Type-Options", is("nosniff"))
                .header("Referrer-Policy", is("no-referrer"))
                .header("Strict-Transport-Security", is("max-age=31536000"))
                .header("Server", nullValue())
                .header("X-Powered-By", nullValue());
    }
}
