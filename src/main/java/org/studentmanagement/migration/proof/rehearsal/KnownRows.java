package org.studentmanagement.migration.proof.rehearsal;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.proof.fingerprint.Comparison;
import org.studentmanagement.migration.proof.fingerprint.Fingerprint;
import org.studentmanagement.migration.proof.fingerprint.Snapshot;
import org.studentmanagement.migration.proof.fingerprint.TableDifference;
import org.studentmanagement.migration.proof.fingerprint.TableFingerprint;
import org.studentmanagement.migration.proof.rehearsal.Step.Touched;

/** What the rows of a copy are known to be, kept up to date table by table, because reading a large one takes its time. */
final class KnownRows {
    private final Datasource copy;
    private Fingerprint known;

    private KnownRows(Datasource copy, Fingerprint known) {
        this.copy = copy;
        this.known = known;
    }

    static KnownRows take(Datasource copy) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(copy)) {
            return new KnownRows(copy, Fingerprint.take(snapshot));
        }
    }

    long count() {
        return known.rows();
    }

    /** The rows without what is to be altered on purpose. */
    Fingerprint without(List<Intention> intentions) throws SQLException {
        Set<String> tables = intentions.stream().map(Intention::table).collect(Collectors.toSet());
        Set<String> whole = intentions.stream()
                .filter(Intention::wholeTable)
                .map(Intention::what)
                .collect(Collectors.toSet());
        Set<String> columns = intentions.stream().map(Intention::what).collect(Collectors.toSet());
        SortedMap<String, TableFingerprint> kept = new TreeMap<>(known.tables());
        kept.keySet().removeAll(tables);
        tables.removeAll(whole);
        if (!tables.isEmpty()) {
            try (Snapshot snapshot = Snapshot.open(copy)) {
                kept.putAll(Fingerprint.take(snapshot, tables::contains, columns).tables());
            }
        }
        return of(kept);
    }

    /** How the tables that were touched differ from what they were. */
    List<TableDifference> differences(Fingerprint before, Touched touched) throws SQLException {
        SortedMap<String, TableFingerprint> suspects = only(before, touched::includes);
        if (suspects.isEmpty()) {
            return List.of();
        }
        try (Snapshot snapshot = Snapshot.open(copy)) {
            return Comparison.of(of(suspects), snapshot);
        }
    }

    /** Reads anew the tables that the predicate names, and forgets those that are gone. */
    void renew(Set<String> present, Predicate<String> changed) throws SQLException {
        SortedMap<String, TableFingerprint> renewed = only(known, table -> present.contains(table) && !changed.test(table));
        if (renewed.size() < present.size()) {
            try (Snapshot snapshot = Snapshot.open(copy)) {
                renewed.putAll(Fingerprint.take(snapshot, changed, Set.of()).tables());
            }
        }
        known = of(renewed);
    }

    private static SortedMap<String, TableFingerprint> only(Fingerprint fingerprint, Predicate<String> tables) {
        return fingerprint.tables().entrySet().stream()
                .filter(table -> tables.test(table.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private Fingerprint of(SortedMap<String, TableFingerprint> tables) {
        return new Fingerprint(
                known.format(), known.database(), known.server(), known.revision(), known.taken(), tables);
    }
}
