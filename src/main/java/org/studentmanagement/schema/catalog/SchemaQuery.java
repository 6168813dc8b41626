package org.studentmanagement.schema.catalog;

/** The catalog query behind {@link Schema}: one row an object, one query so that all is of one moment. */
final class SchemaQuery {
    /**
     * The rows of a kind come in their order: columns and labels in that of their table and type, views after those that
     * they are made from, all others by name. PostgreSQL 18 keeps NOT NULL as constraints too; those are left out, since the
     * columns say it. An index that an interrupted build left behind carries a remark, because SQL has no word for it.
     */
    static final String SQL = """
            WITH RECURSIVE relation AS (
                SELECT pg_class.*, quote_ident(relname) AS name
                FROM pg_class
                WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema)
                  AND relname NOT IN (record_tables)
                  AND NOT EXISTS (
                      SELECT FROM pg_depend
                      WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            ), routine AS (
                SELECT pg_proc.*, nspname,
                    format('%I(%s)', proname, pg_get_function_identity_arguments(pg_proc.oid)) AS name
                FROM pg_proc
                JOIN pg_namespace ON pg_namespace.oid = pronamespace
                WHERE nspname = current_schema AND prokind IN ('f', 'p') AND NOT starts_with(proname, 'migration_watch')
                  AND NOT EXISTS (
                      SELECT FROM pg_depend
                      WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
            ), type AS (
                SELECT pg_type.*, quote_ident(typname) AS name
                FROM pg_type
                JOIN pg_namespace ON pg_namespace.oid = typnamespace
                WHERE nspname = current_schema AND typtype IN ('e', 'd')
                  AND NOT EXISTS (
                      SELECT FROM pg_depend
                      WHERE classid = 'pg_type'::regclass AND objid = pg_type.oid AND deptype = 'e')
            ), owned AS (
                SELECT objid AS sequence, deptype, relation.name AS owner, quote_ident(attname) AS owner_column
                FROM pg_depend
                JOIN relation ON relation.oid = refobjid
                JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
                WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')
            ), sequence AS (
                SELECT relation.name, pg_sequence.*, deptype, owner, owner_column, format_type(seqtypid, NULL) AS type,
                    CASE seqtypid WHEN 'smallint'::regtype THEN 32767 WHEN 'integer'::regtype THEN 2147483647
                        ELSE 9223372036854775807 END AS highest
                FROM pg_sequence
                JOIN relation ON relation.oid = seqrelid
                LEFT JOIN owned ON sequence = seqrelid
            ), view_level AS (
                SELECT oid AS view, 0 AS level FROM relation WHERE relkind IN ('v', 'm')
                UNION
                SELECT ev_class, level + 1
                FROM view_level
                JOIN pg_depend ON refobjid = view AND refclassid = 'pg_class'::regclass AND classid = 'pg_rewrite'::regclass
                JOIN pg_rewrite ON pg_rewrite.oid = objid AND ev_class <> view
            ), keyed AS (
                SELECT pg_constraint.*, name AS owner
                FROM pg_constraint
                JOIN relation ON relation.oid = conrelid
                WHERE contype IN ('p', 'u', 'x', 'c') OR contype = 'f' AND (conparentid = 0 OR relispartition)
            ), comment AS NOT MATERIALIZED (
                SELECT *, quote_literal(description) AS text FROM pg_description
            ), object (kind, owner, position, name, definition) AS (
                SELECT 'ENUM', '', 0, name,
                    ARRAY(SELECT quote_literal(enumlabel) FROM pg_enum WHERE enumtypid = type.oid ORDER BY enumsortorder)
                FROM type
                WHERE typtype = 'e'
                UNION ALL
                SELECT 'COMPOSITE_TYPE', '', 0, name, ARRAY(
                    SELECT format('%I %s', attname, format_type(atttypid, atttypmod))
                    FROM pg_attribute
                    WHERE attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
                    ORDER BY attnum)
                FROM relation
                WHERE relkind = 'c'
                UNION ALL
                SELECT 'DOMAIN', '', 0, name,
                    ARRAY[format_type(typbasetype, typtypmod)] || array_remove(
                        ARRAY['DEFAULT ' || typdefault, CASE WHEN typnotnull THEN 'NOT NULL' END], NULL)
                    || ARRAY(
                        SELECT format('CONSTRAINT %I %s', conname, pg_get_constraintdef(oid, true))
                        FROM pg_constraint
                        WHERE contypid = type.oid AND contype = 'c'
                        ORDER BY conname)
                FROM type
                WHERE typtype = 'd'
                UNION ALL
                SELECT 'SEQUENCE', coalesce(owner, ''), 0, name, ARRAY[
                    format('AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s',
                        type, seqincrement, seqmin, seqmax, seqstart, seqcache, CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)]
                FROM sequence
                WHERE deptype IS DISTINCT FROM 'i'
                UNION ALL
                SELECT CASE prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, '', 0, name,
                    ARRAY[rtrim(substr(text, strpos(text, quote_ident(nspname) || '.') + length(quote_ident(nspname)) + 1), E'\\n')]
                FROM routine, pg_get_functiondef(oid) text
                UNION ALL
                SELECT 'TABLE', name, 0, name, CASE relkind
                    WHEN 'p' THEN ARRAY['PARTITION BY ' || pg_get_partkeydef(oid)]
                    WHEN 'f' THEN ARRAY[(SELECT format('SERVER %I', srvname) FROM pg_foreign_table
                        JOIN pg_foreign_server ON pg_foreign_server.oid = ftserver WHERE ftrelid = relation.oid)]
                    ELSE '{}' END
                FROM relation
                WHERE relkind IN ('r', 'p', 'f')
                UNION ALL
                SELECT 'PARTITION', name, 0, inhparent::regclass::text, ARRAY[pg_get_expr(relpartbound, oid)]
                FROM relation
                JOIN pg_inherits ON inhrelid = oid
                WHERE relispartition AND relkind IN ('r', 'p', 'f')
                UNION ALL
                SELECT 'PARENT', name, 0, inhparent::regclass::text, '{}'
                FROM relation
                JOIN pg_inherits ON inhrelid = oid
                WHERE NOT relispartition AND relkind IN ('r', 'f')
                UNION ALL
                SELECT 'ROW_TYPE', name, 0, reloftype::regtype::text, '{}' FROM relation WHERE reloftype <> 0
                UNION ALL
                SELECT 'UNLOGGED', name, 0, name, '{}' FROM relation WHERE relkind = 'r' AND relpersistence = 'u'
                UNION ALL
                SELECT 'COLUMN', name, attnum, quote_ident(attname), array_remove(ARRAY[
                    format_type(atttypid, atttypmod)
                        || CASE WHEN attcollation <> typcollation THEN ' COLLATE ' || attcollation::regcollation ELSE '' END,
                    CASE
                        WHEN attidentity = 'a' THEN 'GENERATED ALWAYS AS IDENTITY'
                        WHEN attidentity = 'd' THEN 'GENERATED BY DEFAULT AS IDENTITY'
                        WHEN attgenerated <> '' THEN format('GENERATED ALWAYS AS (%s)', pg_get_expr(adbin, adrelid, true))
                            || CASE attgenerated WHEN 's' THEN ' STORED' ELSE '' END
                        WHEN atthasdef THEN 'DEFAULT ' || pg_get_expr(adbin, adrelid, true) END,
                    CASE WHEN attnotnull THEN 'NOT NULL' END], NULL)
                FROM pg_attribute
                JOIN relation ON relation.oid = attrelid
                JOIN pg_type ON pg_type.oid = atttypid
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'f')
                UNION ALL
                SELECT 'OWNED_BY', owner, 0, name, ARRAY[owner_column] FROM sequence WHERE deptype = 'a'
                UNION ALL
                SELECT 'IDENTITY_OPTIONS', owner, 0, owner_column, ARRAY[
                    format('INCREMENT BY %s SET MINVALUE %s SET MAXVALUE %s SET CACHE %s SET %s',
                        seqincrement, seqmin, seqmax, seqcache, CASE WHEN seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END)]
                FROM sequence
                WHERE deptype = 'i' AND (seqincrement, seqmin, seqmax, seqcache, seqcycle) <> (1, 1, highest, 1, false)
                UNION ALL
                SELECT CASE contype WHEN 'f' THEN 'FOREIGN_KEY' ELSE 'CONSTRAINT' END, owner, 0, quote_ident(conname),
                    ARRAY[pg_get_constraintdef(oid, true)]
                    || CASE WHEN contype IN ('p', 'u') THEN ARRAY[pg_get_indexdef(conindid, 0, true)] ELSE '{}' END
                FROM keyed
                UNION ALL
                SELECT 'INDEX', relation.name, 0, quote_ident(indexed.relname), ARRAY[
                    pg_get_indexdef(indexrelid, 0, true) || CASE WHEN indisvalid THEN '' ELSE ' /* invalid */' END]
                FROM pg_index
                JOIN pg_class indexed ON indexed.oid = indexrelid
                JOIN relation ON relation.oid = indrelid
                WHERE NOT EXISTS (SELECT FROM keyed WHERE contype <> 'f' AND conindid = indexrelid)
                  AND relation.relkind IN ('r', 'p', 'm')
                UNION ALL
                SELECT 'TRIGGER', name, 0, quote_ident(tgname), ARRAY[pg_get_triggerdef(pg_trigger.oid, true)]
                FROM pg_trigger
                JOIN relation ON relation.oid = tgrelid
                WHERE NOT tgisinternal AND NOT starts_with(tgname, 'migration_watch')
                UNION ALL
                SELECT 'TRIGGER_STATE', name, 0, quote_ident(tgname), ARRAY[
                    CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END]
                FROM pg_trigger
                JOIN relation ON relation.oid = tgrelid
                WHERE NOT tgisinternal AND tgenabled <> 'O' AND NOT starts_with(tgname, 'migration_watch')
                UNION ALL
                SELECT 'ROW_LEVEL_SECURITY', name, 0, name, ARRAY[CASE WHEN NOT relforcerowsecurity THEN 'ENABLE'
                    WHEN relrowsecurity THEN 'ENABLE ROW LEVEL SECURITY, FORCE' ELSE 'FORCE' END]
                FROM relation
                WHERE relrowsecurity OR relforcerowsecurity
                UNION ALL
                SELECT 'STORAGE_OPTION', relation.name, 0, prefix || split_part(option, '=', 1),
                    ARRAY[quote_literal(substr(option, strpos(option, '=') + 1))]
                FROM relation
                LEFT JOIN pg_class toast ON toast.oid = relation.reltoastrelid,
                LATERAL (
                    SELECT '' AS prefix, unnest(relation.reloptions) AS option
                    UNION ALL
                    SELECT 'toast.', unnest(toast.reloptions)) options
                WHERE relation.relkind IN ('r', 'm', 'v')
                UNION ALL
                SELECT 'REPLICA_IDENTITY', name, 0, name, ARRAY[CASE relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL'
                    ELSE 'USING INDEX ' || (SELECT indexrelid::regclass FROM pg_index WHERE indrelid = oid AND indisreplident) END]
                FROM relation
                WHERE relkind IN ('r', 'p', 'm') AND relreplident <> 'd'
                UNION ALL
                SELECT 'VIEW', name, (SELECT max(level) FROM view_level WHERE view = oid), name, ARRAY[
                    CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
                    E' AS\\n' || rtrim(pg_get_viewdef(oid, true), ';')]
                FROM relation
                WHERE relkind IN ('v', 'm')
                UNION ALL
                SELECT 'RULE', name, 0, quote_ident(rulename), ARRAY[rtrim(pg_get_ruledef(pg_rewrite.oid, true), ';')]
                FROM pg_rewrite
                JOIN relation ON relation.oid = ev_class
                WHERE rulename <> '_RETURN'
                UNION ALL
                SELECT 'POLICY', name, 0, quote_ident(polname), ARRAY[format('AS %s FOR %s TO %s',
                        CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                        CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                            WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                        (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE role::regrole::text END, ', ' ORDER BY role)
                            FROM unnest(polroles) role))
                    || coalesce(' USING (' || pg_get_expr(polqual, polrelid, true) || ')', '')
                    || coalesce(' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid, true) || ')', '')]
                FROM pg_policy
                JOIN relation ON relation.oid = polrelid
                UNION ALL
                SELECT 'COMMENT', CASE WHEN relkind IN ('r', 'p', 'f', 'v', 'm') THEN name ELSE coalesce(
                        (SELECT owner FROM sequence WHERE seqrelid = oid),
                        (SELECT table_.name FROM pg_index JOIN relation table_ ON table_.oid = indrelid WHERE indexrelid = relation.oid),
                        '') END,
                    objsubid, CASE WHEN objsubid > 0 THEN format('COLUMN %s.%I', name, attname) ELSE
                    CASE relkind WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'S' THEN 'SEQUENCE '
                        WHEN 'i' THEN 'INDEX ' WHEN 'c' THEN 'TYPE ' ELSE 'TABLE ' END || name END, ARRAY[text]
                FROM comment
                JOIN relation ON relation.oid = objoid
                LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid AND objsubid > 0
                WHERE classoid = 'pg_class'::regclass
                UNION ALL
                SELECT 'COMMENT', owner, 10000, format('CONSTRAINT %I ON %s', conname, owner), ARRAY[text]
                FROM comment
                JOIN keyed ON keyed.oid = objoid
                WHERE classoid = 'pg_constraint'::regclass
                UNION ALL
                SELECT 'COMMENT', name, 10000, format('TRIGGER %I ON %s', tgname, name), ARRAY[text]
                FROM comment
                JOIN pg_trigger ON pg_trigger.oid = objoid
                JOIN relation ON relation.oid = tgrelid
                WHERE classoid = 'pg_trigger'::regclass
                UNION ALL
                SELECT 'COMMENT', '', 0, CASE prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || name, ARRAY[text]
                FROM comment
                JOIN routine ON routine.oid = objoid
                WHERE classoid = 'pg_proc'::regclass
                UNION ALL
                SELECT 'COMMENT', '', 0, CASE typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || name, ARRAY[text]
                FROM comment
                JOIN type ON type.oid = objoid
                WHERE classoid = 'pg_type'::regclass
            )
            SELECT kind, owner, name, definition
            FROM object
            ORDER BY position, name COLLATE "C"
            """;

    private SchemaQuery() {}
}
