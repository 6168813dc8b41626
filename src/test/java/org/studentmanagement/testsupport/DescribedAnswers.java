package org.studentmanagement.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds each answer that a test gets to the API's description: its status, its headers, its type and its body; and each
 * request that was carried out to what the description says that it takes.
 */
public class DescribedAnswers implements Filter {
    private static final ApiDocument DOCUMENT = ApiDocument.read();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PROBLEM = "application/problem+json";

    /** @param target as in the first line of a request, the path and the query */
    public record Exchange(
            String method,
            String target,
            Map<String, String> requestHeaders,
            String requestBody,
            int status,
            Map<String, String> headers,
            String body) {
        String path() {
            return target.split("\\?", 2)[0];
        }

        /** The names in the query. */
        List<String> query() {
            String[] parts = target.split("\\?", 2);
            return parts.length < 2
                    ? List.of()
                    : Arrays.stream(parts[1].split("&"))
                            .map(parameter -> parameter.split("=", 2)[0])
                            .toList();
        }

        boolean hasBeenDone() {
            return status / 100 == 2;
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        boolean text = request.getBody() instanceof String;
        check(new Exchange(
                request.getMethod(),
                request.getURI().replaceFirst("^[a-z]+://[^/]*", ""),
                headers(request.getHeaders()),
                text ? request.<String>getBody() : null,
                response.statusCode(),
                headers(response.headers()),
                response.asString()));
        return response;
    }

    /** @throws AssertionError where description and answer do not agree */
    public static void check(Exchange exchange) {
        List<String> faults = new ArrayList<>();
        DOCUMENT.path(exchange.path()).ifPresent(path -> {
            JsonNode operation = ApiDocument.operation(path, exchange.method());
            if (!operation.isMissingNode()) {
                checkRequest(operation, exchange, faults);
                checkAnswer(operation.path("responses").path(Integer.toString(exchange.status())), exchange, faults);
            } else if (exchange.status() == 405) {
                // as any of its operations says it
                checkAnswer(path.elements().next().at("/responses/405"), exchange, faults);
            }
        });
        assertThat(faults)
                .as(
                        "openapi.yaml does not agree with %s %s: %d %s %s",
                        exchange.method(), exchange.target(), exchange.status(), exchange.headers(), exchange.body())
                .isEmpty();
    }

    private static void checkRequest(JsonNode operation, Exchange exchange, List<String> faults) {
        if (!exchange.hasBeenDone()) {
            return;
        }
        List<String> described = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asText();
            described.add(name);
            if (parameter.path("in").asText().equals("header")
                    && parameter.path("required").asBoolean()
                    && !exchange.requestHeaders().containsKey(name)) {
                faults.add("it did without " + name);
            }
        }
        exchange.query().stream()
                .filter(name -> !described.contains(name))
                .forEach(name -> faults.add("it took the parameter " + name));
        if (exchange.requestBody() != null) {
            // a value that is stored stays, though it may be older than its pattern
            Set<String> unasked = described.contains("If-Match") ? Set.of("pattern", "maxLength") : Set.of();
            checkBody(
                    operation.path("requestBody"), exchange.requestHeaders(), exchange.requestBody(), unasked, faults);
        }
    }

    private static void checkAnswer(JsonNode described, Exchange exchange, List<String> faults) {
        JsonNode answer = DOCUMENT.resolved(described);
        if (answer.isMissingNode()) {
            faults.add("the status is not described");
            return;
        }
        DOCUMENT.at("/components/headers").properties().forEach(known -> {
            String name = known.getKey();
            String value = exchange.headers().get(name);
            if (value != null && !answer.path("headers").has(name)) {
                faults.add("the header " + name + " is not described");
            } else if (value != null) {
                boolean number = known.getValue().at("/schema/type").asText().equals("integer");
                faults.addAll(DOCUMENT.faults(known.getValue().path("schema"), number ? json(value) : text(value)));
            } else if (answer.path("headers").has(name)
                    && known.getValue().path("required").asBoolean()) {
                faults.add("the header " + name + " is missing");
            }
        });
        // where a test does without decoding, it is no text
        boolean decoded = !exchange.headers().containsKey("Content-Encoding")
                || exchange.body().startsWith("{");
        if (!exchange.method().equals("HEAD") && decoded) {
            checkBody(answer, exchange.headers(), exchange.body(), Set.of(), faults);
        }
    }

    private static void checkBody(
            JsonNode part, Map<String, String> headers, String body, Set<String> unasked, List<String> faults) {
        if (body.isEmpty() && !part.has("content")) {
            return;
        }
        String type = headers.getOrDefault("Content-Type", "").split(";", 2)[0];
        JsonNode content = part.path("content").has("*/*")
                ? part.path("content").path("*/*")
                : part.path("content").path(type);
        if (content.isMissingNode()) {
            faults.add("the type '" + type + "' is not described");
        } else if (type.endsWith("json")) {
            faults.addAll(DOCUMENT.faults(content.path("schema"), json(body), unasked));
        }
        if (type.equals(PROBLEM)) {
            checkKind(content.path("examples"), json(body).path("type"), faults);
        }
    }

    /** Whoever reads the description knows all types of problems. */
    private static void checkKind(JsonNode examples, JsonNode type, List<String> faults) {
        boolean shown = examples.properties().stream()
                .map(example -> DOCUMENT.resolved(example.getValue()).at("/value/type"))
                .anyMatch(type::equals);
        if (!shown) {
            faults.add("no example has the type " + type.asText() + ": put @Example on what makes the refusal");
        }
    }

    private static JsonNode text(String value) {
        return JSON.getNodeFactory().textNode(value);
    }

    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException none) {
            return text(value);
        }
    }

    private static Map<String, String> headers(Iterable<Header> headers) {
        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(header -> found.put(header.getName(), header.getValue()));
        return found;
    }
}
