package org.studentmanagement.imports;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An import, as it is shown. */
@Schema(description = "An import, and how far it has come")
record ImportResponse(
        @Schema(examples = "1e3ac09e-d60d-4107-866f-ef255378b3c0")
        UUID id,

        @Schema(
                description =
                        "It waits for its turn and is previewed; previewed, it waits to be confirmed or discarded; confirmed, it waits"
                                + " again and is imported, or previewed anew where it stored nothing: detail says why",
                enumeration = {"waiting", "previewing", "previewed", "confirmed", "importing", "imported", "failed"})
        String state,

        @Schema(description = "The subject of the token that uploaded or, later, confirmed it", examples = "timetable")
        String actor,

        @Schema(
                description = "The subject of the token that uploaded it, who reaches it whoever confirms it",
                examples = "timetable")
        String uploadedBy,

        boolean skipInvalid,
        boolean withdrawMissing,
        Instant createdAt,

        @Schema(description = "When the state last changed") Instant changedAt,

        @Schema(description = "While it is previewing or importing", nullable = true)
        Step progress,

        @Schema(description = "When it is previewed or imported", nullable = true)
        ImportReport report,

        @Schema(description = "Why it has failed, or stored nothing and has to be confirmed again", nullable = true)
        String detail) {
    /** How far it has come with what it is doing. */
    @Schema(name = "ImportStep", description = "What is being done, and how much of it is done")
    record Step(
            @Schema(enumeration = {"reading", "checking", "storing"})
            String task,

            @Schema(description = "Bytes of the files, as they were sent; or statements", examples = "65536")
            long done,

            @Schema(examples = "472117") long total) {}
}
