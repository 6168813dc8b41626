package org.studentmanagement.operator;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.schema.drift.Difference;
import org.studentmanagement.schema.drift.Drift;
import org.studentmanagement.schema.drift.DriftWatch;

/** What the last look for drift has found. */
@Schema(description = "What the last look for drift has found")
record FoundDrift(
        @Schema(description = "When that was", examples = "2026-11-20T09:00:00Z")
        Instant looked,

        @Schema(
                description = "Why drift cannot be told; null where it can",
                examples = "The database records no revision.",
                nullable = true)
        String untold,

        @Schema(description = "Each object that is not as the changelog makes it")
        List<SchemaDifference> differences,

        @Schema(description = "The statements that mend all, in an order in which they run")
        List<String> mend) {

    /** One object. */
    @Schema(description = "An object of the schema that is not as the changelog makes it")
    record SchemaDifference(
            @Schema(
                    examples = "gone",
                    enumeration = {"added", "gone", "changed"})
            String state,

            @Schema(description = "What it belongs to; empty for one that stands alone", examples = "students")
            String table,

            @Schema(examples = "index") String kind,
            @Schema(examples = "students_lower_idx") String name,

            @Schema(description = "Its definition in the database; null where it is gone", nullable = true)
            String found,

            @Schema(description = "The one that the changelog gives it; null where it was added", nullable = true)
            String expected) {

        static SchemaDifference of(Difference difference) {
            return new SchemaDifference(
                    difference.state().toString(),
                    difference.table(),
                    difference.kind(),
                    difference.name(),
                    difference.found(),
                    difference.expected());
        }
    }

    static FoundDrift of(DriftWatch.Look look) {
        Drift drift = look.drift();
        return drift == null
                ? new FoundDrift(look.at(), look.untold(), List.of(), List.of())
                : new FoundDrift(
                        look.at(),
                        null,
                        drift.differences().stream().map(SchemaDifference::of).toList(),
                        drift.mend());
    }
}
