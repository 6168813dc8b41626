package org.studentmanagement.operator;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.run.RunSummary;

/** A revision, and how the run went that applied it. */
@Schema(description = "A revision of the schema, and how the run went that applied it")
record SchemaRevision(
        @Schema(description = "Its name, as commands take it", examples = "create_students")
        String revision,

        @Schema(
                description = "unexpected is one that this version does not know",
                examples = "applied",
                enumeration = {"applied", "pending", "unexpected"})
        String state,

        @Schema(description = "When it was applied", examples = "2026-11-20T09:00:00Z", nullable = true)
        Instant applied,

        @Schema(description = "Whether it is the one at which the database stands", examples = "true")
        boolean current,

        @Schema(description = "Whether a later one of the changelog was applied before it", examples = "false")
        boolean outOfOrder,

        @Schema(description = "Where its changeset is", examples = "db/changes/2026/20261114_create_students.yaml")
        String file,

        @Schema(description = "Milliseconds; null where no run is on record", examples = "41", nullable = true)
        Long durationMs,

        @Schema(description = "How many it inserted, updated or deleted", examples = "0", nullable = true)
        Long rows,

        @Schema(description = "Version of the service that ran it", examples = "1.0.0", nullable = true)
        String version,

        @Schema(
                description = "User of the database, and user and host of the process",
                examples = "school_owner, deploy on ops1",
                nullable = true)
        String who) {

    static SchemaRevision of(Revision revision, boolean current, RunSummary run) {
        return new SchemaRevision(
                revision.slug(),
                revision.state().toString(),
                revision.applied(),
                current,
                revision.outOfOrder(),
                revision.file(),
                run.durationMs(),
                run.rows(),
                run.version(),
                run.who());
    }
}
