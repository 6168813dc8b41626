package org.studentmanagement.schema.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.RunSummary;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Table;
import picocli.CommandLine.Help.Ansi.Style;

/** Revisions as lines for a reader and as entries of a document. */
final class RevisionTable {
    /** Duration in milliseconds, rows and who are of the run that applied it, and null where none is recorded. */
    record Entry(
            String revision,
            Revision.State state,
            Instant applied,
            boolean current,
            boolean outOfOrder,
            String file,
            Long durationMs,
            Long rows,
            String version,
            String who)
            implements Document {}

    private RevisionTable() {}

    static List<Entry> entries(Revisions revisions, List<Revision> shown, Map<String, RunSummary> runs) {
        String current = revisions.currentSlug();
        return shown.stream()
                .map(revision -> {
                    RunSummary run = runs.getOrDefault(revision.slug(), RunSummary.NONE);
                    return new Entry(
                            revision.slug(),
                            revision.state(),
                            revision.applied(),
                            revision.slug().equals(current),
                            revision.outOfOrder(),
                            revision.file(),
                            run.durationMs(),
                            run.rows(),
                            run.version(),
                            run.who());
                })
                .toList();
    }

    static String text(Output output, List<Entry> entries, boolean verbose) {
        Table table = verbose
                ? new Table("", "revision", "state", "applied", "", "ms", "rows", "version", "who")
                : new Table("", "revision", "state", "applied", "");
        for (Entry entry : entries) {
            String mark = entry.current ? ">" : " ";
            String applied = entry.applied == null
                    ? ""
                    : entry.applied.truncatedTo(ChronoUnit.SECONDS).toString();
            String order = entry.outOfOrder ? "out of order" : "";
            if (verbose) {
                table.row(
                        mark,
                        entry.revision,
                        entry.state,
                        applied,
                        order,
                        orBlank(entry.durationMs),
                        orBlank(entry.rows),
                        orBlank(entry.version),
                        orBlank(entry.who));
            } else {
                table.row(mark, entry.revision, entry.state, applied, order);
            }
        }
        return coloured(output, entries, table.toString().lines().toList());
    }

    private static String coloured(Output output, List<Entry> entries, List<String> lines) {
        StringBuilder text = new StringBuilder(output.styled(lines.get(0), Style.bold));
        for (int i = 0; i < entries.size(); i++) {
            String line = lines.get(i + 1);
            text.append(System.lineSeparator())
                    .append(style(entries.get(i))
                            .map(style -> output.styled(line, style))
                            .orElse(line));
        }
        return text.toString();
    }

    private static Optional<Style> style(Entry entry) {
        return switch (entry.state) {
            case PENDING -> Optional.of(Style.fg_yellow);
            case UNEXPECTED -> Optional.of(Style.fg_red);
            case APPLIED -> entry.current ? Optional.of(Style.fg_green) : Optional.empty();
        };
    }

    private static Object orBlank(Object value) {
        return value == null ? "" : value;
    }
}
