package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.TableShape;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.Refused;

/**
 * A database as of one moment, for as many connections as want to look at once. It is only read, under the weakest lock:
 * reads and writes of others go on, and only who alters a table waits for it.
 *
 * @param connection holds the snapshot, in a transaction that reads it; closed with this
 * @param id what {@code SET TRANSACTION SNAPSHOT} and {@code pg_dump --snapshot} take; it ends when this is closed
 */
public record Snapshot(Datasource datasource, Connection connection, String id, Instant taken, List<TableShape> tables)
        implements AutoCloseable {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String APPLICATION = "student-management db, reading";

    /** What the text of a value and the length of a query depend on. A row that a policy would hide is a fault. */
    private static final String SETTINGS = """
            SET statement_timeout = 0;
            SET idle_in_transaction_session_timeout = 0;
            SET lock_timeout = '5s';
            SET timezone = 'UTC';
            SET datestyle = 'ISO';
            SET intervalstyle = 'postgres';
            SET extra_float_digits = 1;
            SET bytea_output = 'hex';
            SET lc_monetary = 'C';
            SET row_security = off;
            SET jit = off;
            SET max_parallel_workers_per_gather = 0;
            """;

    private static final String WHO_LOCKS = """
            SELECT string_agg(DISTINCT format('session %s (%s, user %s, on %s)', pid,
                coalesce(nullif(application_name, ''), 'unnamed'), usename, relation::regclass), ' and ')
            FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE mode = 'AccessExclusiveLock' AND locktype = 'relation'
              AND relation IN (
                  SELECT oid FROM pg_class WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p'))
            """;

    /**
     * Takes it as the user who may change the schema, and so sees all of it.
     *
     * @throws Refused if somebody is altering a table, and names him
     */
    public static Snapshot open(Datasource datasource) throws SQLException {
        Datasource reader = datasource.forMigrations();
        Connection connection = connect(reader);
        try {
            List<String> names = TableShape.names(connection);
            begin(connection);
            // Before the snapshot, which would see a table empty that was rewritten between the two.
            lock(names, connection, reader);
            return Jdbc.first(
                            connection,
                            "SELECT pg_export_snapshot(), now()",
                            row -> new Snapshot(
                                    reader,
                                    connection,
                                    row.getString(1),
                                    row.getObject(2, OffsetDateTime.class).toInstant(),
                                    TableShape.read(connection)))
                    .orElseThrow();
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    public String revision() throws SQLException {
        return Revisions.read(connection, List.of()).currentSlug();
    }

    public int serverMajor() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    boolean hasType(String type) throws SQLException {
        return Jdbc.is(connection, "SELECT to_regtype(?) IS NOT NULL", type);
    }

    String text(String query) throws SQLException {
        return Jdbc.string(connection, query);
    }

    /** Another connection, which the caller closes. {@link #rejoin} lets it see the snapshot. */
    Connection join() throws SQLException {
        Connection other = connect(datasource);
        rejoin(other);
        return other;
    }

    /** Begins a transaction that sees the snapshot, after one that failed. */
    void rejoin(Connection other) throws SQLException {
        if (!other.getAutoCommit()) {
            other.rollback();
        }
        begin(other);
        Jdbc.execute(other, "SET TRANSACTION SNAPSHOT '" + id + "'");
    }

    /** @throws Refused if it is that a lock was not to be had */
    SQLException refusal(SQLException fault) throws SQLException {
        return refusal(fault, datasource);
    }

    private static SQLException refusal(SQLException fault, Datasource datasource) throws SQLException {
        if (!LOCK_NOT_AVAILABLE.equals(fault.getSQLState())) {
            return fault;
        }
        try (Connection beside = connect(datasource)) {
            String who = Jdbc.string(beside, WHO_LOCKS);
            throw new Refused("A table is locked by %s: wait for it to end, or end it, and try again."
                    .formatted(who == null ? "another session" : who));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void lock(List<String> names, Connection connection, Datasource reader) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        try {
            Jdbc.execute(
                    connection,
                    "LOCK TABLE %s IN ACCESS SHARE MODE"
                            .formatted(names.stream().map(RowHashQuery::quoted).collect(Collectors.joining(", "))));
        } catch (SQLException e) {
            throw refusal(e, reader);
        }
    }

    private static Connection connect(Datasource datasource) throws SQLException {
        Connection connection = datasource.connectToSchema(APPLICATION);
        try {
            Jdbc.execute(connection, SETTINGS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void begin(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
        }
    }
}
