package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.catalog.ColumnType;

/** How much is stored of what goes; {@link DataLoss#UNKNOWN} where that cannot be told. */
final class AffectedRows {
    private final ReadOnlyTransaction database;

    AffectedRows(ReadOnlyTransaction database) {
        this.database = database;
    }

    long in(QualifiedName table) throws SQLException {
        return database.count("SELECT FROM " + table).rows();
    }

    /** The rows that have a value there. */
    long in(QualifiedName table, String column) throws SQLException {
        return database.count("SELECT FROM %s WHERE %s IS NOT NULL".formatted(table, QualifiedName.quoted(column)))
                .rows();
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
