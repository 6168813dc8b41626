package org.studentmanagement.grading;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A test as stored. */
@Schema(description = "A test of a course or of a class")
record TestResponse(
        long id,

        @Schema(description = "Code", examples = "AAA-2013J-TMA1")
        String code,

        @Schema(description = "What it is called", examples = "First assignment")
        String title,

        @Schema(description = "Of what sort it is", examples = "coursework")
        String category,

        @Schema(description = "Id of the course whose test it is", examples = "1", nullable = true)
        Long courseId,

        @Schema(description = "Id of the class whose test it is", nullable = true)
        Long classId,

        @Schema(description = "On which day it is held, or to be handed in", examples = "2013-10-20")
        LocalDate heldOn,

        @Schema(description = "The highest score", examples = "100.00")
        BigDecimal maximum,

        @Schema(description = "What it counts, compared with the others", examples = "10.00")
        BigDecimal weight,

        @Schema(
                description = "Since when students see their marks; null of a draft",
                examples = "2026-11-20T09:00:00Z",
                nullable = true)
        Instant publishedAt,

        @Schema(
                description =
                        "When it last became a draft again, the marks of which still change only with a reason; null where it"
                                + " never did",
                nullable = true)
        Instant withdrawnAt,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
