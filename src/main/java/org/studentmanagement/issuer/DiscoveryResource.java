package org.studentmanagement.issuer;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.RosterScope;

/** What others need to ask for the service's own tokens, and to check them. */
@Path("/")
@Tag(name = "Tokens")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class DiscoveryResource {
    /** RFC 8414. */
    @Schema(description = "Where to get tokens, and how (RFC 8414)")
    record Metadata(
            @Schema(examples = "https://school.example") String issuer,
            String tokenEndpoint,
            String jwksUri,
            List<String> scopesSupported,
            List<String> responseTypesSupported,
            List<String> grantTypesSupported,
            List<String> tokenEndpointAuthMethodsSupported) {}

    /** What jose4j writes, in the words of OpenAPI. */
    @Schema(name = "KeySet", description = "Public keys (RFC 7517)")
    record Keys(List<Key> keys) {}

    /** RFC 7518, 6.3.1. */
    @Schema(name = "Key", description = "An RSA key that checks signatures")
    record Key(
            @Schema(examples = "RSA") String kty,

            @Schema(description = "The kid of the tokens that it checks")
            String kid,

            @Schema(examples = "sig") String use,

            @Schema(examples = "RS256") String alg,

            @Schema(description = "The modulus, as base64url")
            String n,

            @Schema(description = "The exponent, as base64url", examples = "AQAB")
            String e) {}

    @Inject
    Issuer issuer;

    @GET
    @Path(".well-known/oauth-authorization-server")
    @Operation(operationId = "getIssuer", summary = "Where to get tokens, and how")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = Issuer.ANOTHER)
    public Metadata metadata() {
        issuer.requireActive();
        return new Metadata(
                issuer.url(),
                issuer.url() + "/oauth2/token",
                issuer.url() + "/oauth2/jwks",
                Stream.concat(Role.GRANTABLE.keySet().stream(), RosterScope.GRANTABLE.keySet().stream())
                        .sorted()
                        .toList(),
                List.of(),
                List.of(TokenResource.GRANT),
                List.of("client_secret_basic", "client_secret_post"));
    }

    @GET
    @Path("oauth2/jwks")
    @Operation(operationId = "getIssuerKeys", summary = "The public keys of tokens, as a JWK set (RFC 7517)")
    @APIResponse(
            responseCode = "200",
            description = "The key that signs first, and the other one that is taken",
            content = @Content(schema = @Schema(implementation = Keys.class)))
    @APIResponse(responseCode = "404", description = Issuer.ANOTHER)
    public String keys() {
        issuer.requireActive();
        return issuer.publishedKeys();
    }
}
