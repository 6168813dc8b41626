package org.studentmanagement.schema.rehearsal;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.fingerprint.Comparison;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.Snapshot;
import org.studentmanagement.schema.fingerprint.TableDifference;
import org.studentmanagement.schema.fingerprint.TableFingerprint;
import org.studentmanagement.schema.rehearsal.RehearsalStep.WrittenTables;

/**
 * What the rows of a copy are known to be, over the tables and columns that it had when it was made. Tables are read one by
 * one and no more often than need be, because reading a large one takes its time.
 */
final class KnownRows {
    private final Datasource copy;
    private final Set<String> columns = new HashSet<>();
    private Fingerprint known;

    KnownRows(Datasource copy, Fingerprint known) {
        this.copy = copy;
        this.known = known;
        known.tables()
                .forEach((table, rows) -> rows.columns().keySet().forEach(column -> columns.add(table + "." + column)));
    }

    /** The rows without what is to be altered on purpose. */
    Fingerprint without(List<DeclaredChange> intentions) throws SQLException {
        Set<String> altered = intentions.stream().map(DeclaredChange::what).collect(Collectors.toSet());
        Set<String> partly = intentions.stream()
                .map(DeclaredChange::table)
                .filter(table -> !altered.contains(table))
                .collect(Collectors.toSet());
        SortedMap<String, TableFingerprint> rows =
                only(known, table -> !altered.contains(table) && !partly.contains(table));
        rows.putAll(read(partly::contains, column -> !altered.contains(column)));
        return of(rows);
    }

    List<TableDifference> differences(Fingerprint before, WrittenTables touched) throws SQLException {
        SortedMap<String, TableFingerprint> suspects = only(before, touched::includes);
        if (suspects.isEmpty()) {
            return List.of();
        }
        try (Snapshot snapshot = Snapshot.open(copy)) {
            return Comparison.of(of(suspects), snapshot);
        }
    }

    void renew(Set<String> tables) throws SQLException {
        SortedMap<String, TableFingerprint> rows = only(known, table -> !tables.contains(table));
        rows.putAll(read(table -> tables.contains(table) && known.tables().containsKey(table), column -> true));
        known = of(rows);
    }

    private Map<String, TableFingerprint> read(Predicate<String> tables, Predicate<String> wanted) throws SQLException {
        if (known.tables().keySet().stream().noneMatch(tables)) {
            return Map.of();
        }
        try (Snapshot snapshot = Snapshot.open(copy)) {
            return Fingerprint.take(snapshot, tables, column -> columns.contains(column) && wanted.test(column))
                    .tables();
        }
    }

    private static SortedMap<String, TableFingerprint> only(Fingerprint fingerprint, Predicate<String> tables) {
        SortedMap<String, TableFingerprint> kept = new TreeMap<>(fingerprint.tables());
        kept.keySet().removeIf(tables.negate());
        return kept;
    }

    private Fingerprint of(SortedMap<String, TableFingerprint> tables) {
        return new Fingerprint(
                known.format(), known.database(), known.server(), known.revision(), known.taken(), tables);
    }
}
