package org.studentmanagement.schema.author;

/** The queries behind {@link MappedSchema}, which read the current schema. */
final class MappedSchemaQuery {
    static final String TABLES = """
            SELECT quote_ident(relname), obj_description(oid, 'pg_class')
            FROM pg_class
            WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema)
              AND relkind IN ('r', 'p') AND relname NOT IN (record_tables)
            ORDER BY relname COLLATE "C"
            """;

    /**
     * Time types that say their default precision are those that do not. Generated columns have no default. A sequence that
     * only its name ties to a key, as Hibernate gives it, is that key's.
     */
    static final String COLUMNS = """
            SELECT quote_ident(relname) AS table, quote_ident(attname) AS name,
                regexp_replace(format_type(atttypid, atttypmod), '^(time|timestamp)\\(6\\)', '\\1') AS type,
                NOT attnotnull AS nullable,
                CASE attgenerated WHEN '' THEN pg_get_expr(adbin, adrelid) END AS fallback,
                CASE attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity,
                quote_ident(source.drawn) AS sequence,
                coalesce(source.owned AND atthasdef, false) AS serial,
                uses.nothing, uses.plain,
                col_description(pg_class.oid, attnum) AS remark
            FROM pg_class
            JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            LEFT JOIN LATERAL (
                SELECT sequence.relname AS drawn, deptype IS NOT NULL AS owned
                FROM pg_class sequence
                LEFT JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = sequence.oid
                    AND refclassid = 'pg_class'::regclass AND refobjid = attrelid AND refobjsubid = attnum
                WHERE sequence.relkind = 'S' AND sequence.relnamespace = pg_class.relnamespace
                  AND CASE
                    WHEN attidentity <> '' THEN deptype = 'i'
                    WHEN atthasdef THEN EXISTS (
                        SELECT FROM pg_depend
                        WHERE classid = 'pg_attrdef'::regclass AND objid = pg_attrdef.oid AND refobjid = sequence.oid)
                    ELSE sequence.relname = pg_class.relname || '_seq' AND EXISTS (
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
            WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema)
              AND relkind IN ('r', 'p')
            ORDER BY relname COLLATE "C", attnum
            """;

    /** Indexes are left out that an entity has no words for: of expressions, of some rows, of other methods. */
    static final String KEYS = """
            WITH key AS (
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
            SELECT quote_ident(relname) AS table, quote_ident(name) AS name, kind, is_constraint, definition,
                (SELECT array_agg(quote_ident(attname) ORDER BY place)
                 FROM unnest(columns) WITH ORDINALITY AS part (number, place)
                 JOIN pg_attribute ON attrelid = relation AND attnum = number) AS columns,
                CASE target WHEN 0 THEN '' ELSE target::regclass::text END AS target,
                (SELECT array_agg(quote_ident(attname) ORDER BY place)
                 FROM unnest(target_columns) WITH ORDINALITY AS part (number, place)
                 JOIN pg_attribute ON attrelid = target AND attnum = number) AS target_columns
            FROM key
            JOIN pg_class ON oid = relation
            WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema)
            ORDER BY relname COLLATE "C", name COLLATE "C"
            """;

    static final String SEQUENCES = """
            SELECT quote_ident(relname), seqincrement, seqstart
            FROM pg_sequence
            JOIN pg_class ON oid = seqrelid
            WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema)
              AND relname NOT IN (record_tables)
            ORDER BY relname COLLATE "C"
            """;

    static final String CHECKS = """
            SELECT quote_ident(relname), regexp_replace(pg_get_constraintdef(pg_constraint.oid), ' NOT VALID$', '')
            FROM pg_constraint
            JOIN pg_class ON pg_class.oid = conrelid
            WHERE contype = 'c' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema)
            ORDER BY relname COLLATE "C", conname COLLATE "C"
            """;

    private MappedSchemaQuery() {}
}
