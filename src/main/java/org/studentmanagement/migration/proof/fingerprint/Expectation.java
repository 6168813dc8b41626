package org.studentmanagement.migration.proof.fingerprint;

import static org.studentmanagement.migration.proof.fingerprint.Journal.Side.AFTER;
import static org.studentmanagement.migration.proof.fingerprint.Journal.Side.BEFORE;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.studentmanagement.migration.proof.fingerprint.Fingerprinting.Total;
import org.studentmanagement.migration.proof.fingerprint.Journal.Side;

/** What a table should be like, after all that others have written to it since its fingerprint was saved. */
final class Expectation {
    private static final int FETCH_SIZE = 10_000;

    private final Connection connection;
    private final Journal journal;
    private final TableShape table;
    private final RowQuery query;
    private final TableFingerprint saved;

    Expectation(Connection connection, Journal journal, TableShape table, RowQuery query, TableFingerprint saved) {
        this.connection = connection;
        this.journal = journal;
        this.table = table;
        this.query = query;
        this.saved = saved;
    }

    TableFingerprint fingerprint() throws SQLException {
        Total gone = total(BEFORE);
        Total come = total(AFTER);
        long rows = saved.rows() - gone.rows + come.rows;
        BigInteger sum = saved.sum().subtract(gone.sum).add(come.sum);
        return new TableFingerprint(
                saved.columns(),
                saved.key(),
                rows,
                sum,
                saved.each() == null ? null : each(),
                saved.cells() == null ? null : cells(),
                saved.sample() == null ? null : sample());
    }

    private Total total(Side side) throws SQLException {
        Total total = new Total();
        read(query.total(), side, total::add);
        return total;
    }

    private List<Cell> cells() throws SQLException {
        int keyColumns = saved.key().size();
        Cells gone = new Cells(keyColumns);
        Cells come = new Cells(keyColumns);
        read(query.cells(), BEFORE, gone::add);
        read(query.cells(), AFTER, come::add);
        return Cells.of(saved.cells(), keyColumns).minus(gone.minus(come)).list();
    }

    /**
     * A row that is not at the end of a whole chain of writes was altered by somebody else as well: then it is expected as
     * it was saved, and so is found.
     */
    private List<KeyedHash> each() throws SQLException {
        Map<KeyedHash, Integer> images = new LinkedHashMap<>();
        saved.each().forEach(row -> images.put(row, 1));
        count(images, BEFORE, -1);
        count(images, AFTER, 1);
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

    private void count(Map<KeyedHash, Integer> images, Side side, int step) throws SQLException {
        read(query.each(), side, rows -> {
            while (rows.next()) {
                images.merge(RowQuery.keyedHash(rows, saved.key().size()), step, Integer::sum);
            }
        });
    }

    /** Without the rows that others have written. */
    private List<KeyedHash> sample() throws SQLException {
        Map<List<String>, KeyedHash> sample = new HashMap<>();
        saved.sample().forEach(row -> sample.put(row.key(), row));
        read(query.each(), BEFORE, rows -> {
            while (rows.next()) {
                sample.remove(RowQuery.keyedHash(rows, saved.key().size()).key());
            }
        });
        return List.copyOf(sample.values());
    }

    private void read(String wanted, Side side, Reader.Sink sink) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (var rows =
                    statement.executeQuery(wanted.replace(Reader.SOURCE, journal.images(table, saved.key(), side)))) {
                sink.accept(rows);
            }
        }
    }
}
