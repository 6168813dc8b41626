package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.Rows;

/** Indexes that an interrupted build has left behind: they cost every write, serve no query, and a unique one keeps nothing unique. */
final class InvalidIndexes implements Integrity.Check {
    /** Not those that somebody is building right now. */
    private static final String INDEXES = """
            SELECT indexrelid::regclass, indrelid::regclass, indisunique, relkind = 'I', format(
                'SELECT %s, count(*) AS rows FROM %s WHERE %s%s GROUP BY %s HAVING count(*) > 1',
                keys, indrelid::regclass, coalesce(pg_get_expr(indpred, indrelid), 'true'),
                CASE WHEN indnullsnotdistinct THEN '' ELSE format(' AND num_nulls(%s) = 0', keys) END,
                keys)
            FROM pg_index
            JOIN pg_class ON oid = indexrelid,
            LATERAL (
                SELECT string_agg(pg_get_indexdef(indexrelid, number, true), ', ' ORDER BY number) AS keys
                FROM generate_series(1, indnkeyatts) AS number) expressions
            WHERE NOT (indisvalid AND indisready) AND relnamespace = current_schema::regnamespace
              AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index WHERE index_relid = indexrelid)
            ORDER BY relname
            """;

    @Override
    public List<IntegrityFinding> look(Connection connection) throws SQLException {
        return Jdbc.list(connection, INDEXES, row -> finding(connection, row));
    }

    private static IntegrityFinding finding(Connection connection, ResultSet row) throws SQLException {
        String table = row.getString(2);
        boolean partitioned = row.getBoolean(4);
        Rows twice = row.getBoolean(3) && !partitioned ? Rows.of(connection, row.getString(5)) : Rows.NONE;
        return IntegrityFinding.of(
                IntegrityFinding.Kind.INDEX_INVALID,
                row.getString(1),
                twice.none()
                        ? "The index on %s is invalid: its build was not finished.".formatted(table)
                        : "The unique index on %s is invalid: %d %s there more than once."
                                .formatted(table, twice.count(), twice.count() == 1 ? "key is" : "keys are"),
                twice,
                partitioned ? null : "REINDEX INDEX CONCURRENTLY %s;".formatted(row.getString(1)));
    }
}
