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

    /** Above this many bytes a table is counted no further than to {@link #TOO_MANY}, and that only without an estimate. */
    private static final long SMALL = 64L << 20;

    /** A guess, for a table that was never analysed and may not be read. */
    private static final long BYTES_OF_A_ROW = 100;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /**
     * A table.
     *
     * @param precision what stands before the number of rows: nothing, about or at least
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
                connection, """
                SELECT reltuples, coalesce(
                    (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(pg_class.oid)),
                    pg_total_relation_size(oid))::bigint
                FROM pg_class
                WHERE oid = to_regclass(?) AND relkind IN ('r', 'p', 'm')
                """, row -> new Size("about ", (long) row.getDouble(1), row.getLong(2)), table.toString());
        return estimated.isPresent() ? Optional.of(counted(table, estimated.get())) : estimated;
    }

    private Size counted(QualifiedName table, Size estimated) throws SQLException {
        long bytes = estimated.bytes;
        boolean whole = bytes < SMALL;
        if (!whole && estimated.rows >= 0) {
            return estimated;
        }
        try {
            String rows = "SELECT FROM %s%s".formatted(table, whole ? "" : " LIMIT " + TOO_MANY);
            long count = Jdbc.number(connection, "SELECT count(*) FROM (%s) AS counted".formatted(rows));
            return new Size(whole ? "" : "at least ", count, bytes);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return estimated.rows < 0 ? new Size("about ", bytes / BYTES_OF_A_ROW, bytes) : estimated;
            }
            throw e;
        }
    }
}
