package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** How a revision went. */
@RegisterForReflection
public record RehearsedRevision(
        String revision,
        List<RehearsalStep> steps,
        List<String> faults,
        List<String> remarks,
        List<DeclaredChange> intentions) {
    public Optional<RehearsalStep> step(RehearsalStep.Way way) {
        return steps.stream().filter(step -> step.way() == way).findFirst();
    }

    boolean complete() {
        return step(RehearsalStep.Way.AGAIN).isPresent();
    }
}
