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

        @Schema(description = "Seats; null for no limit", examples = "30", nullable = true)
        Integer capacity,

        @Schema(
                description = "From when students may enroll; null for always",
                examples = "2026-09-01T08:00:00Z",
                nullable = true)
        Instant enrollmentOpensAt,

        @Schema(
                description = "Until when students may enroll; null for ever",
                examples = "2026-10-01T16:00:00Z",
                nullable = true)
        Instant enrollmentClosesAt,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
