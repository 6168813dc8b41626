package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.catalog.Rows;

/**
 * Rows without the row that they refer to. A validated foreign key may have them too: triggers that were disabled, or a
 * session that replicated, let them in.
 */
final class Orphans implements Inspection {
    private static final String FOREIGN_KEYS = """
            SELECT conname, conrelid::regclass, confrelid::regclass, convalidated, format(
                'SELECT %%s FROM %%s child WHERE %%s AND NOT EXISTS (SELECT FROM %%s parent WHERE %%s)',
                %s, conrelid::regclass,
                CASE confmatchtype WHEN 'f' THEN 'num_nonnulls(' ELSE 'num_nulls(' END
                    || string_agg('child.' || quote_ident(child.attname), ', ')
                    || CASE confmatchtype WHEN 'f' THEN ') > 0' ELSE ') = 0' END,
                confrelid::regclass,
                string_agg(format('parent.%%I = child.%%I', parent.attname, child.attname), ' AND '))
            FROM pg_constraint, unnest(conkey, confkey) AS pair (child_number, parent_number)
            JOIN pg_attribute child ON child.attnum = child_number
            JOIN pg_attribute parent ON parent.attnum = parent_number
            WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema::regnamespace
              AND child.attrelid = conrelid AND parent.attrelid = confrelid
              AND pg_get_constraintdef(pg_constraint.oid) NOT LIKE '%%PERIOD %%'
            GROUP BY pg_constraint.oid, conname, conrelid, confrelid, convalidated, confmatchtype
            ORDER BY conname
            """.formatted(Key.SQL.formatted("conrelid"));

    private record ForeignKey(String name, String child, String parent, boolean validated, String orphans) {}

    @Override
    public List<Finding> look(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (ForeignKey key : keys(connection)) {
            Rows orphans = Rows.of(connection, key.orphans);
            if (!orphans.none()) {
                findings.add(Finding.of(
                        Finding.Kind.ORPHANS,
                        key.name,
                        "%s of %s %s to no row of %s."
                                .formatted(
                                        orphans.text(),
                                        key.child,
                                        orphans.count() == 1 ? "refers" : "refer",
                                        key.parent),
                        orphans,
                        null));
            }
            if (!key.validated) {
                findings.add(Finding.of(
                        Finding.Kind.CONSTRAINT_NOT_VALID,
                        key.name,
                        orphans.none()
                                ? "The foreign key on %s is not validated, though every row keeps it."
                                        .formatted(key.child)
                                : "The foreign key on %s is not validated, and cannot be before its orphans are gone."
                                        .formatted(key.child),
                        "ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(key.child, Sql.quoted(key.name))));
            }
        }
        return findings;
    }

    private static List<ForeignKey> keys(Connection connection) throws SQLException {
        List<ForeignKey> keys = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(FOREIGN_KEYS)) {
            while (rows.next()) {
                keys.add(new ForeignKey(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getBoolean(4),
                        rows.getString(5)));
            }
        }
        return keys;
    }
}
