package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.studentmanagement.access.Role;

/** Signing in and out, for browsers. It is a PUT, whose answer is not kept: a cookie must not be given again. */
@Path("/api/session")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
class SessionResource {
    @Inject
    UserSignIn signIn;

    @Inject
    Sessions sessions;

    @PUT
    @PermitAll
    @Operation(
            operationId = "signIn",
            summary = "Sign in: the answer has the cookie of a session",
            description =
                    "No script can read the cookie, which the browser keeps until it is closed. A session ends after 8 hours"
                            + " without a request and after 7 days, unless the operator has said otherwise.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "401", description = SignInRefused.WHEN)
    @APIResponse(responseCode = "403", ref = "#/components/responses/Forbidden")
    public Uni<RestResponse<Me>> signIn(@NotNull @Valid SignInRequest asked, @Context HttpServerRequest request) {
        SameOrigin.require(request);
        return signIn.begin(asked, request)
                .invoke(begun -> SessionCookie.give(request, begun.token()))
                .flatMap(begun -> Me.of(begun.user()))
                .map(me -> ResponseBuilder.ok(me)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @DELETE
    @RolesAllowed(Role.USER)
    @Operation(operationId = "signOut", summary = "Sign out: the session ends")
    public Uni<Void> signOut(@Context HttpServerRequest request) {
        String token = SessionCookie.of(request);
        SessionCookie.takeBack(request);
        return sessions.end(token);
    }
}
