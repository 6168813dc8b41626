package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;

/**
 * The locks of a rehearsal as a table with a row for each way of a revision, a column for each table, and bars whose whole
 * width is the time that the longest way took.
 */
@RegisterForReflection
public record LockTimeline(Duration longest, Set<String> tables, List<Line> lines) {
    /** The bars of a table each; the first are of the whole revision. */
    @RegisterForReflection
    public record Line(RehearsedRevision revision, Way way, List<List<Bar>> cells) {}

    /** @param left where it begins, in percent of the whole width, as is {@code width} */
    @RegisterForReflection
    public record Bar(String kind, double left, double width, Duration held, String title) {}

    static LockTimeline of(RehearsalReport report) {
        Set<String> tables = report.steps()
                .flatMap(step -> step.locks().stream())
                .map(TableLock::table)
                .collect(Collectors.toCollection(TreeSet::new));
        Duration longest = report.steps()
                .map(RehearsalStep::duration)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        var empty = new LockTimeline(longest, tables, List.of());
        // The second way up repeats the first.
        return new LockTimeline(
                longest,
                tables,
                report.revisions().stream()
                        .flatMap(revision -> revision.steps().stream()
                                .filter(step -> step.way() != Way.AGAIN)
                                .map(step -> empty.line(revision, step)))
                        .toList());
    }

    private Line line(RehearsedRevision revision, RehearsalStep step) {
        Bar whole = bar("whole", Duration.ZERO, step.duration(), HumanReadable.count(step.rows(), "row") + " changed");
        Stream<List<Bar>> locks = tables.stream()
                .map(table -> step.locks().stream()
                        .filter(lock -> lock.table().equals(table))
                        .sorted(Comparator.comparing(TableLock::from).thenComparing(TableLock::mode))
                        .map(lock -> bar(step, lock))
                        .toList());
        return new Line(
                revision,
                step.way(),
                Stream.concat(Stream.of(List.of(whole)), locks).toList());
    }

    private Bar bar(RehearsalStep step, TableLock lock) {
        boolean rewritten = step.rewritten().contains(lock.table()) && lock.stops() == LockConflict.READS_AND_WRITES;
        String title = "%s lock from %s to %s: %s%s"
                .formatted(
                        lock.mode(),
                        HumanReadable.of(lock.from()),
                        HumanReadable.of(lock.to()),
                        lock.words(),
                        rewritten ? ", and rewrites it" : "");
        return bar(lock.stops() + (rewritten ? " rewritten" : ""), lock.from(), lock.to(), title);
    }

    private Bar bar(String kind, Duration from, Duration to, String title) {
        Duration held = to.minus(from);
        return new Bar(kind, percent(from), percent(held), held, title);
    }

    private double percent(Duration duration) {
        return 100.0 * duration.toNanos() / Math.max(1, longest.toNanos());
    }
}
