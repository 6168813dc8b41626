package org.studentmanagement.term;

import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A term as stored. */
@Schema(description = "A school year, a term or a grading period")
record TermResponse(
        long id,

        @Schema(description = "Code", examples = "2013J") String code,

        @Schema(description = "Title", examples = "Presentation 2013J")
        String name,

        @Schema(
                description = "What it is",
                examples = TermValues.TERM,
                enumeration = {TermValues.SCHOOL_YEAR, TermValues.TERM, TermValues.GRADING_PERIOD})
        String kind,

        @Schema(description = "The first day", examples = "2013-10-01")
        LocalDate beginsOn,

        @Schema(description = "The last day", examples = "2014-06-25")
        LocalDate endsOn,

        @Schema(description = "Id of what it is a part of", examples = "1", nullable = true)
        Long parentId,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
