package org.studentmanagement.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The committed description of the API, to hold requests and answers to. */
public final class ApiDocument {
    public static final Path FILE = Path.of("src/main/resources/openapi.yaml");

    /** Each schema has a name of its own, so that any part of the document can refer to it. */
    private static final String SCHEMA = "urn:schema:";

    /** Methods are told apart by case, too. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final JsonNode document;
    private final SchemaRegistry registry;
    /** In the order of the alphabet, where the brace of a variable comes after all that it could stand for. */
    private final Map<Pattern, JsonNode> paths = new LinkedHashMap<>();

    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private ApiDocument(String yaml) throws IOException {
        YAMLMapper mapper = new YAMLMapper();
        document = mapper.readTree(yaml.replace("\"#/components/schemas/", '"' + SCHEMA));
        Map<String, String> named = new HashMap<>();
        document.at("/components/schemas").properties().forEach(schema -> {
            close(schema.getValue());
            named.put(SCHEMA + schema.getKey(), schema.getValue().toString());
        });
        registry = SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemas(named)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        document.path("paths")
                .properties()
                .forEach(path -> paths.put(
                        Pattern.compile(path.getKey().replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+") + "/?"),
                        path.getValue()));
    }

    public static ApiDocument read() {
        try {
            return new ApiDocument(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an answer has besides is not described. */
    private static void close(JsonNode schema) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    public JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /** What is described under the path; empty where it is no path of the API. */
    Optional<JsonNode> path(String path) {
        return paths.entrySet().stream()
                .filter(known -> known.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The operation, which answers HEAD as it does GET; missing where the path does not know the method. */
    static JsonNode operation(JsonNode path, String method) {
        return METHODS.contains(method)
                ? path.path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT))
                : MissingNode.getInstance();
    }

    /** The part itself, or what it refers to. */
    public JsonNode resolved(JsonNode part) {
        return part.has("$ref") ? document.at(part.get("$ref").asText().substring(1)) : part;
    }

    /** What makes the value none of the schema. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        return faults(schema, value, Set.of());
    }

    /** @param unasked keywords of the schema that do not count */
    List<String> faults(JsonNode schema, JsonNode value, Set<String> unasked) {
        return schemas.computeIfAbsent(schema, registry::getSchema).validate(value).stream()
                .filter(fault -> !unasked.contains(fault.getKeyword()))
                .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
                .toList();
    }
}
