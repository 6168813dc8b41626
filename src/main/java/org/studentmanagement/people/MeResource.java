package org.studentmanagement.people;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** What is the own of whoever is signed in. */
@Path("/api/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
class MeResource {
    @Inject
    SecurityIdentity identity;

    @Inject
    UserSignIn signIn;

    @Inject
    Sessions sessions;

    @Inject
    PasswordLinks passwords;

    @GET
    @RolesAllowed(Role.USER)
    @Operation(operationId = "getMe", summary = "Who is signed in, and what that allows")
    public Uni<RestResponse<Me>> me(@BeanParam KnownTags known) {
        return Me.of(user())
                .map(me -> Tagged.answer(
                        me,
                        Arrays.asList(me.id(), me.name(), me.email(), me.roles(), me.studentId(), me.teacherId()),
                        known));
    }

    @PUT
    @Path("/password")
    @RolesAllowed(Role.USER)
    @Operation(
            operationId = "changeOwnPassword",
            summary = "Take another password, which ends all sessions; the answer has the cookie of a new one")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "422", description = WrongPassword.WHEN)
    public Uni<Void> password(@NotNull @Valid OwnPasswordRequest asked, @Context HttpServerRequest request) {
        long user = user();
        return signIn.require(user, asked.password(), request)
                .flatMap(right -> passwords.set(user, "new_password", asked.newPassword()))
                .flatMap(hash -> sessions.begin(user, hash))
                .invoke(token -> SessionCookie.give(request, token.orElseThrow(SessionEnded::new)))
                .replaceWithVoid();
    }

    @DELETE
    @Path("/sessions")
    @RolesAllowed(Role.USER)
    @Operation(operationId = "signOutEverywhere", summary = "Sign out in every browser, this one too")
    public Uni<Void> signOut(@Context HttpServerRequest request) {
        SessionCookie.takeBack(request);
        return Sessions.endAll(user());
    }

    private long user() {
        return identity.<Long>getAttribute(SessionMechanism.USER_ID);
    }
}
