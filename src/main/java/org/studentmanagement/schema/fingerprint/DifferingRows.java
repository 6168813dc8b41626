package org.studentmanagement.schema.fingerprint;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of a table that are not as they were, each by the values of its key.
 *
 * @param key the columns of the key
 * @param altered are there, with another value in some column
 * @param lost are not there any more
 * @param added were not there before
 * @param more how many others were not, either
 */
@RegisterForReflection
public record DifferingRows(
        List<String> key, List<List<String>> altered, List<List<String>> lost, List<List<String>> added, long more) {
    /** How many new rows are named; as many as were there before may have been altered or lost. */
    private static final int MOST = 10_000;

    public DifferingRows {
        altered = sorted(altered);
        lost = sorted(lost);
        added = sorted(added);
    }

    /** Null where too little was saved: of a table without a primary key, or a large one. */
    static DifferingRows of(Snapshot present, RowHashQuery query, TableFingerprint before) throws SQLException {
        if (before.each() == null) {
            return null;
        }
        Map<List<String>, Long> missing = new HashMap<>();
        before.each().forEach(row -> missing.put(row.key(), row.hash()));
        List<List<String>> altered = new ArrayList<>();
        List<List<String>> added = new ArrayList<>();
        long[] more = {0};
        present.readMany(query.each(), rows -> {
            while (rows.next()) {
                KeyedHash row = KeyedHash.read(rows, before.key().size());
                Long hash = missing.remove(row.key());
                if (hash != null && hash != row.hash()) {
                    altered.add(row.key());
                } else if (hash == null && added.size() < MOST) {
                    added.add(row.key());
                } else if (hash == null) {
                    more[0]++;
                }
            }
        });
        return new DifferingRows(before.key(), altered, List.copyOf(missing.keySet()), added, more[0]);
    }

    /** Null if no others differ. */
    DifferingRows without(Set<List<String>> keys) {
        DifferingRows left = new DifferingRows(key, except(altered, keys), except(lost, keys), added, more);
        return Stream.of(left.altered, left.lost, left.added).allMatch(List::isEmpty) ? null : left;
    }

    private static List<List<String>> except(List<List<String>> rows, Set<List<String>> keys) {
        return rows.stream().filter(row -> !keys.contains(row)).toList();
    }

    /** By number where the values are numbers: a shorter one is less. */
    private static List<List<String>> sorted(List<List<String>> keys) {
        Comparator<List<String>> order = (a, b) -> 0;
        for (int i = 0; i < (keys.isEmpty() ? 0 : keys.get(0).size()); i++) {
            int column = i;
            boolean numbers = keys.stream().allMatch(key -> key.get(column).matches("\\d+"));
            order = order.thenComparing(
                    key -> key.get(column),
                    numbers
                            ? Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder())
                            : Comparator.naturalOrder());
        }
        return keys.stream().sorted(order).toList();
    }
}
