package org.studentmanagement.issuer;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.access.RosterScope;

/** A client as stored, but for its secret. */
@Schema(name = "Client", description = "A machine or front end that may ask for tokens")
record ClientResponse(
        @Schema(description = "Its client_id", examples = "moodle")
        String name,

        @Schema(description = "What it is, and who answers for it", examples = "Learning platform")
        String description,

        @Schema(
                description =
                        "What it may do: roles, and scopes of OneRoster by their last parts; none where it is a student's",
                examples = "[\"roster.readonly\"]",
                type = SchemaType.ARRAY)
        List<String> scopes,

        @Schema(description = "Id of the student whose record it reaches, and nothing else", nullable = true)
        Long studentId,

        Instant createdAt,

        @Schema(
                description = "Until when the secret before the present one is good; null where it is not",
                nullable = true)
        Instant previousSecretUntil,

        @Schema(description = "Since when it gets no token; null while it does", nullable = true)
        Instant revokedAt) {

    /** All that there are. */
    @Schema(name = "Clients", description = "All clients, by name")
    record All(
            List<ClientResponse> items,

            @Schema(
                    description =
                            "Where they reach the service; null where it takes the tokens of another issuer alone",
                    examples = "https://school.example",
                    nullable = true)
            String issuer) {}

    static ClientResponse of(Clients.Stored stored) {
        return new ClientResponse(
                stored.id(),
                stored.description(),
                stored.roles().stream().map(ClientResponse::told).toList(),
                stored.studentId(),
                stored.createdAt(),
                stored.previousSecretUntil(),
                stored.revokedAt());
    }

    private static String told(String role) {
        return RosterScope.ofStored(role).map(RosterScope::shortened).orElse(role);
    }
}
