package org.studentmanagement.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.RowChange;
import org.studentmanagement.api.SharedResponse;
import org.studentmanagement.api.Tagged;

/** What is known of a student beside the name: read, change; and that the student was here. */
@Path("/api/students/{id}/profile")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Profiles")
class ProfileResource {
    @Inject
    RowChange change;

    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "getProfile",
            summary = "What is known of a student beside the name, with the present class",
            description = "Every student has one; members are null where nothing is known.")
    public Uni<RestResponse<ShownProfile>> get(@PathParam("id") long id, @BeanParam KnownTags known) {
        return ShownProfile.of(id).map(found -> Tagged.answer(found, List.of(found), known));
    }

    @PUT
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR})
    @Operation(operationId = "replaceProfile", summary = "Change a profile, naming every member that can be set")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = SharedResponse.EXISTS)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProfileRequest.class)))
    public Uni<RestResponse<ShownProfile>> put(
            @PathParam("id") long id, @BeanParam KnownVersion known, @NotNull ObjectNode request) {
        return change(id, known, shown -> change.replace(request, ProfileRequest.class, shown));
    }

    @PATCH
    @Consumes(RowChange.MERGE_PATCH)
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR, Role.STUDENT})
    @Operation(
            operationId = "updateProfile",
            summary = "Change some members of a profile (RFC 7396)",
            description = "A student may change phone and address.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = SharedResponse.EXISTS)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = RowChange.MERGE_PATCH,
                            schema = @Schema(implementation = ProfileRequest.class)))
    public Uni<RestResponse<ShownProfile>> update(
            @PathParam("id") long id, @BeanParam KnownVersion known, @NotNull ObjectNode request) {
        boolean any = identity.hasRole(Role.REGISTRAR) || identity.hasRole(Role.EDITOR);
        return change(
                id,
                known,
                shown -> any
                        ? change.patch(request, ProfileRequest.class, shown)
                        : change.patch(request, ContactRequest.class, shown).of(shown));
    }

    private static Uni<RestResponse<ShownProfile>> change(
            long id, KnownVersion known, Function<ShownProfile, ProfileRequest> change) {
        return ShownProfile.change(id, shown -> {
                    known.require(List.of(shown));
                    return change.apply(shown);
                })
                .map(changed -> Tagged.changed(changed, List.of(changed)));
    }

    @PUT
    @Path("/visit")
    @RolesAllowed(Role.STUDENT)
    @Operation(
            operationId = "visit",
            summary = "Note that the student is here, and what was seen",
            description = "A pending_popup that was seen is gone.")
    public Uni<ShownProfile> visit(@PathParam("id") long id, @NotNull @Valid VisitRequest request) {
        return ShownProfile.visit(id, request);
    }
}
