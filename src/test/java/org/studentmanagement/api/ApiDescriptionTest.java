package org.studentmanagement.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.ApiDocument;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

/**
 * {@code -Dopenapi.write} writes the committed copy anew instead of comparing it. That it agrees with the answers is seen in
 * all tests, by {@link org.studentmanagement.testsupport.DescribedAnswers}.
 */
@QuarkusTest
class ApiDescriptionTest {
    /** As the OpenAPI Initiative publishes it; it leaves the schemas to a dialect, which is JSON Schema's own. */
    private static final Path SCHEMA = Path.of("src/test/resources/openapi/schema-3.1.json");

    private static final String WITH_DIALECT = """
            {"$ref": "https://spec.openapis.org/oas/3.1/schema",
             "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": "https://json-schema.org/draft/2020-12/schema"}}}""";

    private record Operation(String path, String method, JsonNode description) {
        /** An import is no row: nobody changes one. */
        boolean changesRow() {
            return path.matches(
                            "/api/(?!imports/)[a-z]+/\\{id}(/erasure)?|/api/students/\\{id}/profile"
                                    + "|/api/materials/\\{id}/file|/api/tests/\\{id}/(publication|marks/\\{student_id})|/api/settings/\\{name}(/restoration)?")
                    && !method.equals("get");
        }

        Stream<JsonNode> parameters(String name) {
            return StreamSupport.stream(description.path("parameters").spliterator(), false)
                    .filter(parameter -> parameter.path("name").asText().equals(name));
        }
    }

    @Test
    void theCommittedCopyIsWhatTheServiceServes() throws IOException {
        String served = get("/q/openapi").asString();

        if (System.getProperty("openapi.write") != null) {
            Files.writeString(ApiDocument.FILE, served);
        }

        assertThat(served)
                .as("the API has changed: ./mvnw test -Dtest=ApiDescriptionTest -Dopenapi.write writes its description")
                .isEqualTo(Files.readString(ApiDocument.FILE));
    }

    @Test
    void itIsValidOpenApi() throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemas(Map.of("https://spec.openapis.org/oas/3.1/schema", schema()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));

        assertThat(registry.getSchema(WITH_DIALECT).validate(served().toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void whateverItRefersToIsInIt() throws IOException {
        JsonNode api = served();

        assertThat(api.findValuesAsText("$ref"))
                .hasSizeGreaterThan(100)
                .allSatisfy(reference ->
                        assertThat(api.at(reference.substring(1)).isObject()).isTrue());
    }

    @Test
    void everyOperationHasAnIdAndEveryRefusalIsAProblem() throws IOException {
        JsonNode api = served();

        assertThat(operations(api)).hasSizeGreaterThan(10).allSatisfy(operation -> {
            assertThat(operation.description().path("operationId").asText()).isNotEmpty();
            operation.description().path("responses").properties().stream()
                    .filter(answer -> answer.getKey().compareTo("400") >= 0 && !isOAuth(operation, answer.getKey()))
                    // whose specification has words of its own
                    .filter(answer -> !operation.path().startsWith("/ims/oneroster/"))
                    .forEach(answer -> assertThat(resolved(api, answer.getValue())
                                    .at("/content/application~1problem+json/schema/$ref")
                                    .asText())
                            .isEqualTo("#/components/schemas/Problem"));
        });
    }

    @Test
    void aChangeOfARowNeedsItsVersionAndAReadMayNameOne() throws IOException {
        assertThat(operations(served())).allSatisfy(operation -> {
            assertThat(operation
                            .parameters("If-Match")
                            .filter(tag -> tag.path("required").asBoolean()))
                    .hasSize(operation.changesRow() ? 1 : 0);
            boolean hasTag = operation.description().path("responses").has("304");
            assertThat(operation.parameters("If-None-Match")).hasSize(hasTag ? 1 : 0);
        });
    }

    @Test
    void everyAnswerSaysWhichOfItsMembersAreAlwaysThere() throws IOException {
        assertThat(served().at("/components/schemas"))
                // or, of a request that has one of several, how many
                .allSatisfy(schema -> assertThat(schema.has("minProperties") ? schema : schema.path("required"))
                        .isNotEmpty());
    }

    @Test
    void aListIsSortedByWhatItsDescriptionNames() throws IOException {
        Map<String, Row> rows = Map.of(
                "students", Fixtures.student(),
                "courses", Fixtures.course(),
                "tests", Fixtures.test(Fixtures.course()),
                "classes", Fixtures.schoolClass(Fixtures.term("school_year", null)));

        assertThat(operations(served())
                        .filter(operation -> operation.path().startsWith("/api/"))
                        .filter(operation -> operation.parameters("sort").count() == 1))
                .hasSizeGreaterThan(2)
                .allSatisfy(operation -> {
                    List<String> names = operation
                            .parameters("sort")
                            .flatMap(sort ->
                                    StreamSupport.stream(sort.at("/schema/enum").spliterator(), false))
                            .map(JsonNode::asText)
                            .toList();
                    Row row = rows.get(operation.path().split("/")[2]);
                    String path = (row == null
                                    ? operation.path()
                                    : operation.path().replace("{id}", Long.toString(row.id())))
                            .replace("{name}", "currency");
                    for (String name : names) {
                        given().queryParam("sort", name).get(path).then().statusCode(200);
                    }
                    String told = given().queryParam("sort", "?").get(path).path("detail");
                    List<String> ascending = names.subList(0, names.size() / 2);
                    assertThat(told).contains("one of " + String.join(", ", ascending) + ",");
                    assertThat(names.subList(ascending.size(), names.size()))
                            .containsExactlyElementsOf(
                                    ascending.stream().map(name -> "-" + name).toList());
                });
    }

    private static Stream<Operation> operations(JsonNode api) {
        return api.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(path.getKey(), method.getKey(), method.getValue())));
    }

    /** The words of RFC 6749, which its clients understand. */
    private static boolean isOAuth(Operation operation, String status) {
        return operation.path().equals("/oauth2/token") && List.of("400", "401").contains(status);
    }

    private static JsonNode resolved(JsonNode api, JsonNode part) {
        return part.has("$ref") ? api.at(part.get("$ref").asText().substring(1)) : part;
    }

    private static JsonNode served() throws IOException {
        return new ObjectMapper().readTree(get("/q/openapi?format=json").asString());
    }

    private static String schema() {
        try {
            return Files.readString(SCHEMA);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
