package org.studentmanagement.migration.proof.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sequences that give numbers which their column has already, so that the next row is refused. */
final class SequencesBehind implements Inspection {
    private static final String SEQUENCES = """
            SELECT objid::regclass, refobjid::regclass, attname, format(
                'SELECT CASE WHEN is_called THEN last_value + %s ELSE last_value END, (SELECT %s(%I) FROM %s) FROM %s',
                seqincrement, CASE WHEN seqincrement > 0 THEN 'max' ELSE 'min' END, attname, refobjid::regclass,
                objid::regclass), seqincrement > 0
            FROM pg_depend
            JOIN pg_sequence ON seqrelid = objid
            JOIN pg_class ON pg_class.oid = refobjid
            JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
            WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')
              AND relnamespace = current_schema::regnamespace
            ORDER BY objid::regclass::text
            """;

    @Override
    public List<Finding> look(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (var statement = connection.createStatement();
                var sequences = statement.executeQuery(SEQUENCES)) {
            while (sequences.next()) {
                String name = sequences.getString(1);
                String column = sequences.getString(2) + "." + sequences.getString(3);
                try (var place = connection.createStatement();
                        var values = place.executeQuery(sequences.getString(4))) {
                    values.next();
                    long next = values.getLong(1);
                    long last = values.getLong(2);
                    boolean behind = sequences.getBoolean(5) ? next <= last : next >= last;
                    if (!values.wasNull() && behind) {
                        findings.add(Finding.of(
                                Finding.Kind.SEQUENCE_BEHIND,
                                name,
                                "The sequence gives %d next, but %s has %d already.".formatted(next, column, last),
                                "SELECT setval('%s', %d);".formatted(name.replace("'", "''"), last)));
                    }
                }
            }
        }
        return findings;
    }
}
