package org.studentmanagement.schoolclass;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.Role;
import org.studentmanagement.student.StudentLeft;

/** The class of a student: put or move there, leave. */
@Path("/api/students/{id}/class")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
class StudentClassResource {
    @PUT
    @RolesAllowed(Role.REGISTRAR)
    @Operation(
            operationId = "putIntoClass",
            summary = "Put a student into a class, or move the student there",
            description =
                    "Who is in another class leaves it on that day, and is told among its former members from then on."
                            + " Who is in this one already gets the roll number, or none.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = RollNumberTaken.WHEN + ". Or: " + StudentLeft.WHEN)
    @APIResponse(responseCode = "422", description = UnknownClass.WHEN + ". Or: " + UnfitDay.WHEN)
    public Uni<Membership> put(@PathParam("id") long id, @NotNull @Valid MembershipRequest request) {
        return Membership.put(id, request);
    }

    @DELETE
    @RolesAllowed(Role.REGISTRAR)
    @Operation(operationId = "leaveClass", summary = "Take a student out of the present class, without another")
    @APIResponse(responseCode = "204", description = "No Content")
    @APIResponse(responseCode = "422", description = UnfitDay.WHEN)
    public Uni<Void> leave(
            @PathParam("id") long id,
            @QueryParam("on")
                    @Parameter(
                            description = "The first day without the class, which has come; today, in UTC, if left out",
                            example = "2026-09-01")
                    LocalDate on) {
        return Membership.end(id, on);
    }
}
