package org.studentmanagement.people;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Document;

/** The table of users as the command changes it, without the server. */
record UserRows(Connection connection) {
    private static final String UNIQUE_VIOLATION = "23505";

    // Where a number is given, it must be a student's, or a teacher's.
    private static final String CREATE = """
            INSERT INTO users (email, name, roles, student_id, teacher_id, password_hash)
            SELECT ?, ?, ?, students.id, teachers.id, ?
            FROM (VALUES (?, ?)) AS bound (student, teacher)
              LEFT JOIN students ON students.number = bound.student
              LEFT JOIN teachers ON teachers.number = bound.teacher
            WHERE (bound.student IS NULL OR students.id IS NOT NULL) AND (bound.teacher IS NULL OR teachers.id IS NOT NULL)
            """;

    private static final String LIST = """
            SELECT u.id, u.email, u.name, u.roles, s.number, t.number, u.created_at, u.last_seen_at, u.disabled_at
            FROM users u LEFT JOIN students s ON s.id = u.student_id LEFT JOIN teachers t ON t.id = u.teacher_id
            ORDER BY lower(u.email)
            """;

    private static final String END_SESSIONS =
            "DELETE FROM user_sessions WHERE user_id = (SELECT id FROM users WHERE lower(email) = lower(?))";

    /** What an operator sees of a user. */
    record Listed(
            long id,
            String email,
            String name,
            List<String> roles,
            String student,
            String teacher,
            Instant created,
            Instant lastSeen,
            Instant disabled)
            implements Document {}

    /**
     * @param student the number of one, or null
     * @param teacher likewise
     */
    void create(String email, String name, List<String> roles, String student, String teacher, String hash)
            throws SQLException {
        try {
            int made = Jdbc.update(
                    connection,
                    CREATE,
                    email,
                    name,
                    connection.createArrayOf("text", roles.toArray()),
                    hash,
                    student,
                    teacher);
            if (made == 0) {
                throw UserRefused.nobody(student, teacher);
            }
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw UserRefused.exists(email);
            }
            throw e;
        }
    }

    List<Listed> list() throws SQLException {
        return Jdbc.list(
                connection,
                LIST,
                row -> new Listed(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        List.of((String[]) row.getArray(4).getArray()),
                        row.getString(5),
                        row.getString(6),
                        instant(row, 7),
                        instant(row, 8),
                        instant(row, 9)));
    }

    void setPassword(String email, String hash) throws SQLException {
        change(email, "UPDATE users SET password_hash = ? WHERE lower(email) = lower(?)", hash, email);
    }

    void disable(String email) throws SQLException {
        change(
                email,
                "UPDATE users SET disabled_at = coalesce(disabled_at, now()) WHERE lower(email) = lower(?)",
                email);
    }

    void enable(String email) throws SQLException {
        change(email, "UPDATE users SET disabled_at = NULL WHERE lower(email) = lower(?)", email);
    }

    /** Whatever it was, no session outlives it: each that began meanwhile waited for the row, or is seen. */
    private void change(String email, String statement, Object... parameters) throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (Jdbc.update(connection, statement, parameters) == 0) {
                throw UserRefused.unknown(email);
            }
        } catch (SQLException e) {
            if (AdministratorStays.in(e)) {
                throw UserRefused.lastAdministrator(email);
            }
            throw e;
        }
        Jdbc.update(connection, END_SESSIONS, email);
        connection.commit();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
