package org.studentmanagement.course;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A course as stored. */
@Schema(description = "A course")
record CourseResponse(
        long id,

        @Schema(description = "Course code", examples = "AAA-2013J")
        String code,

        @Schema(description = "Title", examples = "Module AAA, presentation 2013J")
        String name,

        @Schema(description = "What it is about", examples = "Begins in October 2013", nullable = true)
        String description,

        @Schema(description = "Id of the term in which it is held", examples = "1", nullable = true)
        Long termId,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
