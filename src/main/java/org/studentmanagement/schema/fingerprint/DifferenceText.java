package org.studentmanagement.schema.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

public final class DifferenceText {
    private static final int KEYS = 20;

    private DifferenceText() {}

    public static String extent(Fingerprint fingerprint) {
        int tables = fingerprint.tables().size();
        return "%d rows of %d %s at %s"
                .formatted(fingerprint.rows(), tables, tables == 1 ? "table" : "tables", fingerprint.revision());
    }

    public static String of(List<TableDifference> differences) {
        return differences.stream().map(DifferenceText::of).collect(Collectors.joining("%n".formatted()));
    }

    public static String sentence(TableDifference difference) {
        List<String> parts = new ArrayList<>(List.of(summary(difference).replaceFirst("\\.$", "")));
        parts.addAll(rows(difference));
        return String.join("; ", parts);
    }

    private static String of(TableDifference difference) {
        String indent = System.lineSeparator() + "    ";
        return summary(difference)
                + rows(difference).stream().map(indent::concat).collect(Collectors.joining());
    }

    private static String summary(TableDifference difference) {
        String columns = String.join(", ", difference.columns());
        return switch (difference.kind()) {
            case TABLE_GONE -> "%s is gone, with %d rows.".formatted(difference.table(), difference.rowsBefore());
            case COLUMNS_GONE ->
                "%s has lost columns: %s. Without them its rows cannot be compared; there were %d, and are %d."
                        .formatted(difference.table(), columns, difference.rowsBefore(), difference.rowsNow());
            case NOT_COMPARABLE ->
                "%s has columns of another type with values that the one before could not hold: %s."
                        .formatted(difference.table(), columns);
            case ROWS ->
                "%s has other rows: there were %d, and are %d.%s"
                        .formatted(
                                difference.table(),
                                difference.rowsBefore(),
                                difference.rowsNow(),
                                difference.rows() == null ? " Too little was saved to tell which." : "");
        };
    }

    private static List<String> rows(TableDifference difference) {
        DifferingRows rows = difference.rows();
        if (rows == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        boolean sampled = rows.sample() != null;
        add(lines, sampled ? "altered, some" : "altered", rows.key(), rows.altered());
        add(lines, sampled ? "lost, some" : "lost", rows.key(), rows.lost());
        add(lines, "new", rows.key(), rows.added());
        add(lines, "altered or new", rows.key(), rows.alteredOrAdded());
        if (rows.more() != null && rows.more() > 0) {
            lines.add("and about %d more rows".formatted(rows.more()));
        }
        if (sampled) {
            lines.add("of %d rows that were picked before, %d are altered or lost, so about %d %% of all"
                    .formatted(
                            rows.sample().of(),
                            rows.sample().differing(),
                            Math.round(100.0
                                    * rows.sample().differing()
                                    / rows.sample().of())));
        }
        return lines;
    }

    private static void add(List<String> lines, String what, List<String> columns, List<List<String>> keys) {
        if (keys.isEmpty()) {
            return;
        }
        boolean single = columns.size() == 1;
        String values = keys.stream()
                .limit(KEYS)
                .map(key -> single ? key.get(0) : "(" + String.join(", ", key) + ")")
                .collect(Collectors.joining(", "));
        String more = keys.size() > KEYS ? " and %d more".formatted(keys.size() - KEYS) : "";
        lines.add("%s: %s %s%s"
                .formatted(what, single ? columns.get(0) : "(" + String.join(", ", columns) + ")", values, more));
    }
}
