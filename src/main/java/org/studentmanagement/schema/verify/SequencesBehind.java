package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.database.Jdbc;

/**
 * Sequences that give numbers which their column has already, so that the next row is refused. A column draws from that of its
 * identity or default, else from one that it owns or, as Hibernate names them, that is called after its table.
 */
final class SequencesBehind implements Integrity.Check {
    /**
     * The query of each tells the first number that is drawn next, and the farthest one that the column has. Hibernate takes the
     * number that it draws for the last one of a step, unless it is the very first; the database itself, which may draw from the
     * same sequence, for the only one.
     */
    private static final String SEQUENCES = """
            SELECT sequence::regclass, attrelid::regclass, attname, format(
                'SELECT CASE WHEN NOT is_called AND last_value = %s THEN last_value'
                    ' WHEN is_called THEN last_value + %s - %s ELSE last_value - %3$s END, (SELECT %s(%I) FROM %s) FROM %s',
                seqstart, seqincrement, CASE WHEN attidentity = '' THEN greatest(seqincrement - 1, 0) ELSE 0 END,
                CASE WHEN seqincrement > 0 THEN 'max' ELSE 'min' END, attname, attrelid::regclass,
                sequence::regclass), seqincrement > 0
            FROM pg_attribute
            JOIN pg_class ON pg_class.oid = attrelid AND relkind IN ('r', 'p')
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            CROSS JOIN LATERAL (
                SELECT oid AS sequence
                FROM pg_class source
                LEFT JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = oid
                    AND refclassid = 'pg_class'::regclass AND refobjid = attrelid AND refobjsubid = attnum
                WHERE source.relkind = 'S' AND CASE
                    WHEN attidentity <> '' THEN deptype = 'i'
                    WHEN atthasdef THEN EXISTS (
                        SELECT FROM pg_depend
                        WHERE classid = 'pg_attrdef'::regclass AND objid = pg_attrdef.oid AND refobjid = source.oid)
                    ELSE deptype = 'a'
                        OR source.relname = pg_class.relname || '_seq' AND source.relnamespace = pg_class.relnamespace
                            AND EXISTS (
                                SELECT FROM pg_index
                                WHERE indrelid = attrelid AND indisprimary AND indkey::text = attnum::text)
                    END) drawn
            JOIN pg_sequence ON seqrelid = sequence
            WHERE relnamespace = current_schema::regnamespace AND attnum > 0 AND NOT attisdropped
              AND atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
            ORDER BY sequence::regclass::text, attrelid::regclass::text, attnum
            """;

    private record Drawn(long next, Long last) {}

    @Override
    public List<IntegrityFinding> look(Connection connection) throws SQLException {
        return Jdbc.list(connection, SEQUENCES, row -> finding(connection, row)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<IntegrityFinding> finding(Connection connection, ResultSet row) throws SQLException {
        Drawn drawn = Jdbc.first(
                        connection,
                        row.getString(4),
                        values -> new Drawn(values.getLong(1), values.getString(2) == null ? null : values.getLong(2)))
                .orElseThrow();
        if (drawn.last == null || (row.getBoolean(5) ? drawn.next > drawn.last : drawn.next < drawn.last)) {
            return Optional.empty();
        }
        String sequence = row.getString(1);
        return Optional.of(IntegrityFinding.of(
                IntegrityFinding.Kind.SEQUENCE_BEHIND,
                sequence,
                "The sequence gives %d next, but %s.%s has %d already."
                        .formatted(drawn.next, row.getString(2), row.getString(3), drawn.last),
                "SELECT setval('%s', %d);".formatted(sequence.replace("'", "''"), drawn.last)));
    }
}
