package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.Rows;

/**
 * What one query over the catalog finds: of each object what is to be said of it by itself, what where it has rows that break
 * it, where {@code <has|have>} is for one of them or for many, and the query for these.
 */
record CatalogCheck(String sql) implements Integrity.Check {
    /**
     * Rows without the row that they refer to, and conditions of which nobody has made sure for the rows that were there before
     * them. A validated foreign key may have orphans too: triggers that were disabled, or a session that replicated, let them in.
     * The query of each names rows by the primary key, or by their place where there is none. PostgreSQL 18 has NOT NULL that
     * is not validated, too.
     */
    static final String CONSTRAINTS = """
            WITH constraints AS (
                SELECT conname, conrelid::regclass AS child, contype = 'f' AS is_key, confrelid::regclass AS parent, convalidated,
                    format('ALTER TABLE %s VALIDATE CONSTRAINT %I;', conrelid::regclass, conname) AS mend,
                    CASE contype
                    WHEN 'f' THEN format(
                        'SELECT %s FROM %s child WHERE %s(%s) %s AND NOT EXISTS (SELECT FROM %s parent WHERE %s)',
                        key, conrelid::regclass, CASE confmatchtype WHEN 'f' THEN 'num_nonnulls' ELSE 'num_nulls' END,
                        children, CASE confmatchtype WHEN 'f' THEN '> 0' ELSE '= 0' END, confrelid::regclass, pairs)
                    ELSE format('SELECT %s FROM %s WHERE NOT (%s)', key, conrelid::regclass,
                        CASE contype WHEN 'c' THEN pg_get_expr(conbin, conrelid) ELSE own || ' IS NOT NULL' END)
                    END AS query
                FROM pg_constraint
                CROSS JOIN LATERAL (
                    SELECT coalesce(string_agg(quote_ident(attname), ', ' ORDER BY position), 'ctid') AS key
                    FROM pg_index CROSS JOIN unnest(indkey) WITH ORDINALITY AS member (number, position)
                    JOIN pg_attribute ON attrelid = indrelid AND attnum = number
                    WHERE indisprimary AND indrelid = conrelid) AS primary_key
                CROSS JOIN LATERAL (
                    SELECT min(quote_ident(child.attname)) AS own,
                        string_agg('child.' || quote_ident(child.attname), ', ') AS children,
                        string_agg('parent.' || quote_ident(parent.attname) || ' = child.' || quote_ident(child.attname),
                            ' AND ') AS pairs
                    FROM unnest(conkey, confkey) AS pair (child_number, parent_number)
                    JOIN pg_attribute child ON child.attrelid = conrelid AND child.attnum = child_number
                    LEFT JOIN pg_attribute parent ON parent.attrelid = confrelid AND parent.attnum = parent_number) AS columns
                WHERE conparentid = 0 AND conrelid <> 0 AND connamespace = current_schema::regnamespace
                  AND (contype = 'f' AND pg_get_constraintdef(oid) NOT LIKE '%PERIOD %'
                      OR contype IN ('c', 'n') AND NOT convalidated)
            )
            SELECT 'ORPHANS' AS kind, conname AS object, NULL AS sentence,
                format('# <row|rows> of %s <refers|refer> to no row of %s.', child, parent) AS of_rows, query, true AS shown, NULL AS mend, is_key
            FROM constraints
            WHERE is_key
            UNION ALL
            SELECT 'CONSTRAINT_NOT_VALID', conname, subject || 'though every row keeps it.',
                subject || CASE WHEN is_key THEN 'and cannot be before its orphans are gone.' ELSE 'and # <row breaks|rows break> it.' END,
                query, NOT is_key, mend, is_key
            FROM constraints,
            LATERAL (SELECT format('The %s on %s is not validated, ', CASE WHEN is_key THEN 'foreign key' ELSE 'constraint' END, child) AS subject) words
            WHERE NOT convalidated
            ORDER BY is_key DESC, object, kind DESC
            """;

    /**
     * Indexes that an interrupted build has left behind, not those that somebody is building right now: they cost every write,
     * serve no query, and a unique one keeps nothing unique.
     */
    static final String INDEXES = """
            SELECT 'INDEX_INVALID' AS kind, indexrelid::regclass AS object,
                format('The index on %s is invalid: its build was not finished.', indrelid::regclass) AS sentence,
                format('The unique index on %s is invalid: # <key is|keys are> there more than once.', indrelid::regclass) AS of_rows,
                CASE WHEN indisunique AND relkind <> 'I' THEN format(
                    'SELECT %s, count(*) AS rows FROM %s WHERE %s%s GROUP BY %s HAVING count(*) > 1',
                    keys, indrelid::regclass, coalesce(pg_get_expr(indpred, indrelid), 'true'),
                    CASE WHEN indnullsnotdistinct THEN '' ELSE format(' AND num_nulls(%s) = 0', keys) END,
                    keys) END AS query, true AS shown,
                CASE WHEN relkind <> 'I' THEN format('REINDEX INDEX CONCURRENTLY %s;', indexrelid::regclass) END AS mend
            FROM pg_index
            JOIN pg_class ON oid = indexrelid,
            LATERAL (
                SELECT string_agg(pg_get_indexdef(indexrelid, number, true), ', ' ORDER BY number) AS keys
                FROM generate_series(1, indnkeyatts) AS number) expressions
            WHERE NOT (indisvalid AND indisready) AND relnamespace = current_schema::regnamespace
              AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index WHERE index_relid = indexrelid)
            ORDER BY relname
            """;

    /** Triggers that somebody has switched off. Those behind a foreign key are PostgreSQL's own, and keep orphans out. */
    static final String TRIGGERS = """
            SELECT 'TRIGGER_DISABLED' AS kind, tgrelid::regclass AS object, format('Triggers are disabled: %s.', string_agg(DISTINCT
                    CASE WHEN tgisinternal THEN 'the foreign key ' || conname ELSE tgname END, ', ')) AS sentence,
                NULL AS of_rows, NULL AS query, false AS shown,
                CASE WHEN bool_or(tgisinternal) THEN format('ALTER TABLE %s ENABLE TRIGGER ALL;', tgrelid::regclass)
                ELSE string_agg(format('ALTER TABLE %s ENABLE TRIGGER %I;', tgrelid::regclass, tgname), ' ') END AS mend
            FROM pg_trigger
            JOIN pg_class ON pg_class.oid = tgrelid
            LEFT JOIN pg_constraint ON pg_constraint.oid = tgconstraint
            WHERE tgenabled = 'D' AND tgparentid = 0 AND relnamespace = current_schema::regnamespace
            GROUP BY tgrelid
            ORDER BY object
            """;

    @Override
    public List<IntegrityFinding> look(Connection connection) throws SQLException {
        return Jdbc.list(connection, sql, row -> finding(connection, row)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<IntegrityFinding> finding(Connection connection, ResultSet row) throws SQLException {
        String query = row.getString("query");
        Rows rows = query == null ? Rows.NONE : Rows.of(connection, query);
        String sentence = row.getString(rows.none() ? "sentence" : "of_rows");
        if (sentence == null) {
            return Optional.empty();
        }
        return Optional.of(IntegrityFinding.of(
                IntegrityFinding.Kind.valueOf(row.getString("kind")),
                row.getString("object"),
                rows.in(sentence),
                row.getBoolean("shown") ? rows : Rows.NONE,
                row.getString("mend")));
    }
}
