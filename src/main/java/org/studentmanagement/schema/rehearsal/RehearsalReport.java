package org.studentmanagement.schema.rehearsal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Table;

/**
 * What a rehearsal has found out.
 *
 * @param intended the tables and columns that are altered on purpose, and were not compared
 * @param notRehearsed those that come after one that did not go all the way
 */
public record RehearsalReport(
        String source,
        Instant taken,
        Duration copying,
        String from,
        String to,
        long rows,
        long bytes,
        Duration longestLock,
        Set<String> intended,
        List<RehearsedRevision> revisions,
        List<String> notRehearsed,
        List<String> faults)
        implements Document {
    public static RehearsalReport nothing(String source, String revision) {
        return new RehearsalReport(
                source,
                Instant.now(),
                Duration.ZERO,
                revision,
                revision,
                0,
                0,
                Duration.ZERO,
                Set.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** As an aligned table, with what was found below it and the verdict last. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!revisions.isEmpty()) {
            text.append(table()).append('\n');
        }
        revisions.forEach(revision -> paragraph(text, revision.revision(), revision.findings()));
        paragraph(text, "at the end", faults);
        if (!notRehearsed.isEmpty()) {
            text.append("\nNot rehearsed: %s.\n".formatted(String.join(", ", notRehearsed)));
        }
        return text + (text.isEmpty() ? "" : "\n") + verdict();
    }

    private Table table() {
        Table table = new Table("revision", "up", "down", "up again", "strongest lock", "rewritten", "growth", "rows");
        revisions.forEach(row -> table.row(
                row.revision(),
                row.up(),
                row.down(),
                row.again(),
                row.strongest(),
                row.rewritten(),
                row.growth(),
                row.step(RehearsalStep.Way.UP).<Object>map(RehearsalStep::rows).orElse("")));
        return table;
    }

    private static void paragraph(StringBuilder text, String heading, List<String> findings) {
        if (!findings.isEmpty()) {
            text.append('\n').append(heading).append('\n');
            findings.forEach(finding -> text.append("    ").append(finding).append('\n'));
        }
    }

    @JsonProperty
    public boolean fit() {
        return faultCount() == 0;
    }

    @JsonProperty
    public String verdict() {
        if (revisions.isEmpty()) {
            return "Nothing to rehearse at %s.".formatted(from);
        }
        if (!fit()) {
            long unfit = revisions.stream()
                    .filter(revision -> !revision.faults().isEmpty())
                    .count();
            String left = notRehearsed.isEmpty() ? "" : "; %d not rehearsed".formatted(notRehearsed.size());
            return "Not fit: %s in %d of %s%s."
                    .formatted(
                            HumanReadable.count(faultCount(), "fault"),
                            unfit,
                            HumanReadable.count(revisions.size(), "revision"),
                            left);
        }
        return "Fit: %s ran up, down and up again, all %s are there unaltered%s, and %s."
                .formatted(
                        HumanReadable.count(revisions.size(), "revision"),
                        HumanReadable.count(rows, "row"),
                        intended.isEmpty() ? "" : " except in " + String.join(", ", intended),
                        longest()
                                .map(lock -> "the longest lock " + lock.words())
                                .orElse("no lock stops reads or writes"));
    }

    @JsonProperty
    public Duration up() {
        return total(RehearsalStep.Way.UP);
    }

    @JsonProperty
    public Duration down() {
        return total(RehearsalStep.Way.DOWN);
    }

    /** The lock that stops reads or writes for longest on the way up, the first time or again. */
    private Optional<TableLock> longest() {
        return longest(LockConflict.WRITES);
    }

    Optional<TableLock> longest(LockConflict least) {
        return steps().filter(step -> step.way() != RehearsalStep.Way.DOWN)
                .flatMap(step -> step.locks().stream())
                .filter(lock -> lock.stops().compareTo(least) >= 0)
                .max(Comparator.comparing(TableLock::held));
    }

    Stream<RehearsalStep> steps() {
        return revisions.stream().flatMap(revision -> revision.steps().stream());
    }

    private long faultCount() {
        return faults.size()
                + revisions.stream()
                        .mapToLong(revision -> revision.faults().size())
                        .sum();
    }

    private Duration total(RehearsalStep.Way way) {
        return steps().filter(step -> step.way() == way)
                .map(RehearsalStep::duration)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
