package org.studentmanagement.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.studentmanagement.testsupport.Json;

/** What a front end does with imports. */
public final class ImportCalls {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Set<String> AT_REST = Set.of("previewed", "imported", "failed");

    private ImportCalls() {}

    public static JsonNode upload(RequestSpecification form) {
        Response response = form.post("/api/imports");
        response.then().statusCode(202);
        assertThat(response.header("Location")).endsWith("/api/imports/" + response.path("id"));
        return Json.of(response);
    }

    public static JsonNode settled(JsonNode uploaded) {
        String id = uploaded.path("id").asText();
        return await().atMost(PATIENCE)
                .until(
                        () -> Json.of(given().get("/api/imports/{id}", id)),
                        found -> AT_REST.contains(found.path("state").asText()));
    }

    static Response confirm(JsonNode preview) {
        return confirm(preview, 0);
    }

    static Response confirm(JsonNode preview, long withdrawals) {
        return confirming(withdrawals)
                .put("/api/imports/{id}/confirmation", preview.path("id").asText());
    }

    static RequestSpecification confirming(long withdrawals) {
        return given().contentType(ContentType.JSON).body(Map.of("withdrawals", withdrawals));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        }
        return packed.toByteArray();
    }
}
