package org.studentmanagement.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the API's own description says that a path knows, so that nothing else is a second list of it. */
@ApplicationScoped
class DescribedOperations {
    /**
     * @param parameters of the query, by method
     * @param types of what may be sent, by method
     */
    private record Described(Pattern path, Map<String, Set<String>> parameters, Map<String, Set<String>> types) {}

    private final List<Described> paths;

    DescribedOperations(OpenApiDocumentService documents, ObjectMapper json) {
        try {
            // in the order of the alphabet, where the brace of a variable comes after all that it could stand for
            paths = json
                    .readTree(documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON))
                    .path("paths")
                    .properties()
                    .stream()
                    .map(path -> new Described(
                            pattern(path.getKey()),
                            byMethod(path.getValue(), DescribedOperations::queryParameters),
                            byMethod(path.getValue(), DescribedOperations::bodyTypes)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The methods that do not answer 405; none where nothing is at the path. */
    Set<String> methods(String path) {
        return find(path)
                .map(described -> {
                    Set<String> methods = new TreeSet<>(described.parameters().keySet());
                    if (methods.contains("GET")) {
                        methods.add("HEAD");
                    }
                    methods.add("OPTIONS");
                    return methods;
                })
                .orElse(Set.of());
    }

    /** The query parameters of a request. */
    Set<String> parameters(String method, String path) {
        return find(path)
                .map(described -> described.parameters().get(method.equals("HEAD") ? "GET" : method))
                .orElse(Set.of());
    }

    /** The media types of which a request may be; none where it has no body. */
    Set<String> types(String method, String path) {
        return find(path)
                .map(described -> described.types().get(method.equals("HEAD") ? "GET" : method))
                .orElse(Set.of());
    }

    private Optional<Described> find(String path) {
        return paths.stream()
                .filter(described -> described.path().matcher(path).matches())
                .findFirst();
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replace(".", "\\.").replaceAll("\\{[^/]+}", "[^/]+") + "/?");
    }

    private static Map<String, Set<String>> byMethod(JsonNode path, Function<JsonNode, Set<String>> told) {
        Map<String, Set<String>> byMethod = new TreeMap<>();
        path.properties().stream()
                .filter(operation -> operation.getValue().has("responses"))
                .forEach(operation ->
                        byMethod.put(operation.getKey().toUpperCase(Locale.ROOT), told.apply(operation.getValue())));
        return byMethod;
    }

    private static Set<String> bodyTypes(JsonNode operation) {
        Set<String> types = new TreeSet<>();
        operation.path("requestBody").path("content").fieldNames().forEachRemaining(types::add);
        return types;
    }

    private static Set<String> queryParameters(JsonNode operation) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
