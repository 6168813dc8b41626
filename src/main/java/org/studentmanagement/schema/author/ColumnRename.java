package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.Jdbc;

/** The column that has the new name of one that the release before still uses under its own. */
record ColumnRename(MappedColumn old, MappedColumn wanted) {
    private static final String CHECKS = """
            SELECT conname, pg_get_constraintdef(pg_constraint.oid)
            FROM pg_constraint
            JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
            WHERE conrelid = ?::regclass AND contype = 'c' AND attname = ?
            ORDER BY conname COLLATE "C"
            """;

    /** Whether all that stands on the column can stand on another one as well. */
    static boolean canFollow(MappedColumn old) {
        return old.uses().plain() && old.generation().isNone() && old.fallback().isEmpty();
    }

    /** Adds it, and returns the changesets that do the same over rows. */
    List<Changeset> tryOut(Connection connection) throws SQLException {
        MappedColumn second =
                old.as(wanted.name(), old.type()).remarked(wanted.remark().or(old::ownRemark));
        ShadowColumn shadow = new ShadowColumn(old, second, true);
        List<Changeset> changesets =
                new ArrayList<>(shadow.changesets(Precondition.noColumn(old.table(), wanted.name())));
        changesets.addAll(checks(connection));
        Jdbc.execute(connection, shadow.sql());
        if (!old.nullable()) {
            Jdbc.execute(connection, second.alter("SET NOT NULL"));
        }
        return changesets;
    }

    /** The same conditions for the second column, as PostgreSQL writes them where the first one has its name. */
    private List<Changeset> checks(Connection connection) throws SQLException {
        String table = old.table();
        String before = "_" + MappedObject.plain(old.name());
        String after = "_" + MappedObject.plain(wanted.name());
        var renaming = connection.setSavepoint();
        Jdbc.execute(connection, "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, old.name(), wanted.name()));
        List<NotValidConstraint> checks = Jdbc.list(
                connection,
                CHECKS,
                row -> {
                    String own = row.getString(1);
                    String name = own.contains(before) ? own.replace(before, after) : own + after;
                    return new NotValidConstraint(table, name, row.getString(2));
                },
                table,
                MappedObject.plain(wanted.name()));
        connection.rollback(renaming);
        Precondition column = Precondition.column(table, wanted.name());
        String meaning = "%s is held to what %s is".formatted(wanted.path(), old.path());
        return checks.stream()
                .flatMap(check -> check.changesets(meaning, column, column).stream())
                .toList();
    }
}
