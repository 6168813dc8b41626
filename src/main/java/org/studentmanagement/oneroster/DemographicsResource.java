package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.RosterScope;

/** Demographics of OneRoster 1.2, apart from the rest since they have a scope of their own. */
@Path(OneRosterAddress.ROSTERING + "/demographics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OneRoster")
class DemographicsResource {
    @Context
    UriInfo uri;

    @GET
    @RolesAllowed(RosterScope.DEMOGRAPHICS)
    @Operation(operationId = "listDemographics", summary = "When students were born, in pages")
    public Uni<Response> list(@Valid @BeanParam RosterQuery query) {
        return OneRosterAddress.of(uri).page(Roster.DEMOGRAPHICS, query);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(RosterScope.DEMOGRAPHICS)
    @Operation(operationId = "getDemographics", summary = "When a student was born, by the sourcedId of the user")
    public Uni<Response> one(@PathParam("id") String id, @QueryParam("fields") String fields) {
        return OneRosterAddress.of(uri).one(Roster.DEMOGRAPHICS, id, fields);
    }
}
