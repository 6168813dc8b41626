package org.studentmanagement.migration.proof.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.migration.proof.fingerprint.DifferingRows;
import org.studentmanagement.migration.proof.fingerprint.TableDifference;

/** Says what became of the rows of a table. */
final class Altered {
    private static final int NAMED = 5;

    private Altered() {}

    /** Whether rows came and every row of before is there unaltered. */
    static boolean onlyAdded(TableDifference difference) {
        DifferingRows rows = difference.rows();
        return rows != null
                && rows.altered().isEmpty()
                && rows.lost().isEmpty()
                && rows.alteredOrAdded().isEmpty()
                && rows.more() != null
                && rows.more() == 0;
    }

    /** As in {@code 1 row of students altered: id 4711}. */
    static String words(TableDifference difference) {
        return switch (difference.kind()) {
            case TABLE_GONE ->
                "table %s dropped with %s".formatted(difference.table(), Amount.count(difference.rowsBefore(), "row"));
            case COLUMNS_GONE ->
                "%s dropped, in %s".formatted(columns(difference), Amount.count(difference.rowsBefore(), "row"));
            case NOT_COMPARABLE -> "%s altered beyond comparison".formatted(columns(difference));
            case ROWS -> rows(difference);
        };
    }

    private static String columns(TableDifference difference) {
        return difference.columns().stream()
                .map(column -> difference.table() + "." + column)
                .collect(Collectors.joining(", "));
    }

    private static String rows(TableDifference difference) {
        DifferingRows rows = difference.rows();
        List<String> parts = new ArrayList<>();
        if (rows != null && rows.sample() != null) {
            parts.add("about %d %% of %s of %s altered"
                    .formatted(
                            Math.round(100.0
                                    * rows.sample().differing()
                                    / rows.sample().of()),
                            Amount.count(difference.rowsBefore(), "row"),
                            difference.table()));
        } else if (rows != null) {
            add(parts, rows.altered(), "altered", difference);
            add(parts, rows.lost(), "deleted", difference);
            add(parts, rows.added(), "added", difference);
            add(parts, rows.alteredOrAdded(), "altered or added", difference);
            if (rows.more() != null && rows.more() > 0) {
                parts.add("about %d more".formatted(rows.more()));
            }
        }
        return parts.isEmpty()
                ? "rows of %s altered, which has %d and had %d"
                        .formatted(difference.table(), difference.rowsNow(), difference.rowsBefore())
                : String.join("; ", parts);
    }

    private static void add(List<String> parts, List<List<String>> keys, String done, TableDifference difference) {
        if (keys.isEmpty()) {
            return;
        }
        String named =
                keys.stream().limit(NAMED).map(key -> String.join("/", key)).collect(Collectors.joining(", "));
        String more = keys.size() > NAMED ? " and %d more".formatted(keys.size() - NAMED) : "";
        parts.add("%s of %s %s: %s %s%s"
                .formatted(
                        Amount.count(keys.size(), "row"),
                        difference.table(),
                        done,
                        String.join("/", difference.rows().key()),
                        named,
                        more));
    }
}
