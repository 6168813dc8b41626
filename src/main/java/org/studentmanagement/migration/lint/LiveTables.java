package org.studentmanagement.migration.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tables of a database with their rows and bytes. It takes the right to read the catalog; to count, that to read the table. */
final class LiveTables {
    /** From this many rows on, a table cannot stand still without anybody noticing. */
    static final long MANY = 10_000;

    /** Above this many bytes a table is not counted, unless PostgreSQL has never estimated it. */
    private static final long SMALL = 64L << 20;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /**
     * A table.
     *
     * @param rows {@link #MANY} stands for that many or more where nobody has counted further
     * @param bytes with indexes and large values
     */
    record Live(long rows, long bytes, boolean estimated) {
        boolean large() {
            return rows >= MANY;
        }

        @Override
        public String toString() {
            return "%s%,d rows, %s".formatted(estimated ? "about " : "", rows, size());
        }

        private String size() {
            return bytes < 10L << 20 ? "%,d kB".formatted(bytes >> 10) : "%,d MB".formatted(bytes >> 20);
        }
    }

    private final Connection connection;
    private final Map<Name, Optional<Live>> known = new HashMap<>();

    LiveTables(Connection connection) {
        this.connection = connection;
    }

    /** What there is of a table; none where the database has it not. */
    Optional<Live> find(Name table) throws SQLException {
        if (!known.containsKey(table)) {
            known.put(table, read(table));
        }
        return known.get(table);
    }

    private Optional<Live> read(Name table) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT reltuples, pg_total_relation_size(oid) FROM pg_class
                WHERE oid = to_regclass(?) AND relkind IN ('r', 'p', 'm')
                """)) {
            statement.setString(1, table.toString());
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                long estimate = (long) rows.getDouble(1);
                long bytes = rows.getLong(2);
                boolean counted = estimate < 0 || bytes < SMALL;
                return Optional.of(counted ? count(table, estimate, bytes) : new Live(estimate, bytes, true));
            }
        }
    }

    private Live count(Name table, long estimate, long bytes) throws SQLException {
        // Far enough to tell what is large, and no further into a table that PostgreSQL has not estimated.
        String limit = bytes < SMALL ? "" : " LIMIT " + MANY;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM (SELECT FROM %s%s) AS counted".formatted(table, limit))) {
            rows.next();
            return new Live(rows.getLong(1), bytes, bytes >= SMALL);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return new Live(estimate < 0 ? (bytes == 0 ? 0 : MANY) : estimate, bytes, true);
            }
            throw e;
        }
    }
}
