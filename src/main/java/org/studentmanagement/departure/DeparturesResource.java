package org.studentmanagement.departure;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;

/** Who wants to leave school. */
@Path("/api/departures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Departures")
class DeparturesResource {
    @GET
    @RolesAllowed({Role.READER, Role.REGISTRAR})
    @Operation(
            operationId = "listDepartures",
            summary = "The requests to leave school, in pages: all, or those in a state")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "id"))
    public Uni<RestResponse<Page<DepartureResponse>>> list(@Valid @BeanParam DepartureQuery query) {
        return Departures.list(query).map(Page::toResponse);
    }
}
