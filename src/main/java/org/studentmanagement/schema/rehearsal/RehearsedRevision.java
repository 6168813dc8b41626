package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;

/** How a revision went. */
@RegisterForReflection
public record RehearsedRevision(
        String revision,
        List<RehearsalStep> steps,
        List<String> faults,
        List<String> remarks,
        List<DeclaredChange> intentions) {
    public Optional<RehearsalStep> step(Way way) {
        return steps.stream().filter(step -> step.way() == way).findFirst();
    }

    boolean complete() {
        return step(Way.AGAIN).isPresent();
    }

    public boolean fit() {
        return faults.isEmpty();
    }

    public String up() {
        return time(Way.UP);
    }

    public String down() {
        return time(Way.DOWN);
    }

    public String again() {
        return time(Way.AGAIN);
    }

    /** Of the strongest lock on the way up. */
    public LockConflict conflict() {
        return lock().map(TableLock::stops).orElse(LockConflict.NOBODY);
    }

    public String strongest() {
        return lock().map(TableLock::words).orElse(LockConflict.NOBODY.words());
    }

    public String rewritten() {
        return step(Way.UP).map(step -> String.join(", ", step.rewritten())).orElse("");
    }

    public String growth() {
        return step(Way.UP).map(step -> HumanReadable.growth(step.growth())).orElse("");
    }

    public String count() {
        return step(Way.UP).map(step -> HumanReadable.count(step.rows())).orElse("");
    }

    /** In one line, how long each way took. */
    String line() {
        String ways = steps.stream()
                .map(step -> step.way().words() + " " + HumanReadable.of(step.duration()))
                .collect(Collectors.joining(", "));
        String found = fit() ? "" : (ways.isEmpty() ? "" : ", ") + HumanReadable.count(faults.size(), "fault");
        return revision + ": " + ways + found;
    }

    List<String> findings() {
        List<String> findings = new ArrayList<>(faults);
        findings.addAll(remarks);
        intentions.forEach(intention ->
                findings.add("On purpose: alters %s (%s).".formatted(intention.what(), intention.reason())));
        return findings;
    }

    private Optional<TableLock> lock() {
        return step(Way.UP).flatMap(RehearsalStep::strongest);
    }

    /** The steps come in their order, and none after one that failed. */
    private String time(Way way) {
        return step(way)
                .map(step -> HumanReadable.of(step.duration()))
                .orElse(steps.size() == way.ordinal() ? "failed" : "-");
    }
}
