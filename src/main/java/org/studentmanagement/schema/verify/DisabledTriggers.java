package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.database.Jdbc;

/** Triggers that somebody has switched off. Those behind a foreign key are PostgreSQL's own, and keep orphans out. */
final class DisabledTriggers implements Integrity.Check {
    private static final String TABLES = """
            SELECT tgrelid::regclass, string_agg(DISTINCT
                    CASE WHEN tgisinternal THEN 'the foreign key ' || conname ELSE tgname END, ', '),
                CASE WHEN bool_or(tgisinternal) THEN format('ALTER TABLE %s ENABLE TRIGGER ALL;', tgrelid::regclass)
                ELSE string_agg(format('ALTER TABLE %s ENABLE TRIGGER %I;', tgrelid::regclass, tgname), ' ') END
            FROM pg_trigger
            JOIN pg_class ON pg_class.oid = tgrelid
            LEFT JOIN pg_constraint ON pg_constraint.oid = tgconstraint
            WHERE tgenabled = 'D' AND tgparentid = 0 AND relnamespace = current_schema::regnamespace
            GROUP BY tgrelid
            ORDER BY 1
            """;

    @Override
    public List<IntegrityFinding> look(Connection connection) throws SQLException {
        return Jdbc.list(
                connection,
                TABLES,
                row -> IntegrityFinding.of(
                        IntegrityFinding.Kind.TRIGGER_DISABLED,
                        row.getString(1),
                        "Triggers are disabled: %s.".formatted(row.getString(2)),
                        row.getString(3)));
    }
}
