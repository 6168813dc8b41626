package org.studentmanagement.schema.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.studentmanagement.database.Jdbc;

/**
 * Questions to a database, all of one moment. None can change anything, and none waits or works for long: one that gets no
 * answer is told from one that finds nothing.
 */
final class ReadOnlyTransaction implements AutoCloseable {
    private static final String BEGIN = """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
            SET LOCAL lock_timeout = '2s';
            SET LOCAL statement_timeout = '60s';
            """;

    /** Cancelled by the limit, and no lock in time. */
    private static final Set<String> TOO_LONG = Set.of("57014", "55P03");

    private static final String ERROR_CLASS_OF_SYNTAX_AND_NAMES = "42";

    private final Connection connection;

    /**
     * @param rows how many a query has; {@link DataLoss#UNKNOWN} where it has no answer
     * @param tooLong whether it has none because it took too long
     */
    record RowCount(long rows, boolean tooLong) {}

    /** Takes a connection that commits by itself, and does so again when this is closed. */
    ReadOnlyTransaction(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        Jdbc.execute(connection, BEGIN);
    }

    /** Counts the rows of a query, if it runs: what it names may not be there, and a value may not be convertible. */
    RowCount count(String query) throws SQLException {
        var before = connection.setSavepoint();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM (%s\n) AS counted".formatted(query))) {
            rows.next();
            return new RowCount(rows.getLong(1), false);
        } catch (SQLException e) {
            connection.rollback(before);
            return new RowCount(DataLoss.UNKNOWN, TOO_LONG.contains(String.valueOf(e.getSQLState())));
        }
    }

    /** The rows of a query over the catalog; none where it names what is not there. */
    <T> List<T> list(String query, Jdbc.Row<T> row, Object... parameters) throws SQLException {
        var before = connection.setSavepoint();
        try {
            return Jdbc.list(connection, query, row, parameters);
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith(ERROR_CLASS_OF_SYNTAX_AND_NAMES)) {
                throw e;
            }
            connection.rollback(before);
            return List.of();
        }
    }

    boolean finds(String query, Object... parameters) throws SQLException {
        return !list(query, row -> true, parameters).isEmpty();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
