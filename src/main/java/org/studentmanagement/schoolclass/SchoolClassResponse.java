package org.studentmanagement.schoolclass;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A class as stored. */
@Schema(description = "A class")
record SchoolClassResponse(
        long id,

        @Schema(description = "Code", examples = "2026-7A") String code,

        @Schema(description = "What it is called in its term", examples = "7A")
        String name,

        @Schema(description = "Id of the term in which it is taught", examples = "1")
        long termId,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
