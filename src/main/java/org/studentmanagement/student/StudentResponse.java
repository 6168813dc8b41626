package org.studentmanagement.student;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A student as stored. */
@Schema(description = "A student")
record StudentResponse(
        long id,

        @Schema(description = "Registration number", examples = "11391")
        String number,

        @Schema(description = "Full name", examples = "Ada Lovelace")
        String name,

        @Schema(description = "E-mail address", examples = "ada@students.example")
        String email,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
