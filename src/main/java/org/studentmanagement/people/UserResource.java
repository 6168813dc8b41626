package org.studentmanagement.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.RowResource;

/** Users: list, store, read, change, delete. What they may do counts from their next request on. */
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
class UserResource extends RowResource<User, UserRequest, UserResponse> {
    @Inject
    SecurityIdentity identity;

    UserResource() {
        super("user", "/api/users", User.class, User::set, UserRequest.class, UserResponse.class);
    }

    @GET
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "listUsers", summary = "The users, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = {"name", "email"}))
    public Uni<RestResponse<Page<UserResponse>>> list(@Valid @BeanParam UserQuery query) {
        return User.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "createUser", summary = "Store a new user, who has no password until one is set by a link")
    public RestResponse<UserResponse> create(@NotNull @Valid UserRequest request) {
        return store(new User(), request);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "getUser", summary = "One user")
    public Uni<RestResponse<UserResponse>> get(@BeanParam ToRead asked) {
        return show(asked);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "replaceUser", summary = "Change a user, naming every member that can be set")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = AdministratorStays.WHEN)
    @Transactional
    public RestResponse<UserResponse> put(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return ofAnother(replace(asked, request));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "updateUser", summary = "Change some members of a user (RFC 7396)")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = AdministratorStays.WHEN)
    @Transactional
    public RestResponse<UserResponse> update(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return ofAnother(patch(asked, request));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "deleteUser", summary = "Delete a user, which ends the sessions too")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "409", description = AdministratorStays.WHEN)
    @Transactional
    public void delete(@BeanParam ToChange asked) {
        if (SessionMechanism.isOf(asked.id(), identity)) {
            throw AdministratorStays.oneself();
        }
        remove(asked);
    }

    /** What the caller has become, unless it is no administrator any more: then nothing is changed. */
    private RestResponse<UserResponse> ofAnother(RestResponse<UserResponse> changed) {
        UserResponse user = changed.getEntity();
        if (SessionMechanism.isOf(user.id(), identity) && !user.roles().contains(Role.ADMIN)) {
            throw AdministratorStays.oneself();
        }
        return changed;
    }
}
