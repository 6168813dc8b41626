package org.studentmanagement.issuer;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/**
 * Other school software, as an administrator lets it in. A secret is told in the answer of a {@code PUT}, of which no answer is kept,
 * and never again. Clients with roles are made by the command alone, and are shut out here too.
 */
@Path("/api/clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Clients")
class ClientResource {
    private static final String NAME = "must be of at most 64 small letters, digits and hyphens, and end in none";

    @Inject
    Issuer issuer;

    @GET
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "listClients", summary = "All clients, by name, revoked ones too")
    public Uni<RestResponse<ClientResponse.All>> list(@BeanParam KnownTags known) {
        String url = issuer.active() ? issuer.url() : null;
        return Clients.list().map(items -> Tagged.answer(new ClientResponse.All(items, url), items, known));
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "createClient",
            summary = "Let other school software in, with scopes of OneRoster",
            description = "The answer has its secret, which is not shown again.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = Issuer.ANOTHER)
    @APIResponse(responseCode = "409", description = ClientStays.WHEN)
    public Uni<RestResponse<GivenSecret>> create(
            @PathParam("name") @Pattern(regexp = Client.FORM, message = NAME) String name,
            @NotNull @Valid ClientRequest request) {
        issuer.requireActive();
        return Clients.store(name, request).map(ClientResource::once);
    }

    @PUT
    @Path("/{name}/secret")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "renewSecretOfClient",
            summary = "Give a client a new secret; the old one is good for a day longer",
            description = "The secret is not shown again.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = ClientStays.WHEN)
    public Uni<RestResponse<GivenSecret>> renew(
            @PathParam("name") @Pattern(regexp = Client.FORM, message = NAME) String name) {
        issuer.requireActive();
        return Clients.renew(name).map(ClientResource::once);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "revokeClient",
            summary = "Shut a client out for good",
            description =
                    "It gets no token any more. The last one that it has is good for ten minutes unless the operator has said otherwise.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "409", description = ClientStays.WHEN)
    public Uni<Void> revoke(@PathParam("name") @Pattern(regexp = Client.FORM, message = NAME) String name) {
        return Clients.revoke(name);
    }

    private static RestResponse<GivenSecret> once(GivenSecret secret) {
        return ResponseBuilder.ok(secret)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
