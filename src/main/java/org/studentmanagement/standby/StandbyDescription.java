package org.studentmanagement.standby;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.studentmanagement.api.ApiDescription;

/** Adds to the description of what writes, and of what tells of others' writes, how far the database was then. */
// after OneRoster's, which has refusals of its own
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -3)
public class StandbyDescription implements OASFilter {
    private static final Set<String> TELLING = Set.of("listImports", "getImport", "listEnrollmentEvents");

    /** Of refusals. */
    private static final Set<String> STATUSES = Set.of("404", "409", "412", "422", "503");

    /** Those that several operations share. */
    private static final Set<String> SHARED =
            Set.of("NotFound", "Taken", "StillInUse", "PreconditionFailed", "Unavailable");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addHeader(
                        SeenPosition.HEADER,
                        OASFactory.createHeader()
                                .description(
                                        "Where reads may be served by a standby: how far the database was then. A read that has the"
                                                + " latest of them as a header of this name, or the cookie that tells the same, sees what"
                                                + " was written up to then")
                                .schema(OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .pattern("^[0-9A-F]{1,8}/[0-9A-F]{1,8}$")));
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    if (TELLING.contains(operation.getOperationId())
                            || method != HttpMethod.GET && !path.startsWith(ToldPosition.TOKENS)) {
                        tell(operation);
                    }
                }));
        SHARED.forEach(name -> tell(api.getComponents().getResponses().get(name)));
    }

    private static void tell(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getRef() == null && (status.startsWith("2") || STATUSES.contains(status))) {
                tell(response);
            }
        });
    }

    private static void tell(APIResponse response) {
        response.addHeader(SeenPosition.HEADER, ApiDescription.header(SeenPosition.HEADER));
    }
}
