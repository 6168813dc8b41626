package org.studentmanagement.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the API's description what holds for many operations alike: the refusals that each can answer with, and the headers
 * of rows and pages. What an operation takes tells which they are; what it says of itself stands.
 */
// one after the other, or parts of the document would change places from build to build
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 2)
public class ApiDescription implements OASFilter {
    private static final String REQUEST_ID = "X-Request-ID";
    private static final String ETAG = "ETag";
    private static final String CHALLENGE = "WWW-Authenticate";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    PathItem row = api.getPaths().getPathItem(path + "/{id}");
                    if (method == HttpMethod.POST
                            && row != null
                            && row.getPUT() != null
                            && takes(row.getPUT(), "If-Match")) {
                        describeStored(operation);
                    }
                    describe(path.endsWith("/{id}"), method, operation);
                }));
        Components components = api.getComponents();
        for (SharedResponse refusal : SharedResponse.values()) {
            components.addResponse(refusal.key(), refusal.response());
        }
        addHeaders(components);
    }

    private static void describe(boolean ofRow, HttpMethod method, Operation operation) {
        Map<String, APIResponse> own = operation.getResponses().getAPIResponses();
        SharedResponse invalid = SharedResponse.BAD_REQUEST;
        if (own.containsKey(invalid.status()) && own.get(invalid.status()).getContent() == null) {
            // what Quarkus adds where a body is validated
            operation.getResponses().addAPIResponse(invalid.status(), invalid.reference());
        }
        describeOrder(operation);
        describeRows(method, operation);
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getRef() == null) {
                complete(status, response);
            }
        });

        boolean writes = takes(operation, "If-Match");
        add(
                operation,
                true,
                SharedResponse.BAD_REQUEST,
                SharedResponse.METHOD_NOT_ALLOWED,
                SharedResponse.NOT_ACCEPTABLE,
                SharedResponse.REQUEST_TIMEOUT,
                SharedResponse.CONTENT_TOO_LARGE,
                SharedResponse.URI_TOO_LONG,
                SharedResponse.UNSUPPORTED_MEDIA_TYPE,
                SharedResponse.HEADERS_TOO_LARGE,
                SharedResponse.UNAVAILABLE);
        add(operation, takesInPath(operation), SharedResponse.NOT_FOUND);
        add(operation, writes, SharedResponse.PRECONDITION_FAILED, SharedResponse.PRECONDITION_REQUIRED);
        add(operation, ofRow && writes && method == HttpMethod.DELETE, SharedResponse.STILL_IN_USE);
        boolean names = writes
                ? ofRow && operation.getRequestBody() != null
                : method == HttpMethod.POST && own.containsKey("201");
        add(operation, names, SharedResponse.TAKEN);
        add(operation, operation.getResponses().hasAPIResponse("401"), SharedResponse.TOO_MANY_REQUESTS);
    }

    /** What every answer has, and every refusal that says nothing else. */
    private static void complete(String status, APIResponse response) {
        response.addHeader(REQUEST_ID, header(REQUEST_ID));
        if (status.compareTo("400") >= 0 && response.getContent() == null) {
            response.setContent(problem());
        } else if (status.equals("400")) {
            // what is refused before the operation sees it
            response.getContent().addMediaType(Problem.MEDIA_TYPE, problem().getMediaType(Problem.MEDIA_TYPE));
        }
        if (status.equals("401")) {
            response.addHeader(CHALLENGE, header(CHALLENGE));
        }
    }

    /**
     * An operation names what it sorts by, the default first, unless that is more than a list of names; a list of rows, what it sorts by
     * besides what all have, unless id is among it.
     */
    private static void describeOrder(Operation operation) {
        for (Parameter parameter : parameters(operation)) {
            if (parameter.getName().equals("sort") && parameter.getSchema().getEnumeration() != null) {
                Schema schema = parameter.getSchema().addType(SchemaType.STRING);
                List<Object> names = new ArrayList<>(schema.getEnumeration());
                if (takes(operation, "updated_since") && !names.contains("id")) {
                    names.add(0, "id");
                    names.addAll(List.of("created_at", "updated_at"));
                }
                schema.setDefaultValue(names.get(0));
                schema.setEnumeration(
                        Stream.concat(names.stream(), names.stream().map(name -> "-" + name))
                                .toList());
                parameter.setDescription("What to sort by, descending with a hyphen in front");
            }
        }
    }

    /** Where rows are stored. */
    private static void describeStored(Operation operation) {
        Map<String, APIResponse> responses = new LinkedHashMap<>();
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            boolean stored = status.equals("200");
            responses.put(stored ? "201" : status, stored ? response.description("Stored") : response);
        });
        operation.getResponses().setAPIResponses(responses);
    }

    /** The headers of a row's version, and of a page's neighbours. */
    private static void describeRows(HttpMethod method, Operation operation) {
        Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
        if (takes(operation, "If-None-Match")) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            OASFactory.createAPIResponse()
                                    .description("If-None-Match names this version")
                                    .addHeader(ETAG, header(ETAG)));
        }
        if (responses.containsKey("200") && (takes(operation, "If-Match") || takes(operation, "If-None-Match"))) {
            responses.get("200").addHeader(ETAG, header(ETAG));
        }
        if (responses.containsKey("200") && takes(operation, "after")) {
            responses.get("200").addHeader("Link", header("Link"));
        }
        if (responses.containsKey("201") && method == HttpMethod.POST) {
            responses.get("201").addHeader(ETAG, header(ETAG)).addHeader("Location", header("Location"));
        }
    }

    private static void add(Operation operation, boolean applies, SharedResponse... refusals) {
        for (SharedResponse refusal : refusals) {
            if (applies && !operation.getResponses().hasAPIResponse(refusal.status())) {
                operation.getResponses().addAPIResponse(refusal.status(), refusal.reference());
            }
        }
    }

    private static boolean takes(Operation operation, String parameter) {
        return parameters(operation).stream().anyMatch(taken -> parameter.equals(taken.getName()));
    }

    private static boolean takesInPath(Operation operation) {
        return parameters(operation).stream().anyMatch(taken -> taken.getIn() == Parameter.In.PATH);
    }

    private static Collection<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static void addHeaders(Components components) {
        components
                .addHeader(REQUEST_ID, required("Stands in every log line of the request", SchemaType.STRING))
                .addHeader(ETAG, required("The version, for If-Match and If-None-Match", SchemaType.STRING))
                .addHeader("Location", required("Where it is", SchemaType.STRING))
                .addHeader(
                        "Link",
                        header(
                                "The next page, rel=\"next\", and the one before, rel=\"prev\", where there is one",
                                SchemaType.STRING))
                .addHeader("Allow", required("The methods that the path knows", SchemaType.STRING))
                .addHeader(CHALLENGE, header("The challenge (RFC 9110, 11.6.1)", SchemaType.STRING))
                .addHeader(
                        RetryHeaders.REPLAYED,
                        header(
                                "true where it is the answer of an earlier request with the same Idempotency-Key, and nothing was done now",
                                SchemaType.STRING))
                .addHeader("Retry-After", required("Seconds to wait", SchemaType.INTEGER));
    }

    private static Header required(String description, SchemaType type) {
        return header(description, type).required(true);
    }

    private static Header header(String description, SchemaType type) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    /** One of those of the components. */
    public static Header header(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }

    public static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
    }
}
