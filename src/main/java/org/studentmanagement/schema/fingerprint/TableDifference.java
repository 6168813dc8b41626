package org.studentmanagement.schema.fingerprint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is no longer as it was in a table.
 *
 * @param rowsNow null where the table is gone
 * @param columns those that are gone, or of which the type has changed so that the values cannot be compared
 * @param rows which rows differ; null where they are not known or were not compared
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableDifference(
        String table, Kind kind, long rowsBefore, Long rowsNow, List<String> columns, DifferingRows rows) {
    public enum Kind {
        TABLE_GONE,
        COLUMNS_GONE,
        NOT_COMPARABLE,
        ROWS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The differences, each with a line for the rows of a kind. */
    public static String text(List<TableDifference> differences) {
        String indent = System.lineSeparator() + "    ";
        return differences.stream()
                .map(difference -> difference.summary()
                        + difference.lines().map(indent::concat).collect(Collectors.joining()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The same in one sentence, without the point at its end. */
    public String sentence() {
        return Stream.concat(Stream.of(summary().replaceFirst("\\.$", "")), lines())
                .collect(Collectors.joining("; "));
    }

    private String summary() {
        String names = String.join(", ", columns);
        return switch (kind) {
            case TABLE_GONE -> "%s is gone, with %d rows.".formatted(table, rowsBefore);
            case COLUMNS_GONE ->
                "%s has lost columns: %s. Without them its rows cannot be compared; there were %d, and are %d."
                        .formatted(table, names, rowsBefore, rowsNow);
            case NOT_COMPARABLE ->
                "%s has columns of another type with values that the one before could not hold: %s."
                        .formatted(table, names);
            case ROWS ->
                "%s has other rows: there were %d, and are %d.%s"
                        .formatted(
                                table, rowsBefore, rowsNow, rows == null ? " Too little was saved to tell which." : "");
        };
    }

    private Stream<String> lines() {
        return rows == null ? Stream.empty() : rows.lines().stream();
    }

    /** Whether rows came, and every row of before is there unaltered. */
    public boolean onlyAdded() {
        return rows != null
                && rows.altered().isEmpty()
                && rows.lost().isEmpty()
                && rows.alteredOrAdded().isEmpty()
                && rows.more() != null
                && rows.more() == 0;
    }
}
