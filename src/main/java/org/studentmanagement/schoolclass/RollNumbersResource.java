package org.studentmanagement.schoolclass;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.Role;

/** The numbers of a whole class. */
@Path("/api/classes/{id}/roll-numbers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
class RollNumbersResource {
    @PUT
    @RolesAllowed(Role.REGISTRAR)
    @Operation(
            operationId = "setRollNumbers",
            summary = "Give members of a class their roll numbers, in one step",
            description =
                    "Two may exchange theirs. Those who are not named keep theirs. The answer is the whole register.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = RollNumberTaken.WHEN)
    @APIResponse(responseCode = "422", description = NotMembers.WHEN)
    public Uni<RollNumbers> set(@PathParam("id") long id, @NotNull @Valid RollNumbersRequest request) {
        return RollNumbers.set(id, request);
    }
}
