package org.studentmanagement.issuer;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.api.SharedResponse;

/** The token endpoint of OAuth 2.0 (RFC 6749), for the client credentials grant. */
@Path("/oauth2/token")
@Tag(name = "Tokens")
@PermitAll
class TokenResource {
    static final String REFUSED = SharedResponse.INVALID + ": error says why";

    static final String UNAUTHENTICATED = "No such client, or not its secret";

    static final String GRANT = "client_credentials";

    @Inject
    Issuer issuer;

    @Inject
    SignIn signIn;

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueToken",
            summary = "An access token for a client",
            description = "The client sends its id and secret by HTTP Basic or in the form.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TokenRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "A token",
            content = @Content(schema = @Schema(implementation = Token.class)))
    @APIResponse(
            responseCode = "400",
            description = REFUSED,
            content = @Content(schema = @Schema(implementation = TokenRefusal.Body.class)))
    @APIResponse(
            responseCode = "401",
            description = UNAUTHENTICATED,
            content = @Content(schema = @Schema(implementation = TokenRefusal.Body.class)))
    @APIResponse(responseCode = "404", description = Issuer.ANOTHER)
    public Response token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) String authorization,
            String body,
            @Context HttpServerRequest request) {
        issuer.requireActive();
        TokenForm form = TokenForm.parse(body);
        Credentials credentials = Credentials.of(authorization, form);
        Client client = signIn.client(credentials, request);
        String grant = form.get("grant_type");
        if (!GRANT.equals(grant)) {
            throw grant == null
                    ? new TokenRefusal("invalid_request", "Send grant_type=" + GRANT + ".")
                    : new TokenRefusal("unsupported_grant_type", "The only grant_type is " + GRANT + ".");
        }
        List<String> roles = granted(client, form.get("scope"));
        return uncached(Response.ok(new Token(
                issuer.token(client.id, roles, client.studentId(), issuer.tokenLifetime()),
                "Bearer",
                issuer.tokenLifetime().toSeconds(),
                String.join(" ", roles))));
    }

    @ServerExceptionMapper
    Response refused(TokenRefusal refusal) {
        return uncached(refusal.response());
    }

    private static List<String> granted(Client client, String scope) {
        if (client.scopes().isEmpty()) {
            throw new TokenRefusal("invalid_scope", "This version of the service knows none of the client's roles.");
        }
        if (scope == null || scope.isBlank()) {
            return client.scopes();
        }
        List<String> asked = Arrays.stream(scope.strip().split(" +"))
                .map(RosterScope::full)
                .distinct()
                .toList();
        if (!client.scopes().containsAll(asked)) {
            throw new TokenRefusal("invalid_scope", "The client may have: " + String.join(" ", client.scopes()) + ".");
        }
        return asked;
    }

    private static Response uncached(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
