package org.studentmanagement.people;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A teacher as stored. */
@Schema(description = "A teacher")
record TeacherResponse(
        long id,

        @Schema(description = "Staff number", examples = "T-204")
        String number,

        @Schema(description = "Full name", examples = "Mary Somerville")
        String name,

        @Schema(description = "E-mail address", examples = "mary@school.example", nullable = true)
        String email,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
