package org.studentmanagement.issuer;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of RFC 6749, 5.1. */
@Schema(description = "An access token (RFC 6749, 5.1)")
record Token(
        @Schema(description = "Send it as Authorization: Bearer …", examples = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
        String accessToken,

        @Schema(examples = "Bearer") String tokenType,

        @Schema(description = "Seconds", examples = "600") long expiresIn,

        @Schema(description = "The roles and scopes that it has, separated by spaces", examples = "reader registrar")
        String scope) {}
