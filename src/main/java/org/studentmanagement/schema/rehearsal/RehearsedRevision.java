package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * How a revision went.
 *
 * @param steps up, down and up again, as far as they went
 * @param faults what makes it unfit, in sentences
 * @param remarks what an operator wants to know besides
 * @param intentions what it alters on purpose
 */
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

    /** Whether it went all the way, and so the next one can be tried. */
    boolean complete() {
        return step(RehearsalStep.Way.AGAIN).isPresent();
    }
}
