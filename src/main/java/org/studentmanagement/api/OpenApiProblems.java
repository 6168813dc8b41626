package org.studentmanagement.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to every operation of the API's description the problems that it can answer with. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiProblems implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> problems(path, method, operation)
                                .forEach((status, when) ->
                                        operation.getResponses().addAPIResponse(status, response(when)))));
    }

    private static SortedMap<String, String> problems(String path, HttpMethod method, Operation operation) {
        SortedMap<String, String> problems = new TreeMap<>(Map.of(
                "400", "The request is not valid: errors says where",
                "503", "The database does not answer: send it again after Retry-After seconds"));
        boolean row = path.matches("/api/(students|courses)/\\{id}");
        boolean changesRow = row && method != HttpMethod.GET;
        if (path.contains("{")) {
            problems.put("404", "There is no such thing");
        }
        if (operation.getRequestBody() != null) {
            problems.put("413", "The body is too large");
            problems.put("415", "The body is not JSON by its Content-Type");
        }
        if (changesRow || method == HttpMethod.POST && !path.contains("{")) {
            problems.put("409", method == HttpMethod.DELETE ? "Enrollments refer to it" : "It exists already");
        }
        if (changesRow) {
            problems.put("412", "It has changed since the version that If-Match names");
            problems.put("428", "If-Match is missing");
        }
        if (path.endsWith("/{id}/courses") && operation.getRequestBody() != null) {
            problems.put("422", "Some of the courses do not exist: nothing was changed");
        }
        return problems;
    }

    private static APIResponse response(String when) {
        return OASFactory.createAPIResponse()
                .description(when)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }
}
