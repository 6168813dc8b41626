package org.studentmanagement.enrollment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;

/** Many enrollments in one call. */
@Path(BatchResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class BatchResource {
    static final String PATH = "/api/enrollments:batch";

    static final String ALL = "All are stored, or would be";

    static final String EACH = "Not all or nothing: what became of each";

    private static final int OK = 200;

    private static final int MULTI_STATUS = 207;

    @POST
    @RolesAllowed(Role.REGISTRAR)
    @Operation(
            operationId = "enrollMany",
            summary = "Enroll up to 5,000 students in courses, each by id, or by number and code",
            description =
                    "All or nothing, unless atomic is false: then each item has its own status. Of several who ask for"
                            + " the last seats, those who come first in the request get them. Repeating it changes nothing.")
    @APIResponse(responseCode = "200", description = ALL)
    @APIResponse(
            responseCode = "207",
            description = EACH,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BatchResponse.class)))
    @APIResponse(responseCode = "409", description = BatchRefused.WHEN)
    @APIResponse(responseCode = "422", description = BatchRefused.WHEN)
    public Uni<RestResponse<BatchResponse>> enroll(@NotNull @Valid BatchRequest request) {
        return EnrollmentBatch.enroll(request)
                .map(done -> RestResponse.ResponseBuilder.<BatchResponse>create(
                                request.allOrNothing() ? OK : MULTI_STATUS)
                        .entity(done)
                        .build());
    }
}
