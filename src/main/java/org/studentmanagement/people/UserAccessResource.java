package org.studentmanagement.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;

/** Whether and how a user gets in. */
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
class UserAccessResource {
    @RegisterForReflection
    record Changed(long id) {}

    private static final String DISABLE =
            "UPDATE users SET disabled_at = coalesce(disabled_at, now()) WHERE id = $1 RETURNING id";

    private static final String ENABLE = "UPDATE users SET disabled_at = NULL WHERE id = $1 RETURNING id";

    private static final String EXISTS = "SELECT id FROM users WHERE id = $1";

    @Inject
    PasswordLinks links;

    @Inject
    SecurityIdentity identity;

    @PUT
    @Path("/{id}/disablement")
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "disableUser", summary = "Shut a user out, at once and in every browser")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "409", description = AdministratorStays.WHEN)
    public Uni<Void> disable(@PathParam("id") long id) {
        if (SessionMechanism.isOf(id, identity)) {
            throw AdministratorStays.oneself();
        }
        return ended(id, DISABLE).onFailure(AdministratorStays::in).transform(last -> AdministratorStays.last());
    }

    @DELETE
    @Path("/{id}/disablement")
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "enableUser", summary = "Let a user sign in again")
    public Uni<Void> enable(@PathParam("id") long id) {
        return Sql.write(Changed.class, ENABLE, id)
                .invoke(enabled -> {
                    if (enabled.isEmpty()) {
                        throw new NotFound("user", id);
                    }
                })
                .replaceWithVoid();
    }

    @DELETE
    @Path("/{id}/sessions")
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "endSessionsOfUser", summary = "Sign a user out in every browser")
    public Uni<Void> signOut(@PathParam("id") long id) {
        return ended(id, EXISTS);
    }

    @PUT
    @Path("/{id}/password-link")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "makePasswordLink",
            summary = "A link by which the user sets a password, once",
            description =
                    "It takes the place of the last one, and is good for 3 days unless the operator has said otherwise. The password"
                            + " that the user has stays until it is used.")
    @APIResponse(responseCode = "200")
    public Uni<RestResponse<GivenLink>> link(@PathParam("id") long id) {
        return links.make(id)
                .map(link -> ResponseBuilder.ok(link)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private static Uni<Void> ended(long user, String before) {
        return Sql.transaction(sql ->
                sql.find(() -> new NotFound("user", user), before, user).flatMap(found -> Sessions.endAll(user, sql)));
    }
}
