package org.studentmanagement.schema.drift;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Help.Ansi.Style;

/** A drift for a reader: table by table, and then the script that mends it. */
public record DriftText(Drift drift, Output output) {
    @Override
    public String toString() {
        int count = drift.differences().size();
        String leftAlone = leftAlone(drift);
        if (count == 0) {
            return "The schema is what the changelog makes at %s.".formatted(drift.revision())
                    + (leftAlone.isEmpty() ? "" : "%n%s".formatted(leftAlone));
        }
        StringBuilder text = new StringBuilder("The schema is not what the changelog makes at %s: %d %s.%n"
                .formatted(drift.revision(), count, count == 1 ? "difference" : "differences"));
        Map<String, List<Difference>> tables = drift.differences().stream()
                .collect(Collectors.groupingBy(Difference::table, TreeMap::new, Collectors.toList()));
        tables.forEach((table, differences) -> {
            text.append("%n%s%n".formatted(output.styled(table.isEmpty() ? "of no table" : table, Style.bold)));
            differences.forEach(difference -> text.append(lines(difference)));
        });
        text.append("%n%s%n".formatted(output.styled("To mend it", Style.bold)));
        drift.differences().stream()
                .filter(difference -> difference.warning() != null)
                .forEach(difference -> text.append("    -- %s%n".formatted(difference.warning())));
        drift.mend().forEach(statement -> text.append(indented(statement + ";")));
        return text.append(leftAlone.isEmpty() ? "" : "%n%s".formatted(leftAlone))
                .toString()
                .stripTrailing();
    }

    public static String leftAlone(Drift drift) {
        return drift.leftAlone().isEmpty()
                ? ""
                : drift.leftAlone().stream()
                        .map(UnmanagedObject::toString)
                        .collect(Collectors.joining("; ", "Left alone, since no changeset makes it: ", "."));
    }

    private String lines(Difference difference) {
        String head = "    %-7s  %s %s%n".formatted(difference.state(), difference.kind(), difference.name());
        return output.styled(head, style(difference))
                + value("is", difference.found())
                + value("should be", difference.expected());
    }

    private static String value(String label, String definition) {
        if (definition == null || definition.isEmpty()) {
            return "";
        }
        String[] lines = definition.split("\n");
        lines[0] = "%13s%-9s  %s".formatted("", label, lines[0]);
        return String.join("%n%24s".formatted(""), lines) + System.lineSeparator();
    }

    private static String indented(String statement) {
        return statement.lines().map("    %s%n"::formatted).collect(Collectors.joining());
    }

    private static Style style(Difference difference) {
        return switch (difference.state()) {
            case ADDED -> Style.fg_yellow;
            case GONE -> Style.fg_red;
            case CHANGED -> Style.fg_cyan;
        };
    }
}
