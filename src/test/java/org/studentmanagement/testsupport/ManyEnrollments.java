package org.studentmanagement.testsupport;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Rows as a large school has them: each student takes twenty of a thousand courses. They are made by the server itself, ten
 * million enrollments in about two minutes, in the tables of any revision that has all three.
 */
public final class ManyEnrollments {
    private static final int EACH = 20;
    private static final int COURSES = 1000;
    private static final int STUDENTS_AT_ONCE = 50_000;

    private ManyEnrollments() {}

    /** Adds them to empty tables: so many enrollments, a twentieth of it as many students, and the courses. */
    public static void make(Connection connection, long enrollments) throws SQLException {
        long students = enrollments / EACH;
        try (var statement = connection.createStatement()) {
            // The rows refer to what is there; to look each up would take most of the time.
            statement.execute("SET session_replication_role = replica");
            statement.execute(
                    "INSERT INTO courses (id, name%s) SELECT n, 'Course ' || n%s FROM generate_series(1, %d) n"
                            .formatted(
                                    has(connection, "courses", "code") ? ", code" : "",
                                    has(connection, "courses", "code") ? ", 'C-' || n" : "",
                                    COURSES));
            statement.execute(
                    "INSERT INTO students (id, name, email%s) SELECT n, 'Student ' || n, 's' || n || '@students.example'%s FROM generate_series(1, %d) n"
                            .formatted(
                                    has(connection, "students", "number") ? ", number" : "",
                                    has(connection, "students", "number") ? ", n::text" : "",
                                    students));
            for (long first = 1; first <= students; first += STUDENTS_AT_ONCE) {
                statement.execute(
                        """
                        INSERT INTO student_courses (student_id, course_id)
                        SELECT student, 1 + (student * 7 + nth * 53) %% %d
                        FROM generate_series(%d, %d) student, generate_series(1, %d) nth
                        """.formatted(COURSES, first, Math.min(first + STUDENTS_AT_ONCE - 1, students), EACH));
            }
            statement.execute(
                    "SELECT setval('students_id_seq', %d), setval('courses_id_seq', %d)".formatted(students, COURSES));
            statement.execute("SET session_replication_role = DEFAULT");
            statement.execute("VACUUM ANALYZE students, courses, student_courses");
        }
    }

    private static boolean has(Connection connection, String table, String column) throws SQLException {
        try (var columns = connection.getMetaData().getColumns(null, null, table, column)) {
            return columns.next();
        }
    }
}
