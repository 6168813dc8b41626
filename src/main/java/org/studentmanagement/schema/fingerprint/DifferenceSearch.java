package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.studentmanagement.schema.catalog.TableShape;
import org.studentmanagement.schema.fingerprint.DifferingRows.Sample;
import org.studentmanagement.terminal.Progress;

/** Finds out which rows of a table differ from what was saved of it. */
record DifferenceSearch(Snapshot present, TableShape table, RowHashQuery query, TableFingerprint before) {
    /** How many new rows of a small table are named; as many as were there before may have been altered or lost. */
    private static final int MOST = 10_000;

    /** With more than this part of the cells differing, hardly one is of one row alone. */
    private static final double TOO_MANY = 0.7;

    /** Null where too little was saved: of a table without a primary key, or a large one whose key is not of integers. */
    static DifferingRows of(Snapshot present, TableShape table, RowHashQuery query, TableFingerprint before)
            throws SQLException {
        DifferenceSearch search = new DifferenceSearch(present, table, query, before);
        if (before.each() != null) {
            return search.byEach();
        }
        return before.cells() == null ? null : search.byCells();
    }

    private DifferingRows byEach() throws SQLException {
        Map<List<String>, Long> missing = new HashMap<>();
        before.each().forEach(row -> missing.put(row.key(), row.hash()));
        List<List<String>> altered = new ArrayList<>();
        List<List<String>> added = new ArrayList<>();
        long[] more = {0};
        read(query.each(), rows -> {
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
        return new DifferingRows(before.key(), altered, List.copyOf(missing.keySet()), added, List.of(), more[0], null);
    }

    private DifferingRows byCells() throws SQLException {
        Cells now = new Cells(before.key().size());
        read(query.cells(), now::add);
        Cells difference = now.minus(Cells.of(before.cells(), before.key().size()));
        double filled = (double) difference.list().size() / Cell.COUNT;
        if (filled > TOO_MANY) {
            return bySample();
        }
        long estimate = Math.round(-Cell.COUNT * Math.log1p(-filled));
        CellDecoder decoder = new CellDecoder(difference);
        List<KeyedHash> alive = withKeys(decoder.onlyGone());
        alive.forEach(decoder::found);
        List<Integer> pairs = decoder.pairs();
        if (!pairs.isEmpty()) {
            read(query.inCells(pairs), rows -> {
                while (rows.next()) {
                    decoder.tryPair(KeyedHash.read(rows, before.key().size()));
                }
            });
            alive = withKeys(decoder.onlyGone());
            alive.forEach(decoder::found);
        }
        return named(decoder, alive, estimate);
    }

    private DifferingRows named(CellDecoder decoder, List<KeyedHash> alive, long estimate) {
        List<List<String>> altered = new ArrayList<>(decoder.gone());
        List<List<String>> lost = new ArrayList<>(decoder.onlyGone());
        lost.removeAll(alive.stream().map(KeyedHash::key).toList());
        altered.removeAll(lost);
        List<List<String>> added = decoder.onlyCome();
        boolean clear = decoder.left().isEmpty();
        long images = estimate - 2L * (altered.size() + added.size()) - lost.size();
        long least = decoder.left().stream()
                        .mapToLong(cell -> Math.max(1, Math.abs(cell.rows())))
                        .sum()
                - added.size();
        return new DifferingRows(
                before.key(),
                altered,
                lost,
                clear ? added : List.of(),
                clear ? List.of() : added,
                clear ? 0 : Math.max(0, Math.max(least, images / 2)),
                null);
    }

    private DifferingRows bySample() throws SQLException {
        Map<List<String>, Long> now = withKeys(
                        before.sample().stream().map(KeyedHash::key).toList())
                .stream()
                .collect(Collectors.toMap(KeyedHash::key, KeyedHash::hash));
        List<List<String>> altered = new ArrayList<>();
        List<List<String>> lost = new ArrayList<>();
        for (KeyedHash row : before.sample()) {
            Long hash = now.get(row.key());
            if (hash == null) {
                lost.add(row.key());
            } else if (hash != row.hash()) {
                altered.add(row.key());
            }
        }
        return new DifferingRows(
                before.key(),
                altered,
                lost,
                List.of(),
                List.of(),
                null,
                new Sample(altered.size() + lost.size(), before.sample().size()));
    }

    private List<KeyedHash> withKeys(Collection<List<String>> keys) throws SQLException {
        Connection connection = present.connection();
        try (var statement = connection.prepareStatement(query.withKeys(table.name()))) {
            for (int i = 0; i < before.key().size(); i++) {
                int column = i;
                Object[] values =
                        keys.stream().map(key -> Long.valueOf(key.get(column))).toArray();
                statement.setArray(i + 1, connection.createArrayOf("bigint", values));
            }
            try (var rows = statement.executeQuery()) {
                return KeyedHash.all(rows, before.key().size());
            }
        }
    }

    private void read(String query, ParallelReader.Sink sink) throws SQLException {
        try (Progress progress = Progress.passing("Searching " + table.name(), table.bytes());
                ParallelReader reader = new ParallelReader(present, progress)) {
            reader.read(table, query, sink).await();
        }
    }
}
