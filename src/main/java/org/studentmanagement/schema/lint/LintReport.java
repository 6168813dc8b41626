package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Help.Ansi.Style;

/** What was found, in the order of the changelog. */
public record LintReport(int changesets, long errors, long warnings, long notes, List<LintFinding> findings)
        implements Document {
    private static final int MARGIN = 9;

    static LintReport of(List<LintFinding> findings, int changesets) {
        return new LintReport(
                changesets,
                count(findings, Rule.Severity.ERROR),
                count(findings, Rule.Severity.WARNING),
                count(findings, Rule.Severity.NOTE),
                findings);
    }

    public String text(Output output) {
        StringBuilder text = new StringBuilder();
        String file = "";
        for (LintFinding finding : findings) {
            if (!finding.file().equals(file)) {
                file = finding.file();
                text.append(output.styled(file, Style.bold)).append('\n');
            }
            append(text, finding, output);
        }
        return text + summary();
    }

    private static void append(StringBuilder text, LintFinding finding, Output output) {
        text.append(output.styled("%-8s".formatted(finding.severity()), style(finding.severity())))
                .append(" %s, line %d%s%n"
                        .formatted(
                                output.styled(finding.rule(), Style.bold),
                                finding.line(),
                                finding.rollback() ? ", in the rollback" : ""));
        if (!finding.statement().isEmpty()) {
            text.append(finding.statement().indent(MARGIN));
        }
        text.append(finding.why().indent(MARGIN));
        if (!finding.safe().isEmpty()) {
            text.append("Safe:".indent(MARGIN))
                    .append(finding.safe().stream()
                            .map(line -> output.styled(line, Style.fg_green))
                            .collect(Collectors.joining("\n"))
                            .indent(MARGIN + 4));
        }
        text.append('\n');
    }

    private String summary() {
        String judged = changesets == 1 ? "1 changeset" : changesets + " changesets";
        return findings.isEmpty()
                ? judged + " judged, nothing found."
                : "%s judged: %s, %s, %s."
                        .formatted(judged, plural(errors, "error"), plural(warnings, "warning"), plural(notes, "note"));
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static Style style(Rule.Severity severity) {
        return switch (severity) {
            case ERROR -> Style.fg_red;
            case WARNING -> Style.fg_yellow;
            case NOTE -> Style.fg_cyan;
        };
    }

    private static long count(List<LintFinding> findings, Rule.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
