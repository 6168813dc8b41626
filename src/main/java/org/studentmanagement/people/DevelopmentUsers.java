package org.studentmanagement.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.access.Role;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;

/** Somebody to sign in as, of each kind, for a database of development: everybody knows the password. */
public final class DevelopmentUsers {
    public static final String PASSWORD = "development";

    private static final String DOMAIN = "@school.example";

    private static final String MAKE = """
            INSERT INTO users (name, email, roles, student_id, teacher_id, password_hash)
            SELECT initcap(?), ?, string_to_array(?, ','), student.id, teacher.id, ?
            FROM (VALUES (?)) kind (name)
              LEFT JOIN (SELECT min(id) AS id FROM students) student ON kind.name = 'student'
              LEFT JOIN (SELECT min(id) AS id FROM teachers) teacher ON kind.name = 'teacher'
            WHERE kind.name NOT IN ('student', 'teacher') OR coalesce(student.id, teacher.id) IS NOT NULL
            ON CONFLICT DO NOTHING
            """;

    private DevelopmentUsers() {}

    /** Makes those that are missing, and returns the addresses of all. */
    public static List<String> make(Datasource datasource) throws SQLException {
        try (Connection connection = datasource.connect("users")) {
            String hash = NewPassword.hash(PASSWORD);
            for (String role : Role.GRANTABLE.keySet()) {
                make(connection, role, role, hash);
            }
            make(connection, Role.TEACHER, "", hash);
            make(connection, Role.STUDENT, "", hash);
            return Jdbc.strings(connection, "SELECT email FROM users WHERE email LIKE '%' || ? ORDER BY id", DOMAIN);
        }
    }

    private static void make(Connection connection, String kind, String roles, String hash) throws SQLException {
        Jdbc.update(connection, MAKE, kind, kind + DOMAIN, roles, hash, kind);
    }
}
