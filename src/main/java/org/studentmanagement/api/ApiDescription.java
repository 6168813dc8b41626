package org.studentmanagement.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the API's description what holds for many operations alike: the problems that each can answer with, the
 * headers of rows and pages, and that a patch may leave out any member.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    boolean row = path.matches("/api/(students|courses)/\\{id}");
                    addProblems(path, method, operation, row);
                    addHeaders(path, method, operation, row);
                    if (method == HttpMethod.PATCH) {
                        makeMembersOptional(api, operation);
                    }
                }));
    }

    private static void addProblems(String path, HttpMethod method, Operation operation, boolean row) {
        SortedMap<String, String> problems = new TreeMap<>();
        boolean rows = path.startsWith("/api/");
        boolean changesRow = row && method != HttpMethod.GET;
        boolean takesBody = operation.getRequestBody() != null;
        if (rows) {
            problems.put("400", "The request is not valid: errors says where");
        } else {
            problems.put("404", "The service is not its own issuer");
        }
        if (path.contains("{")) {
            problems.put("404", "There is no such thing");
        }
        if (takesBody) {
            problems.put("413", "The body is too large");
            problems.put("415", "The body is not of that type by its Content-Type");
        }
        if (changesRow || rows && method == HttpMethod.POST && !path.contains("{")) {
            problems.put("409", method == HttpMethod.DELETE ? "Enrollments refer to it" : "It exists already");
        }
        if (changesRow) {
            problems.put("412", "It has changed since the version that If-Match names");
            problems.put("428", "If-Match is missing");
        }
        if (path.endsWith("/{id}/courses") && takesBody) {
            problems.put("422", "Some of the courses do not exist: nothing was changed");
        }
        problems.forEach((status, when) -> operation.getResponses().addAPIResponse(status, problem(when)));
        if (rows || takesBody) {
            addRetriable(operation, "429", "Too many requests, or failed attempts");
            addRetriable(operation, "503", "The database does not answer");
        }
    }

    private static void addRetriable(Operation operation, String status, String when) {
        operation
                .getResponses()
                .addAPIResponse(
                        status,
                        problem(when + ": send it again after Retry-After seconds")
                                .addHeader("Retry-After", header("Seconds to wait", SchemaType.INTEGER)));
    }

    private static void addHeaders(String path, HttpMethod method, Operation operation, boolean row) {
        APIResponse ok = operation.getResponses().getAPIResponse("200");
        if (row && ok != null) {
            ok.addHeader("ETag", header("The version, for If-Match and If-None-Match", SchemaType.STRING));
        }
        if (row && method == HttpMethod.GET) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304", OASFactory.createAPIResponse().description("If-None-Match names this version"));
        }
        if (method == HttpMethod.GET && path.startsWith("/api/") && !row && !path.contains("/{id}/courses")) {
            ok.addHeader(
                    "Link",
                    header(
                            "Where the next page is, rel=\"next\", and the one before, rel=\"prev\"",
                            SchemaType.STRING));
        }
    }

    private static void makeMembersOptional(OpenAPI api, Operation patch) {
        patch.getRequestBody().getContent().getMediaTypes().values().forEach(body -> {
            String whole = body.getSchema().getRef();
            Schema required = api.getComponents().getSchemas().get(whole.substring(whole.lastIndexOf('/') + 1));
            body.setSchema(OASFactory.createSchema()
                    .description("The members to change; null removes one that may be absent")
                    .type(required.getType())
                    .properties(required.getProperties()));
        });
    }

    private static Header header(String description, SchemaType type) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    /** An answer with a problem, in these words. */
    public static APIResponse problem(String when) {
        return OASFactory.createAPIResponse()
                .description(when)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }
}
