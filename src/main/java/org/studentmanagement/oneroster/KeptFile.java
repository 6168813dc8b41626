package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.studentmanagement.transfer.Column;

/** Makes the sheet of a file, each row of which is a record that keeps its sourcedId. */
final class KeptFile {
    private final RosterFile file;
    private final List<Column> columns;
    private final String rows;
    private final String table;
    private String counted = "true";
    private final List<String> locked = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> ownChecks = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();
    private final List<String> ownChanges = new ArrayList<>();
    private final List<String> ownStores = new ArrayList<>();

    /** @param rows the stored row of each line that has one, with the line, its sourcedId, noun, row_id and other_id */
    KeptFile(RosterFile file, List<Column> columns, String rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
        table = "import_" + RosterSheet.name(file);
    }

    /**
     * The sheet of a feature that stores rows of the file.
     *
     * @param its columns, each with that of the file which it is made of
     * @param lines on which its rows are, as an expression of a row {@code s}
     */
    KeptFile storedBy(String sheet, String its, String lines) {
        refusals.add(refusals(file, sheet, its, lines));
        stored.add("SELECT %s AS line, s.is_new FROM changed_%s s WHERE %1$s > 0".formatted(lines, sheet));
        return this;
    }

    /** Tables to which nobody else writes meanwhile, besides those of the features' sheets. */
    KeptFile locks(String... tables) {
        locked.addAll(Arrays.asList(tables));
        return this;
    }

    /** Of which lines {@code i} the sourcedId is one of what is there; by those of the others nothing is known. */
    KeptFile countedWhere(String condition) {
        counted = condition;
        return this;
    }

    KeptFile checks(String... statements) {
        ownChecks.addAll(Arrays.asList(statements));
        return this;
    }

    /** Queries for lines that differ from what is stored, which no sheet of a feature tells. */
    KeptFile changes(String... queries) {
        ownChanges.addAll(Arrays.asList(queries));
        return this;
    }

    KeptFile stores(String... statements) {
        ownStores.addAll(Arrays.asList(statements));
        return this;
    }

    RosterSheet sheet() {
        return new RosterSheet(file, RosterColumns.of(columns), locked, allChecks(), allChanges(), allStores());
    }

    private List<String> allChecks() {
        List<String> checks = new ArrayList<>(refusals);
        checks.addAll(ownChecks);
        checks.add("""
                UPDATE %s i SET refused_column = 'sourcedId', reason = 'is that of another record here: what it is known by does not change'
                FROM roster_known k
                WHERE i.reason IS NULL AND k.sourced_id = i.sourcedid
                  AND NOT EXISTS (SELECT FROM (%s) r WHERE r.line = i.line AND r.noun = k.noun AND r.row_id = k.id AND r.other_id = k.other_id)""".formatted(table, rows));
        checks.add("""
                UPDATE %s i SET refused_column = 'sourcedId', reason = format('is not "%%s", which this record has here', g.sourced_id)
                FROM (%s) r JOIN roster_given g ON g.noun = r.noun AND g.row_id = r.row_id AND g.other_id = r.other_id
                WHERE i.reason IS NULL AND r.line = i.line AND g.sourced_id <> i.sourcedid""".formatted(table, rows));
        return checks;
    }

    private List<String> allChanges() {
        List<String> changes = new ArrayList<>(ownChanges);
        changes.addAll(stored);
        changes.add("""
                SELECT i.line, r.line IS NULL FROM %s i LEFT JOIN (%s) r USING (line)
                WHERE i.reason IS NULL AND NOT EXISTS (SELECT FROM roster_known k WHERE k.sourced_id = i.sourcedid) AND %s""".formatted(table, rows, counted));
        return changes;
    }

    private List<String> allStores() {
        List<String> stores = new ArrayList<>(ownStores);
        // of what is gone, for what has come in its place
        stores.add("""
                UPDATE sourced_ids s SET row_id = r.row_id, other_id = r.other_id
                FROM (%s) r JOIN %s i USING (line)
                WHERE i.reason IS NULL AND s.sourced_id = r.sourcedid AND s.noun = r.noun
                  AND (s.row_id, s.other_id) <> (r.row_id, r.other_id)""".formatted(rows, table));
        stores.add("""
                INSERT INTO sourced_ids (sourced_id, noun, row_id, other_id)
                SELECT r.sourcedid, r.noun, r.row_id, r.other_id FROM (%s) r JOIN %s i USING (line)
                WHERE i.reason IS NULL AND r.sourcedid <> %s
                ON CONFLICT DO NOTHING""".formatted(rows, table, SourcedId.sql("r.noun", "r.row_id", "r.other_id")));
        return stores;
    }

    /** Refuses the lines of which a sheet of a feature has refused what it was given. */
    static String refusals(RosterFile file, String sheet, String its, String lines) {
        StringBuilder columns = new StringBuilder();
        Arrays.stream(its.split(", "))
                .map(pair -> pair.split(" "))
                .forEach(pair -> columns.append(" WHEN '%s' THEN '%s'".formatted(pair[0], pair[1])));
        return """
                UPDATE import_%s i SET refused_column = CASE s.refused_column%s END, reason = s.reason
                FROM import_%s s WHERE i.reason IS NULL AND s.reason IS NOT NULL AND %s = i.line""".formatted(RosterSheet.name(file), columns, sheet, lines);
    }
}
