package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Triggers that somebody has switched off. Those behind a foreign key are PostgreSQL's own, and keep orphans out. */
final class DisabledTriggers implements Inspection {
    private static final String TABLES = """
            SELECT tgrelid::regclass, string_agg(DISTINCT
                    CASE WHEN tgisinternal THEN 'the foreign key ' || conname ELSE tgname END, ', '),
                CASE WHEN bool_or(tgisinternal) THEN 'ALL' ELSE string_agg(quote_ident(tgname), ',') END
            FROM pg_trigger
            JOIN pg_class ON pg_class.oid = tgrelid
            LEFT JOIN pg_constraint ON pg_constraint.oid = tgconstraint
            WHERE tgenabled = 'D' AND tgparentid = 0 AND relnamespace = current_schema::regnamespace
            GROUP BY tgrelid
            ORDER BY 1
            """;

    @Override
    public List<Finding> look(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                String table = tables.getString(1);
                StringBuilder mend = new StringBuilder();
                for (String trigger : tables.getString(3).split(",")) {
                    mend.append("ALTER TABLE %s ENABLE TRIGGER %s; ".formatted(table, trigger));
                }
                findings.add(Finding.of(
                        Finding.Kind.TRIGGER_DISABLED,
                        table,
                        "Triggers are disabled: %s.".formatted(tables.getString(2)),
                        mend.toString().strip()));
            }
        }
        return findings;
    }
}
