package org.studentmanagement.schema.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;
import org.studentmanagement.terminal.Table;

/** A report as an aligned table, with what was found below it and the verdict last. */
public final class RehearsalText {
    private RehearsalText() {}

    static String line(RehearsedRevision revision) {
        String steps = revision.steps().stream()
                .map(step -> step.way().words() + " " + HumanReadable.of(step.duration()))
                .collect(Collectors.joining(", "));
        String faults = revision.faults().isEmpty()
                ? ""
                : (steps.isEmpty() ? "" : ", ")
                        + HumanReadable.count(revision.faults().size(), "fault");
        return revision.revision() + ": " + steps + faults;
    }

    public static String of(RehearsalReport report) {
        StringBuilder text = new StringBuilder();
        if (!report.revisions().isEmpty()) {
            text.append(table(report)).append('\n');
        }
        for (RehearsedRevision revision : report.revisions()) {
            findings(text, revision);
        }
        paragraph(text, "at the end", report.faults());
        if (!report.notRehearsed().isEmpty()) {
            text.append("\nNot rehearsed: %s.\n".formatted(String.join(", ", report.notRehearsed())));
        }
        return text + (text.isEmpty() ? "" : "\n") + report.verdict();
    }

    private static Table table(RehearsalReport report) {
        Table table = new Table("revision", "up", "down", "up again", "strongest lock", "rewritten", "growth", "rows");
        report.revisions()
                .forEach(row -> table.row(
                        row.revision(),
                        row.up(),
                        row.down(),
                        row.again(),
                        row.strongest(),
                        row.rewritten(),
                        row.growth(),
                        row.step(Way.UP).<Object>map(RehearsalStep::rows).orElse("")));
        return table;
    }

    private static void findings(StringBuilder text, RehearsedRevision revision) {
        List<String> findings = new ArrayList<>(revision.faults());
        findings.addAll(revision.remarks());
        revision.intentions()
                .forEach(intention ->
                        findings.add("On purpose: alters %s (%s).".formatted(intention.what(), intention.reason())));
        paragraph(text, revision.revision(), findings);
    }

    private static void paragraph(StringBuilder text, String heading, List<String> findings) {
        if (!findings.isEmpty()) {
            text.append('\n').append(heading).append('\n');
            findings.forEach(finding -> text.append("    ").append(finding).append('\n'));
        }
    }
}
