package org.studentmanagement.issuer;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form in the words of OpenAPI. {@link TokenForm} reads it. */
@Schema(description = "A request for a token (RFC 6749, 4.4.2)")
record TokenRequest(
        @NotNull @Schema(enumeration = TokenResource.GRANT) String grantType,

        @Schema(
                description = "Roles and scopes of OneRoster, separated by spaces; without it, all that the client has",
                examples = "reader")
        String scope,

        @Schema(description = "Where HTTP Basic is not used", examples = "timetable")
        String clientId,

        @Schema(description = "Where HTTP Basic is not used")
        String clientSecret) {}
