package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.catalog.Rows;

/** Conditions that new rows have to keep, and of which nobody has made sure for those that were there before. */
final class NotValidated implements Inspection {
    /** PostgreSQL 18 has NOT NULL that is not validated, too. */
    private static final String CONDITIONS = """
            SELECT conname, conrelid::regclass, format('SELECT %%s FROM %%s WHERE NOT (%%s)', %s, conrelid::regclass,
                CASE contype WHEN 'c' THEN pg_get_expr(conbin, conrelid)
                ELSE (SELECT format('%%I IS NOT NULL', attname) FROM pg_attribute
                    WHERE attrelid = conrelid AND attnum = conkey[1]) END)
            FROM pg_constraint
            WHERE contype IN ('c', 'n') AND NOT convalidated AND conparentid = 0 AND conrelid <> 0
              AND connamespace = current_schema::regnamespace
            ORDER BY conname
            """.formatted(Key.SQL.formatted("conrelid"));

    @Override
    public List<Finding> look(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (var statement = connection.createStatement();
                var conditions = statement.executeQuery(CONDITIONS)) {
            while (conditions.next()) {
                String name = conditions.getString(1);
                String table = conditions.getString(2);
                Rows breaking = Rows.of(connection, conditions.getString(3));
                findings.add(Finding.of(
                        Finding.Kind.CONSTRAINT_NOT_VALID,
                        name,
                        breaking.none()
                                ? "The constraint on %s is not validated, though every row keeps it.".formatted(table)
                                : "The constraint on %s is not validated, and %s %s it."
                                        .formatted(table, breaking.text(), breaking.count() == 1 ? "breaks" : "break"),
                        breaking,
                        "ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(table, Sql.quoted(name))));
            }
        }
        return findings;
    }
}
