package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The column that has the new name of one that the release before still uses under its own. */
record SecondColumn(Column old, Column wanted) {
    private static final String CHECKS = """
            SELECT conname, pg_get_constraintdef(pg_constraint.oid)
            FROM pg_constraint
            JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
            WHERE conrelid = ?::regclass AND contype = 'c' AND attname = ?
            ORDER BY conname COLLATE "C"
            """;

    /** Whether all that stands on the column can stand on another one as well. */
    static boolean canFollow(Column old) {
        return old.uses().plain() && old.numbering().isNone() && old.fallback().isEmpty();
    }

    /** Adds it, and returns the changesets that do the same over rows. */
    List<Changeset> tryOut(Connection connection) throws SQLException {
        String table = old.table();
        String name = wanted.name();
        Column second = old.as(name, old.type()).remarked(wanted.remark().or(old::ownRemark));
        Twin twin = new Twin(old, second, true);
        List<Changeset> changesets = new ArrayList<>(twin.changesets(Precondition.noColumn(table, name)));
        changesets.addAll(checks(connection));
        execute(connection, twin.sql());
        if (!old.nullable()) {
            execute(connection, "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL".formatted(table, name));
        }
        return changesets;
    }

    /** The same conditions for the second column, as PostgreSQL writes them where the first one has its name. */
    private List<Changeset> checks(Connection connection) throws SQLException {
        String table = old.table();
        String name = wanted.name();
        List<Changeset> checks = new ArrayList<>();
        var before = connection.setSavepoint();
        execute(connection, "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, old.name(), name));
        try (var query = connection.prepareStatement(CHECKS)) {
            query.setString(1, table);
            query.setString(2, Part.plain(name));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    String own = rows.getString(1).replace("_" + Part.plain(old.name()), "_" + Part.plain(name));
                    String check = own.equals(rows.getString(1)) ? own + "_" + Part.plain(name) : own;
                    checks.addAll(second(check, rows.getString(2)));
                }
            }
        }
        connection.rollback(before);
        return checks;
    }

    private List<Changeset> second(String check, String definition) {
        String table = old.table();
        String add = "ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID;".formatted(table, check, definition);
        String drop = "ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, check);
        return List.of(
                Changeset.of(
                        check,
                        "%s is held to what %s is, in new and changed rows first".formatted(wanted.path(), old.path()),
                        Precondition.column(table, wanted.name()),
                        add,
                        drop),
                Changeset.of(
                        check + "_validate",
                        "%s is held to what %s is, in all rows".formatted(wanted.path(), old.path()),
                        Precondition.column(table, wanted.name()),
                        "ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(table, check),
                        drop + "\n" + add));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
