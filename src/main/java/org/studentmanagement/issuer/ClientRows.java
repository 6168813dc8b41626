package org.studentmanagement.issuer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.terminal.Document;

/** The table of clients as the command changes it, without the server. */
record ClientRows(Connection connection) {
    private static final String UNIQUE_VIOLATION = "23505";

    // Where a number is given, it must be a student's.
    private static final String CREATE = """
            INSERT INTO clients (id, description, roles, student_id, secret_salt, secret_hash)
            SELECT ?, ?, ?, students.id, ?, ?
            FROM (VALUES (?)) AS bound (number) LEFT JOIN students USING (number)
            WHERE bound.number IS NULL OR students.id IS NOT NULL
            """;

    private static final String LIST = """
            SELECT clients.id, description, roles, number, clients.created_at,
              CASE WHEN previous_secret_until > now() THEN previous_secret_until END, revoked_at,
              octet_length(secret_hash) > %d
            FROM clients LEFT JOIN students ON students.id = student_id
            ORDER BY clients.id
            """.formatted(Secret.HASH_BYTES);

    private static final String ROTATE = """
            UPDATE clients SET secret_hash = ?,
              previous_secret_hash = CASE WHEN ? > 0 THEN secret_hash END,
              previous_secret_until = CASE WHEN ? > 0 THEN now() + make_interval(secs => ?) END
            WHERE id = ?
            """;

    /**
     * What an operator sees of a client.
     *
     * @param hashedSlowly whether its secret is of the former kind
     */
    record Listed(
            String id,
            String description,
            List<String> roles,
            String student,
            Instant created,
            Instant previousSecretUntil,
            Instant revoked,
            boolean hashedSlowly)
            implements Document {}

    /** @param student the number of one, or null */
    void create(String id, String description, List<String> roles, String student, String secret) throws SQLException {
        byte[] salt = Secret.salt();
        try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
            statement.setString(1, id);
            statement.setString(2, description);
            statement.setArray(3, connection.createArrayOf("text", roles.toArray()));
            statement.setBytes(4, salt);
            statement.setBytes(5, Secret.hash(secret, salt));
            statement.setString(6, student);
            if (statement.executeUpdate() == 0) {
                throw ClientRefused.noStudent(student);
            }
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw ClientRefused.exists(id);
            }
            throw e;
        }
    }

    List<Listed> list() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LIST);
                ResultSet row = statement.executeQuery()) {
            List<Listed> clients = new ArrayList<>();
            while (row.next()) {
                clients.add(new Listed(
                        row.getString(1),
                        row.getString(2),
                        List.of((String[]) row.getArray(3).getArray()),
                        row.getString(4),
                        instant(row, 5),
                        instant(row, 6),
                        instant(row, 7),
                        row.getBoolean(8)));
            }
            return clients;
        }
    }

    /** @param grace for how long the present secret is taken besides the new one; that before it ends */
    void rotate(String id, String secret, Duration grace) throws SQLException {
        connection.setAutoCommit(false);
        byte[] hash = Secret.hash(secret, lockedSalt(id));
        try (PreparedStatement statement = connection.prepareStatement(ROTATE)) {
            statement.setBytes(1, hash);
            statement.setLong(2, grace.toSeconds());
            statement.setLong(3, grace.toSeconds());
            statement.setLong(4, grace.toSeconds());
            statement.setString(5, id);
            statement.executeUpdate();
        }
        connection.commit();
    }

    void revoke(String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE clients SET revoked_at = now() WHERE id = ? AND revoked_at IS NULL")) {
            statement.setString(1, id);
            if (statement.executeUpdate() == 0) {
                throw ClientRefused.unknown(id);
            }
        }
    }

    private byte[] lockedSalt(String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT secret_salt FROM clients WHERE id = ? AND revoked_at IS NULL FOR UPDATE")) {
            statement.setString(1, id);
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                throw ClientRefused.unknown(id);
            }
            return row.getBytes(1);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
