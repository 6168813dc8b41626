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

    /** Where the data of development has none. */
    private static final String TEACHER = """
            INSERT INTO teachers (number, name, email)
            SELECT 'T-1', 'Teacher', 'teacher@school.example' WHERE NOT EXISTS (SELECT FROM teachers)
            ON CONFLICT DO NOTHING
            """;

    /** So that there is something to teach. */
    private static final String COURSES = """
            INSERT INTO course_teachers (course_id, teacher_id)
            SELECT c.id, u.teacher_id FROM users u, (SELECT id FROM courses ORDER BY id LIMIT 3) c
            WHERE lower(u.email) = ? AND u.teacher_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM course_teachers t WHERE t.teacher_id = u.teacher_id)
            """;

    private DevelopmentUsers() {}

    /** Makes those that are missing, with a teacher who teaches some courses, and returns the addresses of all. */
    public static List<String> make(Datasource datasource) throws SQLException {
        try (Connection connection = datasource.connect("users")) {
            String hash = NewPassword.hash(PASSWORD);
            for (String role : Role.GRANTABLE.keySet()) {
                // whoever changes something in a school sees it, too
                make(connection, role, role.equals(Role.READER) ? role : Role.READER + "," + role, hash);
            }
            Jdbc.update(connection, TEACHER);
            make(connection, Role.TEACHER, "", hash);
            Jdbc.update(connection, COURSES, Role.TEACHER + DOMAIN);
            make(connection, Role.STUDENT, "", hash);
            return Jdbc.strings(connection, "SELECT email FROM users WHERE email LIKE '%' || ? ORDER BY id", DOMAIN);
        }
    }

    private static void make(Connection connection, String kind, String roles, String hash) throws SQLException {
        Jdbc.update(connection, MAKE, kind, kind + DOMAIN, roles, hash, kind);
    }
}
