package org.studentmanagement.schema.author;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;

/**
 * What the current schema of a database has of all that entities can express.
 *
 * @param sequences without those of identity columns
 * @param checks which are not compared
 */
record MappedSchema(Map<String, MappedTable> tables, Map<String, MappedSequence> sequences, Set<Check> checks) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Time types that say their default precision are those that do not. Generated columns have no default. A sequence that
     * only its name ties to a key, as Hibernate gives it, is that key's. Indexes are left out that an entity has no words for:
     * of expressions, of some rows, of other methods.
     */
    private static final String SQL = """
            WITH relation AS (
                SELECT oid, relname, relkind, quote_ident(relname) AS name
                FROM pg_class
                WHERE relnamespace = current_schema::regnamespace AND relname NOT IN (record_tables)
            ), counter AS (
                SELECT seqrelid, relname,
                    json_build_object('name', name, 'increment', seqincrement, 'start', seqstart) AS sequence
                FROM pg_sequence
                JOIN relation ON oid = seqrelid
            ), field AS (
                SELECT attrelid, attnum, json_build_object('table', name, 'name', quote_ident(attname),
                    'type', regexp_replace(format_type(atttypid, atttypmod), '^(time|timestamp)\\(6\\)', '\\1'),
                    'nullable', NOT attnotnull,
                    'fallback', CASE attgenerated WHEN '' THEN pg_get_expr(adbin, adrelid) END,
                    'generation', json_build_object(
                        'identity', CASE attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END,
                        'sequence', source.sequence, 'serial', coalesce(source.owned AND atthasdef, false)),
                    'remark', col_description(attrelid, attnum),
                    'uses', json_build_object('none', uses.nothing, 'plain', uses.plain)) AS json
                FROM relation
                JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                LEFT JOIN LATERAL (
                    SELECT sequence, deptype IS NOT NULL AS owned
                    FROM counter
                    LEFT JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = seqrelid
                        AND refclassid = 'pg_class'::regclass AND refobjid = attrelid AND refobjsubid = attnum
                    WHERE CASE
                        WHEN attidentity <> '' THEN deptype = 'i'
                        WHEN atthasdef THEN EXISTS (
                            SELECT FROM pg_depend
                            WHERE classid = 'pg_attrdef'::regclass AND objid = pg_attrdef.oid AND refobjid = seqrelid)
                        ELSE counter.relname = relation.relname || '_seq' AND EXISTS (
                            SELECT FROM pg_index WHERE indrelid = attrelid AND indisprimary AND indkey::text = attnum::text)
                        END
                    LIMIT 1) source ON true
                CROSS JOIN LATERAL (
                    SELECT coalesce(bool_and(contype IS NOT DISTINCT FROM 'n'), true) AS nothing,
                        coalesce(bool_and(coalesce(
                            contype IN ('n', 'c', 'u', 'f') AND conrelid = attrelid, indexrelid IS NOT NULL)), true) AS plain
                    FROM pg_depend
                    LEFT JOIN pg_constraint ON classid = 'pg_constraint'::regclass AND pg_constraint.oid = objid
                    LEFT JOIN pg_index ON classid = 'pg_class'::regclass AND indexrelid = objid
                        AND indexprs IS NULL AND indpred IS NULL
                    WHERE refclassid = 'pg_class'::regclass AND refobjid = attrelid AND refobjsubid = attnum) uses
                WHERE relkind IN ('r', 'p')
            ), key AS (
                SELECT conrelid AS relation, conname::text AS name, true AS is_constraint,
                    CASE contype WHEN 'p' THEN 'PRIMARY' WHEN 'u' THEN 'UNIQUE' ELSE 'FOREIGN' END AS kind,
                    conkey AS columns, confrelid AS target, confkey AS target_columns,
                    regexp_replace(pg_get_constraintdef(oid), ' NOT VALID$', '') AS definition
                FROM pg_constraint
                WHERE contype IN ('p', 'u', 'f')
                UNION ALL
                SELECT indrelid, relname::text, false, CASE WHEN indisunique THEN 'UNIQUE' ELSE 'INDEX' END,
                    indkey::int2[], 0, NULL, regexp_replace(pg_get_indexdef(indexrelid), '^.* USING ', '')
                FROM pg_index
                JOIN pg_class ON oid = indexrelid
                WHERE indexprs IS NULL AND indpred IS NULL AND indnatts = indnkeyatts
                  AND relam = (SELECT oid FROM pg_am WHERE amname = 'btree')
                  AND NOT EXISTS (SELECT FROM pg_opclass WHERE oid = ANY (indclass) AND NOT opcdefault)
                  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
            )
            SELECT json_build_object(
                'tables', (
                    SELECT coalesce(json_object_agg(name, json_build_object('name', name,
                        'remark', obj_description(oid, 'pg_class'),
                        'columns', ARRAY(SELECT json FROM field WHERE attrelid = oid ORDER BY attnum),
                        'keys', ARRAY(
                            SELECT json_build_object('table', relation.name, 'name', quote_ident(key.name), 'kind', kind,
                                'constraint', is_constraint, 'definition', definition,
                                'columns', ARRAY(
                                    SELECT quote_ident(attname)
                                    FROM unnest(columns) WITH ORDINALITY AS part (number, place)
                                    JOIN pg_attribute ON attrelid = relation AND attnum = number
                                    ORDER BY place),
                                'target', CASE target WHEN 0 THEN '' ELSE target::regclass::text END,
                                'targetColumns', ARRAY(
                                    SELECT quote_ident(attname)
                                    FROM unnest(target_columns) WITH ORDINALITY AS part (number, place)
                                    JOIN pg_attribute ON attrelid = target AND attnum = number
                                    ORDER BY place))
                            FROM key
                            WHERE relation = oid
                            ORDER BY key.name COLLATE "C")) ORDER BY relname COLLATE "C"), '{}')
                    FROM relation
                    WHERE relkind IN ('r', 'p')),
                'sequences', (
                    SELECT coalesce(json_object_agg(sequence ->> 'name', sequence ORDER BY relname COLLATE "C"), '{}')
                    FROM counter
                    WHERE NOT EXISTS (
                        SELECT FROM pg_depend
                        WHERE classid = 'pg_class'::regclass AND objid = seqrelid AND deptype = 'i')),
                'checks', ARRAY(
                    SELECT json_build_object('table', name,
                        'definition', regexp_replace(pg_get_constraintdef(pg_constraint.oid), ' NOT VALID$', ''))
                    FROM pg_constraint
                    JOIN relation ON relation.oid = conrelid
                    WHERE contype = 'c'))
            """;

    record Check(String table, String definition) {}

    static MappedSchema read(Connection connection) throws SQLException {
        try {
            return JSON.readValue(Jdbc.string(connection, RecordTables.named(SQL)), MappedSchema.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with what no schema of Hibernate says: from which sequences the entities draw. */
    MappedSchema drawing(Map<String, String> drawn) {
        Map<String, MappedTable> drawing = new LinkedHashMap<>(tables);
        drawing.replaceAll((name, table) -> table.withColumns(table.columns().stream()
                .map(column -> column.drawnFrom(sequence(drawn.get(MappedObject.plain(column.path())))))
                .toList()));
        return new MappedSchema(drawing, sequences, checks);
    }

    /** The columns that draw from a sequence which is not an identity's own. */
    Stream<MappedColumn> drawingFrom(String sequence) {
        return tables.values().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.generation()
                        .drawn()
                        .filter(source -> source.name().equals(sequence))
                        .isPresent());
    }

    private Optional<MappedSequence> sequence(String plainName) {
        return sequences.values().stream()
                .filter(sequence -> MappedObject.plain(sequence.name()).equals(plainName))
                .findFirst();
    }
}
