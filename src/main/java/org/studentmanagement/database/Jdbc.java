package org.studentmanagement.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements over a connection that somebody else opens and closes. JDBI would wrap what the database says in exceptions of its
 * own, and all who explain a fault here look at the {@code SQLException}.
 */
public final class Jdbc {
    /** Makes something of the row at which the cursor is. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Jdbc() {}

    /** All that a query finds. The parameters take the place of its question marks. */
    public static <T> List<T> list(Connection connection, String query, Row<T> row, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, query, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        }
    }

    /** The first row, where there is one. */
    public static <T> Optional<T> first(Connection connection, String query, Row<T> row, Object... parameters)
            throws SQLException {
        return list(connection, query, row, parameters).stream().findFirst();
    }

    /** The first column of every row. */
    public static List<String> strings(Connection connection, String query, Object... parameters) throws SQLException {
        return list(connection, query, row -> row.getString(1), parameters);
    }

    /** The one value of a query that has one row. */
    public static String string(Connection connection, String query, Object... parameters) throws SQLException {
        return strings(connection, query, parameters).get(0);
    }

    /** The one number of a query that has one row. */
    public static long number(Connection connection, String query, Object... parameters) throws SQLException {
        return list(connection, query, row -> row.getLong(1), parameters).get(0);
    }

    /** The one truth value of a query that has one row. */
    public static boolean is(Connection connection, String query, Object... parameters) throws SQLException {
        return list(connection, query, row -> row.getBoolean(1), parameters).get(0);
    }

    /** Runs statements that find nothing. Without parameters there may be several, and any question mark in them stays one. */
    public static void execute(Connection connection, String sql, Object... parameters) throws SQLException {
        if (parameters.length == 0) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        } else {
            try (PreparedStatement statement = prepared(connection, sql, parameters)) {
                statement.execute();
            }
        }
    }

    /** Runs an INSERT, UPDATE or DELETE, and returns how many rows it touched. */
    public static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** A text as it stands in SQL; NULL for none. */
    public static String literal(String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int place = 0; place < parameters.length; place++) {
            statement.setObject(place + 1, parameters[place]);
        }
        return statement;
    }
}
