package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For who was given a link. */
@Path("/api/password")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
class PasswordResource {
    @Inject
    PasswordLinks links;

    @PUT
    @PermitAll
    @Operation(
            operationId = "setPassword",
            summary = "Set a password by a link, which ends all sessions of its user; then sign in with it")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "422", description = UnknownLink.WHEN)
    public Uni<Void> set(@NotNull @Valid LinkedPasswordRequest asked) {
        return links.use(asked);
    }
}
