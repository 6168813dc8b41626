package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;

/**
 * A revision in the table of a report, as the text and the page have it.
 *
 * @param conflict of the strongest lock on the way up
 * @param rows empty where the way up failed
 */
@RegisterForReflection
public record RevisionRow(
        String revision,
        boolean fit,
        List<DeclaredChange> intentions,
        String up,
        String down,
        String again,
        LockConflict conflict,
        String strongest,
        String rewritten,
        String growth,
        Optional<Long> rows) {
    private static final String NEVER = "-";
    private static final String FAILED = "failed";

    static RevisionRow of(RehearsedRevision revision) {
        Optional<RehearsalStep> up = revision.step(Way.UP);
        Optional<TableLock> strongest = up.flatMap(RehearsalStep::strongest);
        return new RevisionRow(
                revision.revision(),
                revision.faults().isEmpty(),
                revision.intentions(),
                time(revision, Way.UP),
                time(revision, Way.DOWN),
                time(revision, Way.AGAIN),
                strongest.map(TableLock::stops).orElse(LockConflict.NOBODY),
                strongest.map(TableLock::words).orElse(LockConflict.NOBODY.words()),
                up.map(step -> String.join(", ", step.rewritten())).orElse(""),
                up.map(step -> HumanReadable.growth(step.growth())).orElse(""),
                up.map(RehearsalStep::rows));
    }

    public String count() {
        return rows.map(HumanReadable::count).orElse("");
    }

    /** The steps come in their order, and none after one that failed. */
    private static String time(RehearsedRevision revision, Way way) {
        return revision.step(way)
                .map(step -> HumanReadable.of(step.duration()))
                .orElse(revision.steps().size() == way.ordinal() ? FAILED : NEVER);
    }
}
