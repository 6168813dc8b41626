package org.studentmanagement.people;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A user as stored, but for the password. */
@Schema(description = "Somebody who signs in")
record UserResponse(
        long id,

        @Schema(description = "Full name", examples = "Mary Somerville")
        String name,

        @Schema(description = "E-mail address, with which the user signs in", examples = "mary@school.example")
        String email,

        @Schema(description = "What the user may do", examples = "[\"reader\"]", type = SchemaType.ARRAY)
        List<String> roles,

        @Schema(description = "Id of the student whose record the user reaches", nullable = true)
        Long studentId,

        @Schema(description = "Id of the teacher who the user is", examples = "1", nullable = true)
        Long teacherId,

        @Schema(
                description = "When the user last did something, up to some minutes before; null for never",
                examples = "2026-11-23T08:00:00Z",
                nullable = true)
        Instant lastSeenAt,

        @Schema(description = "Since when the user cannot sign in; null while the user can", nullable = true)
        Instant disabledAt,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
