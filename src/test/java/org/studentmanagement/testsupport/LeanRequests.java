package org.studentmanagement.testsupport;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.LogConfig;
import io.restassured.config.RestAssuredConfig;
import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.params.HttpParams;

/**
 * Requests of RestAssured without what would take it longer than to send them: each has a client of its own, which looks through
 * all jars for its version, and each answer is indented for a log that only a test that fails prints.
 */
@SuppressWarnings("deprecation") // RestAssured takes no other client
final class LeanRequests {
    private static final HttpParams PARAMETERS = new DefaultHttpClient().getParams();

    private static final HttpClientConfig CLIENTS =
            HttpClientConfig.httpClientConfig().httpClientFactory(LeanRequests::client);

    private LeanRequests() {}

    static void configure() {
        RestAssuredConfig config = RestAssured.config();
        RestAssured.config = config.httpClient(CLIENTS)
                .logConfig(LogConfig.logConfig()
                        .enableLoggingOfRequestAndResponseIfValidationFails()
                        .enablePrettyPrinting(false));
    }

    private static HttpClient client() {
        return new DefaultHttpClient(PARAMETERS.copy());
    }
}
