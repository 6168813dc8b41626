package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.studentmanagement.schema.lint.ReadOnlyTransaction.RowCount;

/** How much is stored of what goes; {@link DataLoss#UNKNOWN} where that cannot be told. */
final class AffectedRows {
    /** A column of a table. */
    record ColumnName(String table, String name) {}

    private final ReadOnlyTransaction inquiry;

    AffectedRows(ReadOnlyTransaction inquiry) {
        this.inquiry = inquiry;
    }

    long in(QualifiedName table) throws SQLException {
        return inquiry.count("SELECT FROM " + table).rows();
    }

    /** The rows that have a value there. */
    long in(QualifiedName table, String column) throws SQLException {
        return inquiry.count("SELECT FROM %s WHERE %s IS NOT NULL".formatted(table, QualifiedName.quoted(column)))
                .rows();
    }

    List<QualifiedName> tablesOf(String schema) throws SQLException {
        return inquiry.rows("""
                        SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                        WHERE nspname = ? AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname
                        """, schema).stream()
                .map(row -> new QualifiedName(row.get(0), row.get(1)))
                .toList();
    }

    /** The columns that are of a type, or of one that an extension brought, and go along with it. */
    Map<ColumnName, Long> columnsOf(String kind, QualifiedName object) throws SQLException {
        String types = kind.equals("EXTENSION") ? """
                        SELECT objid FROM pg_depend JOIN pg_extension ON refobjid = pg_extension.oid
                        WHERE classid = 'pg_type'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'e' AND extname = ?
                        """ : "SELECT oid FROM pg_type WHERE oid = to_regtype(?)";
        Map<ColumnName, Long> columns = new LinkedHashMap<>();
        for (List<String> row :
                inquiry.rows("""
                        WITH gone AS (%s)
                        SELECT attrelid::regclass, attname FROM pg_attribute
                        JOIN pg_class ON pg_class.oid = attrelid JOIN pg_type ON pg_type.oid = atttypid
                        WHERE relkind IN ('r', 'p') AND NOT attisdropped
                          AND (atttypid IN (TABLE gone) OR typelem IN (TABLE gone) OR typbasetype IN (TABLE gone))
                        ORDER BY attrelid::regclass::text, attnum
                        """.formatted(types), kind.equals("EXTENSION") ? object.name() : object.toString())) {
            QualifiedName table = QualifiedName.written(row.get(0));
            columns.put(new ColumnName(table.toString(), row.get(1)), in(table, row.get(1)));
        }
        return columns;
    }

    /** The rows whose value the new type refuses or alters. */
    long notFitting(QualifiedName table, String column, Operation.ChangeType change) throws SQLException {
        List<List<String>> types = inquiry.rows("""
                        SELECT format_type(atttypid, atttypmod) FROM pg_attribute
                        WHERE attrelid = to_regclass(?) AND attname = ? AND NOT attisdropped
                        """, table.toString(), column);
        if (types.isEmpty()) {
            return DataLoss.UNKNOWN;
        }
        String type = types.get(0).get(0);
        if (change.plain() && !TypeChange.of(type, change.type()).rewrites()) {
            return 0;
        }
        String value = QualifiedName.quoted(column);
        String altered = "((%s)::%s)::%s::text IS DISTINCT FROM %s::text"
                .formatted(change.using() == null ? value : change.using(), change.type(), type, value);
        String number = TypeChange.bounds(change.type(), value);
        RowCount answer = inquiry.count("SELECT FROM %s WHERE %s IS NOT NULL AND %s"
                .formatted(
                        table,
                        value,
                        change.plain() && number != null && TypeChange.isNumber(type)
                                ? "CASE WHEN %s THEN %s ELSE true END".formatted(number, altered)
                                : altered));
        return answer.rows();
    }
}
