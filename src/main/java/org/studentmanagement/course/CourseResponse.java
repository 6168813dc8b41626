package org.studentmanagement.course;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A course as stored. */
@Schema(description = "A course")
record CourseResponse(
        @Schema(examples = "1") long id,

        @Schema(description = "Course code", examples = "AAA-2013J")
        String code,

        @Schema(description = "Title", examples = "Module AAA, presentation 2013J")
        String name,

        @Schema(description = "What it is about", examples = "Begins in October 2013", nullable = true)
        String description,

        @Schema(description = "When it was first stored", examples = "2026-11-20T09:00:00Z")
        Instant createdAt,

        @Schema(description = "When it last changed", examples = "2026-11-20T09:00:00Z")
        Instant updatedAt,

        @Schema(description = "How often it has changed; in quotes, it is the ETag", examples = "0")
        long version) {

    static CourseResponse of(Course course) {
        return new CourseResponse(
                course.id,
                course.code,
                course.name,
                course.description,
                course.createdAt,
                course.updatedAt,
                course.version);
    }
}
