package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is dropped, and does not come back, by a downgrade or by an upgrade.
 *
 * @param revision the one that is undone or run
 * @param column null where the whole table goes
 * @param rows how many rows are in the table, or have a value in the column; {@link #UNKNOWN} where the name is not that
 *     of today, since a later revision renamed it
 */
public record Loss(String revision, String table, String column, long rows) {
    public static final long UNKNOWN = -1;

    private static final String NAME = "((?:\"[^\"]+\"|[\\w.])+)";
    private static final Pattern TABLE =
            Pattern.compile("\\bDROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?" + NAME, Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN = Pattern.compile(
            "\\bALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?:ONLY\\s+)?" + NAME
                    + "\\s+DROP\\s+(?:COLUMN\\s+)?(?!CONSTRAINT\\b|COLUMN\\b)(?:IF\\s+EXISTS\\s+)?" + NAME,
            Pattern.CASE_INSENSITIVE);

    /** Whether anything that somebody stored goes with it. */
    public boolean hurts() {
        return rows != 0;
    }

    String what() {
        return column == null ? table : table + "." + column;
    }

    /** Finds out what the statements drop, and how much of it there is at present. */
    static List<Loss> of(Revision revision, List<String> statements, Connection connection) throws SQLException {
        List<Loss> losses = new ArrayList<>();
        for (String statement : statements) {
            for (Matcher drop = TABLE.matcher(statement); drop.find(); ) {
                losses.add(counted(connection, revision, drop.group(1), null));
            }
            for (Matcher drop = COLUMN.matcher(statement); drop.find(); ) {
                losses.add(counted(connection, revision, drop.group(1), drop.group(2)));
            }
        }
        return losses;
    }

    private static Loss counted(Connection connection, Revision revision, String table, String column)
            throws SQLException {
        long rows = UNKNOWN;
        if (exists(connection, table, column)) {
            try (var statement = connection.createStatement();
                    var count = statement.executeQuery(
                            "SELECT count(%s) FROM %s".formatted(column == null ? "*" : column, table))) {
                count.next();
                rows = count.getLong(1);
            }
        }
        return new Loss(revision.slug(), table.replaceFirst("^public\\.", ""), column, rows);
    }

    private static boolean exists(Connection connection, String table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT EXISTS (
                    SELECT FROM pg_attribute
                    WHERE attrelid = to_regclass(?) AND NOT attisdropped
                      AND (?::text IS NULL OR attname = (parse_ident(?))[1]))
                """)) {
            statement.setString(1, table);
            statement.setString(2, column);
            statement.setString(3, column);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
