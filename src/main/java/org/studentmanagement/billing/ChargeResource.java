package org.studentmanagement.billing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.Role;
import org.studentmanagement.schoolclass.UnknownClass;

/** Fees of many students in one call. */
@Path("/api/fees:batch")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Fees")
class ChargeResource {
    @POST
    @RolesAllowed(Role.BURSAR)
    @Operation(
            operationId = "chargeMany",
            summary = "Charge a class, or up to 5,000 students, for a month",
            description =
                    "Who was charged for the month already is skipped, and who has left school by its first day is not"
                            + " charged, and said so. What students have paid before,"
                            + " and are left, pays the fees at once. Repeating it changes nothing. Send dry_run first to see what"
                            + " would become of each.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownClass.WHEN)
    public Uni<ChargeResponse> charge(@NotNull @Valid ChargeRequest request) {
        return Charge.all(request);
    }
}
