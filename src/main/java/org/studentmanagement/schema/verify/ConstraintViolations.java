package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.Rows;

/**
 * Rows without the row that they refer to, and conditions of which nobody has made sure for the rows that were there before
 * them. A validated foreign key may have orphans too: triggers that were disabled, or a session that replicated, let them in.
 */
final class ConstraintViolations implements Integrity.Check {
    /**
     * The query of each names rows by the primary key, or by their place where there is none. PostgreSQL 18 has NOT NULL that
     * is not validated, too.
     */
    private static final String CONSTRAINTS = """
            SELECT conname, conrelid::regclass, contype = 'f', confrelid::regclass, convalidated,
                format('ALTER TABLE %s VALIDATE CONSTRAINT %I;', conrelid::regclass, conname),
                CASE contype
                WHEN 'f' THEN format(
                    'SELECT %s FROM %s child WHERE %s(%s) %s AND NOT EXISTS (SELECT FROM %s parent WHERE %s)',
                    key, conrelid::regclass, CASE confmatchtype WHEN 'f' THEN 'num_nonnulls' ELSE 'num_nulls' END,
                    children, CASE confmatchtype WHEN 'f' THEN '> 0' ELSE '= 0' END, confrelid::regclass, pairs)
                ELSE format('SELECT %s FROM %s WHERE NOT (%s)', key, conrelid::regclass,
                    CASE contype WHEN 'c' THEN pg_get_expr(conbin, conrelid) ELSE own || ' IS NOT NULL' END)
                END
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
            ORDER BY contype = 'f' DESC, conname
            """;

    @Override
    public List<IntegrityFinding> look(Connection connection) throws SQLException {
        return Jdbc.list(connection, CONSTRAINTS, row -> findings(connection, row)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<IntegrityFinding> findings(Connection connection, ResultSet row) throws SQLException {
        String name = row.getString(1);
        String table = row.getString(2);
        boolean foreignKey = row.getBoolean(3);
        Rows breaking = Rows.of(connection, row.getString(7));
        List<IntegrityFinding> findings = new ArrayList<>();
        if (foreignKey && !breaking.none()) {
            String sentence = "%s of %s %s to no row of %s."
                    .formatted(breaking.text(), table, breaking.count() == 1 ? "refers" : "refer", row.getString(4));
            findings.add(IntegrityFinding.of(IntegrityFinding.Kind.ORPHANS, name, sentence, breaking, null));
        }
        if (!row.getBoolean(5)) {
            String sentence = "The %s on %s is not validated, %s."
                    .formatted(foreignKey ? "foreign key" : "constraint", table, reason(foreignKey, breaking));
            findings.add(IntegrityFinding.of(
                    IntegrityFinding.Kind.CONSTRAINT_NOT_VALID,
                    name,
                    sentence,
                    foreignKey ? Rows.NONE : breaking,
                    row.getString(6)));
        }
        return findings;
    }

    private static String reason(boolean foreignKey, Rows breaking) {
        if (breaking.none()) {
            return "though every row keeps it";
        }
        return foreignKey
                ? "and cannot be before its orphans are gone"
                : "and %s %s it".formatted(breaking.text(), breaking.count() == 1 ? "breaks" : "break");
    }
}
