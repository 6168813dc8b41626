package org.studentmanagement.schema.fingerprint;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.studentmanagement.schema.catalog.TableShape;
import org.studentmanagement.schema.fingerprint.ParallelReader.Reading;
import org.studentmanagement.terminal.Progress;

/**
 * @param tables those of the snapshot that are to be in it
 * @param wanted which of their columns, as in {@code students.email}
 */
record Fingerprinting(Snapshot snapshot, List<TableShape> tables, Predicate<String> wanted) {
    /** Of a table up to this size each row is kept: some ten thousand. */
    private static final long SMALL = 1L << 20;

    private static final int SAMPLE = 1000;
    private static final int BLOCKS_A_ROW = 20;

    Fingerprint take() throws SQLException {
        long bytes = tables.stream().mapToLong(TableShape::bytes).sum();
        SortedMap<String, TableFingerprint> taken = new TreeMap<>();
        try (Progress progress = Progress.passing("Fingerprinting", bytes);
                ParallelReader reader = new ParallelReader(snapshot, progress)) {
            List<Reading> begun = tables.stream()
                    .map(table -> begin(reader, table, fingerprint -> taken.put(table.name(), fingerprint)))
                    .toList();
            for (Reading reading : begun) {
                reading.await();
            }
        }
        return new Fingerprint(
                Fingerprint.FORMAT,
                snapshot.text("SELECT current_database()"),
                snapshot.text("SHOW server_version"),
                snapshot.revision(),
                snapshot.taken(),
                taken);
    }

    private Reading begin(ParallelReader reader, TableShape table, Consumer<TableFingerprint> taken) {
        SortedMap<String, String> columns = new TreeMap<>(table.columns());
        columns.keySet().removeIf(column -> !wanted.test(table.name() + "." + column));
        RowHashQuery query = new RowHashQuery(columns, table.columns(), table.key());
        if (table.key().isEmpty() || !hasIntegerKey(table) && table.bytes() > SMALL) {
            Total total = new Total();
            Reading reading = reader.read(table, query.total(), total::add);
            return () -> {
                reading.await();
                taken.accept(new TableFingerprint(columns, table.key(), total.rows, total.sum, null, null, null));
            };
        }
        if (table.bytes() <= SMALL) {
            List<KeyedHash> each = new ArrayList<>();
            Reading reading = reader.read(
                    table,
                    query.each(),
                    rows -> each.addAll(KeyedHash.all(rows, table.key().size())));
            return () -> {
                reading.await();
                BigInteger sum = each.stream()
                        .map(row -> BigInteger.valueOf(row.hash()))
                        .reduce(BigInteger.ZERO, BigInteger::add);
                taken.accept(new TableFingerprint(columns, table.key(), each.size(), sum, each, null, null));
            };
        }
        Cells cells = new Cells(table.key().size());
        Reading reading = reader.read(table, query.cells(), cells::add);
        return () -> {
            reading.await();
            List<KeyedHash> sample = sample(table, query, cells.rows());
            taken.accept(
                    new TableFingerprint(columns, table.key(), cells.rows(), cells.sum(), null, cells.list(), sample));
        };
    }

    private static boolean hasIntegerKey(TableShape table) {
        return table.key().stream()
                .allMatch(column -> HashedForm.of(table.columns().get(column)) == HashedForm.INTEGER);
    }

    /** A few rows of each of some blocks, so that it takes no time and they come from everywhere. */
    private List<KeyedHash> sample(TableShape table, RowHashQuery query, long rows) throws SQLException {
        double part = Math.min(1, (double) SAMPLE / Math.max(rows, 1));
        double blocks = Math.min(1, BLOCKS_A_ROW * part);
        String source = "%s TABLESAMPLE SYSTEM (%s) WHERE random() < %s"
                .formatted(
                        RowHashQuery.quoted(table.name()),
                        BigDecimal.valueOf(100 * blocks).toPlainString(),
                        BigDecimal.valueOf(part / blocks).toPlainString());
        try (var statement = snapshot.connection().createStatement();
                var found = statement.executeQuery(query.each().replace(ParallelReader.SOURCE, source))) {
            return KeyedHash.all(found, table.key().size());
        }
    }

    static final class Total {
        long rows;
        BigInteger sum = BigInteger.ZERO;

        void add(ResultSet piece) throws SQLException {
            piece.next();
            rows += piece.getLong(1);
            sum = sum.add(piece.getBigDecimal(2).toBigInteger());
        }
    }
}
