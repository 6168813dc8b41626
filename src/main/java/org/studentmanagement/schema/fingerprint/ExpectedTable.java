package org.studentmanagement.schema.fingerprint;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a table should be like, after all that others have written to it since its fingerprint was saved. */
final class ExpectedTable {
    private static final int FETCH_SIZE = 10_000;

    private final TableFingerprint saved;
    private final int keyColumns;
    private final Cells cells;
    private final Map<KeyedHash, Integer> images = new LinkedHashMap<>();
    private final Map<List<String>, KeyedHash> sample = new LinkedHashMap<>();
    private long rows;
    private BigInteger sum;

    private ExpectedTable(TableFingerprint saved) {
        this.saved = saved;
        keyColumns = saved.key().size();
        rows = saved.rows();
        sum = saved.sum();
        cells = saved.cells() == null ? null : Cells.of(saved.cells(), keyColumns);
        if (saved.each() != null) {
            saved.each().forEach(row -> images.put(row, 1));
        }
        if (saved.sample() != null) {
            saved.sample().forEach(row -> sample.put(row.key(), row));
        }
    }

    /**
     * @param connection in a transaction, which a row that does not fit the table any more ends
     * @param images the query for the rows before and after each write
     */
    static TableFingerprint of(TableFingerprint saved, Connection connection, String images) throws SQLException {
        ExpectedTable expectation = new ExpectedTable(saved);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (var rows = statement.executeQuery(images)) {
                while (rows.next()) {
                    expectation.add(rows);
                }
            }
        }
        return expectation.fingerprint();
    }

    private void add(ResultSet image) throws SQLException {
        KeyedHash row = KeyedHash.read(image, keyColumns);
        boolean gone = image.getBoolean(keyColumns + 2);
        BigInteger hash = BigInteger.valueOf(row.hash());
        rows += gone ? -1 : 1;
        sum = gone ? sum.subtract(hash) : sum.add(hash);
        if (cells != null) {
            cells.add(row, gone);
        }
        if (saved.each() != null) {
            images.merge(row, gone ? -1 : 1, Integer::sum);
        }
        if (gone) {
            sample.remove(row.key());
        }
    }

    private TableFingerprint fingerprint() {
        return new TableFingerprint(
                saved.columns(),
                saved.key(),
                rows,
                sum,
                saved.each() == null ? null : each(),
                cells == null ? null : cells.list(),
                saved.sample() == null ? null : List.copyOf(sample.values()));
    }

    /**
     * A row that is not at the end of a whole chain of writes was altered by somebody else as well: then it is expected as
     * it was saved, and so is found.
     */
    private List<KeyedHash> each() {
        images.values().removeIf(count -> count == 0);
        Map<List<String>, KeyedHash> expected = new LinkedHashMap<>();
        Set<List<String>> broken = new LinkedHashSet<>();
        images.forEach((row, count) -> {
            if (expected.put(row.key(), row) != null || count != 1) {
                broken.add(row.key());
            }
        });
        expected.keySet().removeAll(broken);
        List<KeyedHash> each = new ArrayList<>(expected.values());
        saved.each().stream().filter(row -> broken.contains(row.key())).forEach(each::add);
        return each;
    }
}
