package org.studentmanagement.schema.fingerprint;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.studentmanagement.schema.catalog.TableShape;
import org.studentmanagement.terminal.Progress;

/** Takes the fingerprint of all tables of a snapshot. */
final class Fingerprinting {
    /** Of a table up to this size each row is kept: some hundred thousand. */
    private static final long SMALL = 16L << 20;

    private final Snapshot snapshot;
    private final List<TableShape> tables;
    private final Predicate<String> wanted;

    Fingerprinting(Snapshot snapshot, Predicate<String> tables, Predicate<String> columns) {
        this.snapshot = snapshot;
        this.tables = snapshot.tables().stream()
                .filter(table -> tables.test(table.name()))
                .toList();
        wanted = columns;
    }

    Fingerprint take() throws SQLException {
        long bytes = tables.stream().mapToLong(TableShape::bytes).sum();
        SortedMap<String, TableFingerprint> taken = new TreeMap<>();
        try (Progress progress = Progress.passing("Fingerprinting", bytes)) {
            for (TableShape table : tables) {
                taken.put(table.name(), take(table));
                progress.advance(table.bytes());
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

    private TableFingerprint take(TableShape table) throws SQLException {
        SortedMap<String, String> columns = new TreeMap<>(table.columns());
        columns.keySet().removeIf(column -> !wanted.test(table.name() + "." + column));
        RowHashQuery query = new RowHashQuery(columns, table, table.key());
        if (table.key().isEmpty() || table.bytes() > SMALL) {
            Total total = Total.of(snapshot, query);
            return new TableFingerprint(columns, table.key(), total.rows(), total.sum(), null);
        }
        List<KeyedHash> each = new ArrayList<>();
        snapshot.readMany(
                query.each(),
                rows -> each.addAll(KeyedHash.all(rows, table.key().size())));
        BigInteger sum =
                each.stream().map(row -> BigInteger.valueOf(row.hash())).reduce(BigInteger.ZERO, BigInteger::add);
        return new TableFingerprint(columns, table.key(), each.size(), sum, each);
    }

    /** Count and sum of a table. */
    record Total(long rows, BigInteger sum) {
        static Total of(Snapshot snapshot, RowHashQuery query) throws SQLException {
            List<Total> total = new ArrayList<>();
            snapshot.read(query.total(), row -> {
                row.next();
                total.add(new Total(row.getLong(1), row.getBigDecimal(2).toBigInteger()));
            });
            return total.get(0);
        }
    }
}
