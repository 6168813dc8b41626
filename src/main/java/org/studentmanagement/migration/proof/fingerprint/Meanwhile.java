package org.studentmanagement.migration.proof.fingerprint;

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

/**
 * What others have written since a fingerprint was taken, from a journal that has each row as it was before and after. Both
 * are taken into account as if the fingerprint had been saved after them, so that only what nobody took down is a
 * difference: exactly, for any number of rows, because all that is kept of rows are sums.
 */
public final class Meanwhile {
    private static final int FETCH_SIZE = 10_000;

    private final String journal;
    private final String snapshot;

    private Meanwhile(String journal, String snapshot) {
        this.journal = journal;
        this.snapshot = snapshot;
    }

    /**
     * What comes after a snapshot.
     *
     * @param journal a table: {@code name} of the table that was written to, {@code writer} the transaction, {@code before}
     *     and {@code after} the row as JSON, NULL where there was none
     */
    public static Meanwhile since(Snapshot snapshot, String journal) throws SQLException {
        try (var statement = snapshot.connection().createStatement();
                var rows = statement.executeQuery("SELECT pg_current_snapshot()")) {
            rows.next();
            return new Meanwhile(journal, rows.getString(1));
        }
    }

    /** How many rows others have written up to a later snapshot. */
    public long rows(Snapshot present) throws SQLException {
        return rows(present.connection(), "true");
    }

    /** The fingerprint of a table as it should be now. */
    TableFingerprint expected(Snapshot present, TableShape table, RowQuery query, TableFingerprint saved)
            throws SQLException {
        // A connection of its own: a row that does not fit the table any more ends the transaction.
        try (Connection connection = present.join()) {
            if (rows(connection, "journal.name = " + literal(table.name())) == 0) {
                return saved;
            }
            return new Table(connection, table, query, saved).expected();
        }
    }

    private long rows(Connection connection, String condition) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM %s journal WHERE %s AND %s".formatted(journal, condition, later()))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String later() {
        return "NOT pg_visible_in_snapshot(journal.writer, %s)".formatted(literal(snapshot));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private final class Table {
        private static final String BEFORE = "before";
        private static final String AFTER = "after";

        private final Connection connection;
        private final TableShape table;
        private final RowQuery query;
        private final TableFingerprint saved;

        Table(Connection connection, TableShape table, RowQuery query, TableFingerprint saved) {
            this.connection = connection;
            this.table = table;
            this.query = query;
            this.saved = saved;
        }

        TableFingerprint expected() throws SQLException {
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

        private Total total(String image) throws SQLException {
            Total total = new Total();
            read(query.total(), image, total::add);
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

        private void count(Map<KeyedHash, Integer> images, String image, int step) throws SQLException {
            read(query.each(), image, rows -> {
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

        private void read(String wanted, String image, Reader.Sink sink) throws SQLException {
            String source = """
                    (SELECT image.* FROM %s journal, json_populate_record(NULL::%s, journal.%s) image
                    WHERE journal.name = %s AND journal.%3$s IS NOT NULL AND %5$s) images""".formatted(journal, RowHash.quoted(table.name()), image, literal(table.name()), later());
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_SIZE);
                try (var rows = statement.executeQuery(wanted.replace(Reader.SOURCE, source))) {
                    sink.accept(rows);
                }
            }
        }
    }
}
