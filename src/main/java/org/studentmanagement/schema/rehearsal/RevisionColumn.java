package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a revision has of the width of a {@link LockTimeline}, and where its name stands. */
@RegisterForReflection
public record RevisionColumn(RehearsedRevision rehearsed, double x, double width, double labelOffset, double labelY) {
    static final double PADDING = 4;

    public String revision() {
        return rehearsed.revision();
    }

    public boolean unfit() {
        return !rehearsed.faults().isEmpty();
    }

    public String title() {
        return RehearsalText.line(rehearsed);
    }

    public double labelX() {
        return x + width / 2 + labelOffset;
    }
}
