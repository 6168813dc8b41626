package org.studentmanagement.schema.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.studentmanagement.database.Jdbc;

/**
 * A table of the current schema. Those of extensions and those in which migrations keep their records
 * are none.
 *
 * @param columns their types by name
 * @param key the columns of the primary key, in its order
 * @param source the table with its partitions, and without those that only inherit from it, as it follows FROM
 * @param bytes of its rows
 */
@RegisterForReflection
public record TableShape(String name, SortedMap<String, String> columns, List<String> key, String source, long bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TABLES = """
            FROM pg_class
            WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
              AND relname NOT IN (record_tables)
              AND NOT EXISTS (
                  SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            ORDER BY relname
            """;

    private static final String SHAPE = """
            SELECT json_build_object('name', relname,
                'columns', (
                    SELECT coalesce(json_object_agg(attname, format_type(atttypid, atttypmod)), '{}')
                    FROM pg_attribute
                    WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped),
                'key', ARRAY(
                    SELECT attname
                    FROM pg_index, unnest(indkey) WITH ORDINALITY AS member (number, position)
                    JOIN pg_attribute ON attnum = number
                    WHERE indisprimary AND indrelid = pg_class.oid AND attrelid = indrelid
                    ORDER BY position),
                'source', CASE relkind WHEN 'r' THEN 'ONLY ' ELSE '' END || quote_ident(relname),
                'bytes', (
                    SELECT coalesce(sum(pg_relation_size(part)), 0)
                    FROM (SELECT relid FROM pg_partition_tree(pg_class.oid) UNION SELECT pg_class.oid) AS own (part)))
            """;

    /** Needs no lock on them. */
    public static List<String> names(Connection connection) throws SQLException {
        return Jdbc.strings(connection, RecordTables.named("SELECT relname " + TABLES));
    }

    public static List<TableShape> read(Connection connection) throws SQLException {
        return Jdbc.list(connection, RecordTables.named(SHAPE + TABLES), TableShape::of);
    }

    private static TableShape of(ResultSet row) throws SQLException {
        try {
            return JSON.readValue(row.getString(1), TableShape.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
