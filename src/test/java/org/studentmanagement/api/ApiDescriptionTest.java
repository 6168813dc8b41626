package org.studentmanagement.api;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code -Dopenapi.write} writes the committed copy anew instead of comparing it. */
@QuarkusTest
class ApiDescriptionTest {
    private static final Path COPY = Path.of("src/main/resources/openapi.yaml");

    @Test
    void theCommittedCopyIsWhatTheServiceServes() throws IOException {
        String served = get("/q/openapi").asString();

        if (System.getProperty("openapi.write") != null) {
            Files.writeString(COPY, served);
        }

        assertThat(served)
                .as("the API has changed: ./mvnw test -Dtest=ApiDescriptionTest -Dopenapi.write writes its description")
                .isEqualTo(Files.readString(COPY));
    }

    @Test
    void everyOperationHasAnIdAndDescribesItsProblems() throws IOException {
        JsonNode api = new ObjectMapper().readTree(get("/q/openapi?format=json").asString());

        List<JsonNode> operations = new ArrayList<>();
        api.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .forEach(path -> path.getValue().forEach(operations::add));

        assertThat(api.path("openapi").asText()).startsWith("3.1");
        assertThat(operations).hasSizeGreaterThan(10).allSatisfy(operation -> {
            assertThat(operation.path("operationId").asText()).isNotEmpty();
            assertThat(operation.path("responses").has("503")).isTrue();
            operation.path("responses").properties().stream()
                    .filter(response -> response.getKey().compareTo("400") >= 0)
                    .forEach(response -> assertThat(response.getValue()
                                    .at("/content/application~1problem+json/schema/$ref")
                                    .asText())
                            .isEqualTo("#/components/schemas/Problem"));
        });
    }
}
