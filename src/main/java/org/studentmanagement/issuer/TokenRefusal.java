package org.studentmanagement.issuer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Example;

/** No token is given, in the words of RFC 6749, 5.2, which OAuth libraries understand, rather than as a problem. */
class TokenRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The body. */
    @Schema(name = "TokenError", description = "Why no token is given (RFC 6749, 5.2)")
    record Body(
            @Schema(
                    enumeration = {"invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"},
                    examples = "invalid_client")
            String error,

            @Schema(
                    description = "What to send instead",
                    examples = "The client is unknown, or the secret is not its own.")
            String errorDescription) {}

    private final String error;

    TokenRefusal(String error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    /** One sentence for all reasons, so that nobody learns which clients there are. */
    static TokenRefusal unauthenticated() {
        return new TokenRefusal("invalid_client", "The client is unknown or revoked, or the secret is not its own.");
    }

    @Example(when = TokenResource.UNAUTHENTICATED, name = "invalid-client")
    static Body exampleOfClient() {
        return unauthenticated().body();
    }

    @Example(when = TokenResource.REFUSED, name = "invalid-scope")
    static Body exampleOfScope() {
        return new TokenRefusal("invalid_scope", "The client may have: reader.").body();
    }

    private Body body() {
        return new Body(error, getMessage());
    }

    Response.ResponseBuilder response() {
        boolean unauthenticated = error.equals("invalid_client");
        Response.ResponseBuilder response = Response.status(unauthenticated ? Status.UNAUTHORIZED : Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON)
                .entity(body());
        return unauthenticated ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"clients\"") : response;
    }
}
