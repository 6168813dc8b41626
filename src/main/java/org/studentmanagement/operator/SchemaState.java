package org.studentmanagement.operator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.RunSummary;

/** Where a database stands. */
@Schema(description = "Where the schema of the database stands")
record SchemaState(
        @Schema(description = "The last one that was applied; base where none was", examples = "create_students")
        String revision,

        @Schema(description = "When it was", examples = "2026-11-20T09:00:00Z", nullable = true)
        Instant applied,

        @Schema(description = "How many an upgrade would run", examples = "0")
        int pending,

        @Schema(description = "How many this version does not know, since a newer one has added them", examples = "0")
        int unexpected,

        @Schema(description = "Whether it has all that this version knows, and no other", examples = "true")
        boolean atHead,

        @Schema(description = "The applied ones in the order in which they were, then the pending ones")
        List<SchemaRevision> history,

        @Schema(description = "What somebody has changed by hand; null where nobody has looked", nullable = true)
        FoundDrift drift,

        @Schema(
                description = "When the page of the last rehearsal was written; null where there is none",
                examples = "2026-11-20T08:00:00Z",
                nullable = true)
        Instant rehearsed) {

    static SchemaState of(Revisions revisions, Map<String, RunSummary> runs, FoundDrift drift, Instant rehearsed) {
        return new SchemaState(
                revisions.currentSlug(),
                revisions.current().map(Revision::applied).orElse(null),
                revisions.pending().size(),
                revisions.unexpected().size(),
                revisions.atHead(),
                revisions.all().stream()
                        .map(revision -> SchemaRevision.of(
                                revision,
                                revision.slug().equals(revisions.currentSlug()),
                                runs.getOrDefault(revision.slug(), RunSummary.NONE)))
                        .toList(),
                drift,
                rehearsed);
    }
}
