package org.studentmanagement.schema.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.studentmanagement.database.Jdbc;

/** The tables of the current schema and where they lie on disk, as of one moment. */
public final class StoredTables {
    /** Without those of extensions and those in which migrations keep their records. */
    private static final String SQL = """
            SELECT oid, relname, coalesce(pg_relation_filenode(oid), 0), pg_total_relation_size(oid),
                pg_table_size(oid),
                ARRAY(
                    SELECT concat_ws(' ', attnum, attname, atttypid, atttypmod, attcollation)
                    FROM pg_attribute
                    WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                ) AS columns,
                ARRAY(SELECT indexrelid FROM pg_index WHERE indrelid = pg_class.oid) || reltoastrelid || oid AS parts
            FROM pg_class
            WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p', 'm')
              AND relname NOT IN (record_tables)
              AND NOT EXISTS (
                  SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            """;

    /**
     * @param file another one when the table has been rewritten
     * @param bytes with indexes
     * @param bytesOfRows without
     * @param parts the table itself, its indexes, and what is stored apart
     */
    private record Stored(
            long oid, String name, long file, long bytes, long bytesOfRows, Set<String> columns, List<Long> parts) {
        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getLong("oid"),
                    row.getString("relname"),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    Set.of((String[]) row.getArray("columns").getArray()),
                    List.of((Long[]) row.getArray("parts").getArray()));
        }
    }

    private final Map<Long, Stored> tables;
    private final Map<Long, String> tableOf = new HashMap<>();

    private StoredTables(List<Stored> stored) {
        tables = stored.stream().collect(Collectors.toMap(Stored::oid, table -> table));
        stored.forEach(table -> table.parts.forEach(part -> tableOf.put(part, table.name)));
    }

    public static StoredTables read(Connection connection) throws SQLException {
        return new StoredTables(Jdbc.list(connection, RecordTables.named(SQL), Stored::of));
    }

    /** The table that a relation is, or is an index of; none if it is not among these. */
    public Optional<String> tableOf(long relation) {
        return Optional.ofNullable(tableOf.get(relation));
    }

    /** Those that lie somewhere else afterwards. */
    public Set<String> rewritten(StoredTables after) {
        return those(after, (now, then) -> then != null && then.file != now.file);
    }

    /** Those that are gone or have another name afterwards, and those without a column that they have, or of another type. */
    public Set<String> reshaped(StoredTables after) {
        return those(
                after,
                (now, then) -> then == null || !then.name.equals(now.name) || !then.columns.containsAll(now.columns));
    }

    private Set<String> those(StoredTables after, BiPredicate<Stored, Stored> differ) {
        return tables.values().stream()
                .filter(table -> differ.test(table, after.tables.get(table.oid)))
                .map(Stored::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without indexes. */
    public long bytesOfRows() {
        return tables.values().stream().mapToLong(Stored::bytesOfRows).sum();
    }

    /** With indexes. */
    public long bytes() {
        return tables.values().stream().mapToLong(Stored::bytes).sum();
    }
}
