package org.studentmanagement.oneroster;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/**
 * A file of the CSV binding as it is read. Its rows are stored by the sheets of the features, to which {@link RosterTranslation} brings them;
 * what these refuse is refused here, on the same lines, and what they store keeps its sourcedId.
 */
final class RosterSheet implements Sheet {
    private static final String ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final int ID_LENGTH = 36;
    private static final int MOST_IDS = 10;
    private static final String A_UUID = "a UUID: send one like 9b2c6d0e-5a34-4c1f-8d27-3e1f0a6b7c58";

    /** As PostgreSQL keeps it. */
    static final String TYPE = "uuid";

    static final Column.Rule UUID = Rules.matching(ID, ID_LENGTH, A_UUID);

    static final Column.Rule UUIDS = Rules.matching(
            ID + "(?:," + ID + ")*", MOST_IDS * (ID_LENGTH + 1), "a list of at most 10 UUIDs, with commas between");

    final RosterFile file;
    private final List<Column> columns;
    private final List<String> locked;
    private final List<String> checks;
    private final List<String> changes;
    private final List<String> stores;

    /**
     * @param locked the tables to which nobody else writes meanwhile, besides those of the features' sheets
     * @param checks statements that follow those of the features
     * @param changes queries for the lines that differ from what is stored, with {@code is_new}
     * @param stores statements behind those of the features
     */
    RosterSheet(
            RosterFile file,
            List<Column> columns,
            List<String> locked,
            List<String> checks,
            List<String> changes,
            List<String> stores) {
        this.file = file;
        this.columns = columns;
        this.locked = locked;
        this.checks = checks;
        this.changes = changes;
        this.stores = stores;
    }

    /** The table with its rows is {@code import_} and this. */
    static String name(RosterFile file) {
        return "roster_" + file.file.toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return name(file);
    }

    @Override
    public List<String> writers() {
        return List.of();
    }

    @Override
    public String table() {
        throw new UnsupportedOperationException(name());
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean passesOver(String heading) {
        return file.columns.contains(heading) || heading.startsWith("metadata.");
    }

    @Override
    public Predicate<Column> read(UnaryOperator<String> row) {
        return RosterColumns.GONE.equals(row.apply(RosterColumns.STATUS))
                ? column -> RosterColumns.ofGone(file).contains(column.name())
                : column -> true;
    }

    @Override
    public List<String> locked() {
        return locked;
    }

    @Override
    public List<String> checks(Set<String> given) {
        return checks;
    }

    @Override
    public String changes(Set<String> given) {
        return "CREATE TEMP TABLE changed_%s AS SELECT line, bool_or(is_new) AS is_new FROM (%s) c GROUP BY line"
                .formatted(name(), String.join(" UNION ALL ", changes));
    }

    @Override
    public Optional<String> deletions() {
        return Optional.of(RosterDeletions.counted(file));
    }

    @Override
    public List<String> stores() {
        return stores;
    }

    @Override
    public String export() {
        return file.all();
    }
}
