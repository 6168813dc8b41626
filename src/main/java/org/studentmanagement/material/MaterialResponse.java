package org.studentmanagement.material;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.StoredRow;

/** A material as stored. */
@Schema(name = "Material", description = "Something to learn from")
record MaterialResponse(
        long id,

        @Schema(
                description =
                        "By what files of imports and exports know it, made by the service unless one has brought it",
                examples = "1e3ac09e-d60d-4107-866f-ef255378b3c0")
        String number,

        @Schema(examples = "Exercises, first week") String title,

        @Schema(nullable = true) String description,

        @Schema(
                description = "A link, a file of type application/pdf, or any other file, uploaded or still to be",
                enumeration = {"link", "pdf", "file"})
        String kind,

        @Schema(description = "Where it is, if it is a link", nullable = true)
        String url,

        @Schema(description = "Id of the course that it is for", nullable = true)
        Long courseId,

        @Schema(description = "Id of the class that it is for; without either it is for all", nullable = true)
        Long classId,

        @Schema(description = "Of the file; null until it is uploaded", examples = "exercises.pdf", nullable = true)
        String fileName,

        @Schema(description = "Of the file", examples = "application/pdf", nullable = true)
        String contentType,

        @Schema(description = "Of the file, in bytes", examples = "81920", nullable = true)
        Long size,

        @Schema(description = "Of the file, in hexadecimal digits; in quotes, it is its ETag", nullable = true)
        String sha256,

        Instant createdAt,
        Instant updatedAt,
        long version)
        implements StoredRow {}
