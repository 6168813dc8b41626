package org.studentmanagement.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.studentmanagement.testsupport.ApiDocument;

/** None has to be told that it may be sent again. */
@QuarkusTest
class EveryPostTest {
    private static final ApiDocument DOCUMENT = ApiDocument.read();

    static Stream<String> posts() {
        return DOCUMENT.at("/paths").properties().stream()
                .filter(path ->
                        path.getKey().startsWith("/api/") && path.getValue().has("post"))
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("posts")
    void looksAtTheKeyBeforeAnythingIsDone(String path) {
        JsonNode operation = DOCUMENT.at("/paths/" + path.replace("/", "~1") + "/post");

        // a colon in a path stays one
        RequestSpecification request = given().urlEncodingEnabled(false).header("Idempotency-Key", "é");
        (operation.at("/requestBody/content").has(ContentType.MULTIPART.toString())
                        ? request.multiPart("files", "students.csv", new byte[0])
                        : request.contentType(ContentType.JSON)
                                .body(example(operation).toString()))
                .post(path.replaceAll("\\{[^}]+}", "1"))
                .then()
                .spec(problem(400, "invalid-request"))
                .body("detail", startsWith("Idempotency-Key must be"));

        assertThat(operation.path("parameters").findValuesAsText("name")).contains("Idempotency-Key");
    }

    /** A body with what the description gives as examples of its members. */
    private static JsonNode example(JsonNode operation) {
        String schema = operation
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText()
                .replaceFirst(".*[:/]", "");
        ObjectNode body = new ObjectMapper().createObjectNode();
        DOCUMENT.at("/components/schemas/" + schema + "/properties")
                .properties()
                .forEach(member -> {
                    JsonNode examples = member.getValue().path("examples");
                    if (!examples.isEmpty()) {
                        body.set(member.getKey(), examples.get(0));
                    }
                });
        return body;
    }
}
