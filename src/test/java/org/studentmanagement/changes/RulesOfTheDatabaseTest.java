package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;

/** What the database itself refuses and keeps, whoever writes. */
@BesideTheService
class RulesOfTheDatabaseTest {
    private static final String ROWS = """
            INSERT INTO students (number, name, email) VALUES ('1', 'Ada', 'ada@students.example');
            INSERT INTO courses (code, name) VALUES ('AAA-2013J', 'Algebra');
            INSERT INTO student_courses (student_id, course_id) VALUES (1, 1);
            """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    students_name_check   | INSERT INTO students (number, name, email) VALUES ('2', E' \\t', 'b@students.example')
                    students_number_check | INSERT INTO students (number, name, email) VALUES ('', 'Bob', 'b@students.example')
                    students_number_check | INSERT INTO students (number, name, email) VALUES ('2 3', 'Bob', 'b@students.example')
                    students_number_check | INSERT INTO students (number, name, email) VALUES (E'2\\n', 'Bob', 'b@students.example')
                    students_number_key   | INSERT INTO students (number, name, email) VALUES ('1', 'Bob', 'b@students.example')
                    students_lower_idx    | INSERT INTO students (number, name, email) VALUES ('2', 'Bob', 'ADA@students.example')
                    courses_name_check    | INSERT INTO courses (code, name) VALUES ('B', '')
                    courses_code_check    | INSERT INTO courses (code, name) VALUES ('bbb', 'Biology')
                    courses_code_check    | INSERT INTO courses (code, name) VALUES ('B--2', 'Biology')
                    courses_code_check    | INSERT INTO courses (code, name) VALUES ('-B', 'Biology')
                    courses_code_check    | INSERT INTO courses (code, name) VALUES (E'B\\n', 'Biology')
                    courses_code_key      | INSERT INTO courses (code, name) VALUES ('AAA-2013J', 'Biology')
                    student_courses_pkey  | INSERT INTO student_courses (student_id, course_id) VALUES (1, 1)
                    student_courses_student_id_fkey | INSERT INTO student_courses (student_id, course_id) VALUES (9, 1)
                    student_courses_course_id_fkey  | DELETE FROM courses
                    """)
    void aNamedConstraintRefuses(String constraint, String write) throws Exception {
        try (var database = new SteppingDatabase(MigratedDatabase.create())) {
            database.execute(ROWS);
            assertThatThrownBy(() -> database.execute(write)).hasMessageContaining("constraint \"" + constraint + "\"");
        }
    }

    @Test
    void aChangeMovesTheVersionAndTheTimeOn() throws Exception {
        try (var database = new SteppingDatabase(MigratedDatabase.create())) {
            database.execute(ROWS);
            database.execute(
                    "UPDATE students SET name = 'Ada L.'; UPDATE courses SET version = 41, name = 'Algebra II'");
            assertThat(database.query("SELECT version || ' ' || (updated_at > created_at) FROM students"))
                    .isEqualTo("1 true");
            assertThat(database.query("SELECT version || ' ' || (updated_at > created_at) FROM courses"))
                    .isEqualTo("1 true");
        }
    }

    @Test
    void theSameValuesAgainAreNoChange() throws Exception {
        try (var database = new SteppingDatabase(MigratedDatabase.create())) {
            database.execute(ROWS);
            database.execute("UPDATE students SET name = name; UPDATE courses SET code = code");
            assertThat(database.query("SELECT version || ' ' || (updated_at = created_at) FROM students"))
                    .isEqualTo("0 true");
            assertThat(database.query("SELECT version || ' ' || (updated_at = created_at) FROM courses"))
                    .isEqualTo("0 true");
        }
    }

    @Test
    void anEnrollmentKnowsWhenItWasMade() throws Exception {
        try (var database = new SteppingDatabase(MigratedDatabase.create())) {
            database.execute(ROWS);
            assertThat(database.query(
                            "SELECT enrolled_at BETWEEN now() - interval '1 hour' AND now() FROM student_courses"))
                    .isEqualTo("t");
        }
    }
}
