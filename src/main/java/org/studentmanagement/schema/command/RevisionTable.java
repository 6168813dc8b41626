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

    private static final List<String> HEADINGS =
            List.of("", "revision", "state", "applied", "", "ms", "rows", "version", "who");

    private static final int BRIEF = 5;

    private RevisionTable() {}

    static int print(Output output, Revisions revisions, List<Revision> shown) {
        return print(output, revisions, shown, Map.of(), BRIEF);
    }

    static int print(Output output, Revisions revisions, List<Revision> shown, Map<String, RunSummary> runs) {
        return print(output, revisions, shown, runs, HEADINGS.size());
    }

    private static int print(
            Output output, Revisions revisions, List<Revision> shown, Map<String, RunSummary> runs, int columns) {
        String current = revisions.currentSlug();
        List<Entry> entries = shown.stream()
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
        return output.print(entries, text(output, entries, columns));
    }

    private static String text(Output output, List<Entry> entries, int columns) {
        Table table = new Table(HEADINGS.subList(0, columns).toArray(String[]::new));
        for (Entry entry : entries) {
            List<Object> cells = List.of(
                    entry.current ? ">" : " ",
                    entry.revision,
                    entry.state,
                    entry.applied == null ? "" : entry.applied.truncatedTo(ChronoUnit.SECONDS),
                    entry.outOfOrder ? "out of order" : "",
                    orBlank(entry.durationMs),
                    orBlank(entry.rows),
                    orBlank(entry.version),
                    orBlank(entry.who));
            table.row(cells.subList(0, columns).toArray());
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
