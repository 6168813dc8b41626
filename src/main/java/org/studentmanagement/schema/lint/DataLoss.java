package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.terminal.Table;

/**
 * What goes, and does not come back, by a downgrade or by an upgrade.
 *
 * @param table by the name that it has now; null where a statement does not say what goes
 * @param column null where rows go, or the whole table
 * @param detail the type that values are cut to, or why it is not known what goes; otherwise null
 * @param rows how many rows are in the table, are deleted, or have a value that goes; {@link #UNKNOWN} where that
 * cannot be told
 */
public record DataLoss(String revision, Kind kind, String table, String column, String detail, long rows) {
    public static final long UNKNOWN = -1;

    public enum Kind {
        DROPPED,
        DELETED,
        NARROWED,
        UNREADABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean hurts() {
        return rows != 0;
    }

    /** The table or column that is not there afterwards; null where it stays. */
    public String dropped() {
        return kind == Kind.DROPPED ? name() : null;
    }

    public String what() {
        return switch (kind) {
            case DROPPED -> name();
            case DELETED -> column == null ? "rows of " + table : "values of " + name();
            case NARROWED -> "%s, to %s".formatted(name(), detail);
            case UNREADABLE -> detail;
        };
    }

    /** @throws Refused if it may not */
    public static void tell(List<DataLoss> losses, Direction direction, boolean leave, Output output) {
        boolean down = direction == Direction.DOWN;
        if (!losses.isEmpty()) {
            output.err().println(table(losses, down ? "undoing" : "running"));
        }
        if (!leave && losses.stream().anyMatch(DataLoss::hurts)) {
            throw new Refused(
                    "Nothing was %s, because what is lost does not come back: to lose it all the same, add --yes."
                            .formatted(down ? "undone" : "run"));
        }
    }

    public static String words(List<DataLoss> losses) {
        return losses.stream()
                .filter(DataLoss::hurts)
                .map(loss -> loss.rows == UNKNOWN ? loss.what() : "%s (%d rows)".formatted(loss.what(), loss.rows))
                .collect(Collectors.joining(", "));
    }

    private static Table table(List<DataLoss> losses, String revisions) {
        Table table = new Table("loses", "rows", revisions);
        losses.forEach(
                loss -> table.row(loss.what(), loss.rows == UNKNOWN ? "unknown" : (Object) loss.rows, loss.revision));
        return table;
    }

    private String name() {
        return column == null ? table : table + "." + column;
    }
}
