package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;

/**
 * A table, and where its rows lie.
 *
 * @param columns their types by name
 * @param key the columns of the primary key, in its order
 * @param parts the table itself, or its partitions that hold rows
 */
record TableShape(String name, SortedMap<String, String> columns, List<String> key, List<Part> parts) {
    /** @param name as SQL writes it */
    record Part(String name, long bytes, boolean local) {}

    /** The tables of the current schema, without those of extensions and those in which migrations keep their records. */
    private static final String TABLES = """
            SELECT relname
            FROM pg_class
            WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
              AND relname NOT IN (record_tables)
              AND NOT EXISTS (
                  SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            ORDER BY relname
            """;

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod)
            FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
            """;

    private static final String KEY = """
            SELECT attname
            FROM pg_index, unnest(indkey) WITH ORDINALITY AS member (number, position)
            JOIN pg_attribute ON attnum = number
            WHERE indisprimary AND indrelid = ?::regclass AND attrelid = indrelid
            ORDER BY position
            """;

    private static final String PARTS = """
            SELECT oid::regclass, pg_relation_size(oid), relkind <> 'f'
            FROM pg_class
            WHERE oid IN (SELECT relid FROM pg_partition_tree(?::regclass) WHERE isleaf)
               OR oid = ?::regclass AND relkind = 'r'
            ORDER BY 1
            """;

    static List<String> names(Connection connection) throws SQLException {
        return Jdbc.strings(connection, RecordTables.named(TABLES));
    }

    static TableShape read(Connection connection, String name) throws SQLException {
        String table = RowHash.quoted(name);
        SortedMap<String, String> columns = new TreeMap<>();
        Jdbc.list(connection, COLUMNS, row -> columns.put(row.getString(1), row.getString(2)), table);
        List<Part> parts = Jdbc.list(
                connection, PARTS, row -> new Part(row.getString(1), row.getLong(2), row.getBoolean(3)), table, table);
        return new TableShape(name, columns, Jdbc.strings(connection, KEY, table), parts);
    }

    long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    boolean hasIntegerKey() {
        return !key.isEmpty()
                && key.stream().allMatch(column -> HashedForm.of(columns.get(column)) == HashedForm.INTEGER);
    }
}
