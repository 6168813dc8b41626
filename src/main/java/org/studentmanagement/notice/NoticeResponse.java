package org.studentmanagement.notice;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A notice as stored. */
@Schema(description = "What the school tells its students")
record NoticeResponse(
        long id,

        @Schema(
                description =
                        "By what files of imports and exports know it, made by the service unless one has brought it",
                examples = "1e3ac09e-d60d-4107-866f-ef255378b3c0")
        String number,

        @Schema(
                description = "Whom it concerns",
                examples = NoticeValues.ALL,
                enumeration = {NoticeValues.ALL, NoticeValues.CLASS, NoticeValues.COURSE, NoticeValues.STUDENT})
        String audience,

        @Schema(description = "Of a class", nullable = true) Long classId,

        @Schema(description = "Of a course", nullable = true)
        Long courseId,

        @Schema(description = "Of a student", nullable = true)
        Long studentId,

        @Schema(examples = "No school on Friday") String title,

        @Schema(examples = "The heating is repaired. Lessons go on on Monday.")
        String body,

        @Schema(examples = "2026-11-20T09:00:00Z") Instant shownFrom,

        @Schema(description = "Null where for ever", nullable = true)
        Instant shownUntil,

        @Schema(examples = "false") boolean popup,

        @Schema(description = "Who has written it", examples = "registrar")
        String createdBy,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
