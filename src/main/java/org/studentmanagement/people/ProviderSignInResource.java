package org.studentmanagement.people;

import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.studentmanagement.access.Actor;
import org.studentmanagement.api.AnyQuery;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.ProblemMapper;

/**
 * Signing in at an OpenID Connect provider: its word is good for one request, and what the browser keeps is a session as everybody has.
 */
@Path("/api/session/provider")
@Tag(name = "Session")
class ProviderSignInResource {
    private static final Logger LOG = Logger.getLogger(ProviderSignInResource.class);

    @Inject
    OidcSession provided;

    @Inject
    ProvidedUsers users;

    @Inject
    Sessions sessions;

    @Inject
    SignInConfig config;

    @Inject
    HttpAuthenticator authenticator;

    @GET
    @AnyQuery
    @AuthorizationCodeFlow
    @Operation(
            operationId = "signInAtProvider",
            summary = "Sign in at the OpenID Connect provider of the school, for a browser that is led here",
            description =
                    "It leads to the provider, who leads back. Then the answer has the cookie of a session, and leads to the page"
                            + " that the operator has named. Where no provider is configured, there is nothing here.")
    @APIResponse(
            responseCode = "302",
            description = "To the provider",
            headers = @Header(name = HttpHeaders.LOCATION, ref = HttpHeaders.LOCATION))
    @APIResponse(
            responseCode = "303",
            description = "Signed in, and on to the page",
            headers = @Header(name = HttpHeaders.LOCATION, ref = HttpHeaders.LOCATION))
    @APIResponse(responseCode = "401", description = ProviderSignInRefused.WHEN)
    @APIResponse(responseCode = "403", description = UnknownPerson.WHEN)
    @APIResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    public Uni<RestResponse<Void>> signIn(@Context HttpServerRequest request) {
        forget(request);
        return users.find(provided.getIdToken())
                .flatMap(user -> sessions.begin(user, null)
                        .invoke(token -> SessionCookie.give(request, token.orElseThrow(UnknownPerson::new)))
                        .invoke(() -> LOG.infof("%s has signed in at the provider", Actor.ofUser(user))))
                .map(begun -> ResponseBuilder.<Void>create(StatusCode.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, config.landing())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    /** The cookies that would keep the provider's word in the browser. */
    private static void forget(HttpServerRequest request) {
        Set.copyOf(request.cookies()).stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith("q_session"))
                .forEach(name -> request.response().removeCookies(name, false));
    }

    /** Who is not known yet is led to the provider, if there is one. A browser that keeps no cookies would go back and forth for ever. */
    @ServerExceptionMapper
    Uni<Response> lead(UnauthorizedException failure, RoutingContext http, ContainerRequestContext request) {
        boolean begun = http.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith("q_auth"));
        if (http.queryParams().contains("state") && !begun) {
            return Uni.createFrom().item(ProblemMapper.answer(new ProviderSignInRefused(), request));
        }
        return authenticator
                .getChallenge(http)
                .map(challenge -> challenge == null || challenge.status != StatusCode.FOUND
                        ? ProblemMapper.answer(new NotFound(NotFound.NO_PATH), request)
                        : answer(challenge));
    }

    private static Response answer(ChallengeData challenge) {
        Response.ResponseBuilder response = Response.status(challenge.status);
        challenge.getHeaders().forEach((name, value) -> response.header(name.toString(), value));
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @ServerExceptionMapper
    Response refuse(AuthenticationCompletionException failure, ContainerRequestContext request) {
        return ProblemMapper.answer(new ProviderSignInRefused(), request);
    }

    @ServerExceptionMapper
    Response refuse(AuthenticationFailedException failure, ContainerRequestContext request) {
        return ProblemMapper.answer(new ProviderSignInRefused(), request);
    }
}
