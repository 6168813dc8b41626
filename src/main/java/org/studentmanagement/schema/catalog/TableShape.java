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
 * A table of the current schema, and where its rows lie. Those of extensions and those in which migrations keep their records
 * are none.
 *
 * @param parts the table itself, or its partitions that hold rows
 */
@RegisterForReflection
public record TableShape(String name, SortedMap<String, String> columns, List<String> key, List<Part> parts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterForReflection
    public record Part(String name, long bytes, boolean local) {}

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
                'parts', ARRAY(
                    SELECT json_build_object('name', part.oid::regclass, 'bytes', pg_relation_size(part.oid),
                        'local', part.relkind <> 'f')
                    FROM pg_class part
                    WHERE part.oid IN (SELECT relid FROM pg_partition_tree(pg_class.oid) WHERE isleaf)
                       OR part.oid = pg_class.oid AND part.relkind = 'r'
                    ORDER BY part.oid::regclass))
            """;

    /** Needs no lock on them. */
    public static List<String> names(Connection connection) throws SQLException {
        return Jdbc.strings(connection, RecordTables.named("SELECT relname " + TABLES));
    }

    public static List<TableShape> read(Connection connection) throws SQLException {
        return Jdbc.list(connection, RecordTables.named(SHAPE + TABLES), TableShape::of);
    }

    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    private static TableShape of(ResultSet row) throws SQLException {
        try {
            return JSON.readValue(row.getString(1), TableShape.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
