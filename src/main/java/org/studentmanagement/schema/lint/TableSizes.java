package org.studentmanagement.schema.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.studentmanagement.database.Jdbc;

/** The tables of a database with their rows and bytes. It takes the right to read the catalog; to count, that to read the table. */
final class TableSizes {
    /** From this many rows on, a table cannot stand still without anybody noticing. */
    private static final long MANY = 10_000;

    /** From this many rows on, they are not to be changed in one transaction. */
    private static final long TOO_MANY = 100_000;

    /** Up to this many bytes the rows of a table are counted. */
    private static final long SMALL = 64L << 20;

    /** Of a table that was never analysed, the rows are guessed from its bytes. */
    private static final String SIZE = """
            SELECT CASE WHEN reltuples < 0 THEN bytes / 100 ELSE reltuples END, bytes
            FROM pg_class, LATERAL (SELECT coalesce(
                (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(pg_class.oid)),
                pg_total_relation_size(pg_class.oid))::bigint AS bytes) size
            WHERE oid = to_regclass(?) AND relkind IN ('r', 'p', 'm')
            """;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /**
     * A table.
     *
     * @param precision what stands before the number of rows: nothing or about
     * @param bytes with indexes and large values
     */
    record Size(String precision, long rows, long bytes) {
        boolean large() {
            return rows >= MANY;
        }

        boolean tooLargeForOneTransaction() {
            return rows >= TOO_MANY;
        }

        @Override
        public String toString() {
            String size = bytes < 10L << 20 ? "%,d kB".formatted(bytes >> 10) : "%,d MB".formatted(bytes >> 20);
            return "%s%,d rows, %s".formatted(precision, rows, size);
        }
    }

    private final Connection connection;
    private final Map<QualifiedName, Optional<Size>> known = new HashMap<>();

    TableSizes(Connection connection) {
        this.connection = connection;
    }

    /** What there is of a table; none where the database has it not. */
    Optional<Size> find(QualifiedName table) throws SQLException {
        if (!known.containsKey(table)) {
            known.put(table, read(table));
        }
        return known.get(table);
    }

    private Optional<Size> read(QualifiedName table) throws SQLException {
        Optional<Size> estimated = Jdbc.first(
                connection, SIZE, row -> new Size("about ", (long) row.getDouble(1), row.getLong(2)), table.toString());
        return estimated.isPresent() && estimated.get().bytes < SMALL
                ? Optional.of(counted(table, estimated.get()))
                : estimated;
    }

    private Size counted(QualifiedName table, Size estimated) throws SQLException {
        try {
            return new Size("", Jdbc.number(connection, "SELECT count(*) FROM " + table), estimated.bytes);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return estimated;
            }
            throw e;
        }
    }
}
