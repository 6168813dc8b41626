package org.studentmanagement.schoolclass;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.Role;

/** A class goes on into another. */
@Path("/api/classes/{id}/promotion")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
class PromotionResource {
    @POST
    @RolesAllowed(Role.REGISTRAR)
    @Operation(
            operationId = "promoteClass",
            summary = "Move the members of a class into one of a later term, all or nobody",
            description = "They leave this class on that day, and are told among its former members from then on."
                    + " Send dry_run first to see what would become of each.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = PromotionRefused.WHEN)
    @APIResponse(
            responseCode = "422",
            description = UnknownClass.WHEN + ". Or: " + NotALaterClass.WHEN + ". Or: " + NotMembers.WHEN + ". Or: "
                    + UnfitDay.WHEN)
    public Uni<Promotion> promote(@PathParam("id") long id, @NotNull @Valid PromotionRequest request) {
        return Promotion.of(id, request);
    }
}
