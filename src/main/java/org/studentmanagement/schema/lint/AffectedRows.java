package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.catalog.ColumnType;

/** How much is stored of what goes; {@link DataLoss#UNKNOWN} where that cannot be told. */
record AffectedRows(ReadOnlyTransaction database) {
    record ColumnName(QualifiedName table, String name) {}

    long in(QualifiedName table) throws SQLException {
        return database.count("SELECT FROM " + table).rows();
    }

    long in(QualifiedName table, String column) throws SQLException {
        return database.count("SELECT FROM %s WHERE %s IS NOT NULL".formatted(table, QualifiedName.quoted(column)))
                .rows();
    }

    List<QualifiedName> tablesOf(String schema) throws SQLException {
        return database.list("""
                SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE nspname = ? AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname
                """, row -> new QualifiedName(row.getString(1), row.getString(2)), schema);
    }

    /** The columns that are of a type, or of one that an extension brought, and go along with it. */
    List<ColumnName> columnsOf(String kind, QualifiedName object) throws SQLException {
        boolean extension = kind.equals("EXTENSION");
        String types = extension ? """
                SELECT objid FROM pg_depend JOIN pg_extension ON refobjid = pg_extension.oid
                WHERE classid = 'pg_type'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'e' AND extname = ?
                """ : "SELECT oid FROM pg_type WHERE oid = to_regtype(?)";
        return database.list(
                """
                WITH gone AS (%s)
                SELECT attrelid::regclass, attname FROM pg_attribute
                JOIN pg_class ON pg_class.oid = attrelid JOIN pg_type ON pg_type.oid = atttypid
                WHERE relkind IN ('r', 'p') AND NOT attisdropped
                  AND (atttypid IN (TABLE gone) OR typelem IN (TABLE gone) OR typbasetype IN (TABLE gone))
                ORDER BY attrelid::regclass::text, attnum
                """.formatted(types),
                row -> new ColumnName(QualifiedName.written(row.getString(1)), row.getString(2)),
                extension ? object.name() : object.toString());
    }

    /** The rows whose value the new type refuses or alters. */
    long notFitting(QualifiedName table, String column, Operation.ChangeType change) throws SQLException {
        List<String> types = database.list("""
                SELECT format_type(atttypid, atttypmod) FROM pg_attribute
                WHERE attrelid = to_regclass(?) AND attname = ? AND NOT attisdropped
                """, row -> row.getString(1), table.toString(), column);
        if (types.isEmpty()) {
            return DataLoss.UNKNOWN;
        }
        String type = types.get(0);
        ColumnType from = ColumnType.of(type);
        ColumnType to = ColumnType.of(change.type());
        if (change.plain() && !from.isRewrittenAs(to)) {
            return 0;
        }
        String value = QualifiedName.quoted(column);
        String altered = "((%s)::%s)::%s::text IS DISTINCT FROM %s::text"
                .formatted(change.using() == null ? value : change.using(), change.type(), type, value);
        String lost = to.bounds(value)
                .filter(bounds -> change.plain() && from.isNumber())
                .map(bounds -> "CASE WHEN %s THEN %s ELSE true END".formatted(bounds, altered))
                .orElse(altered);
        return database.count("SELECT FROM %s WHERE %s IS NOT NULL AND %s".formatted(table, value, lost))
                .rows();
    }
}
