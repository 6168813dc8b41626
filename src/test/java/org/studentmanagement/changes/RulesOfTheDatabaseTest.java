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
    /** That a user was seen, or has another password, changes nothing that anybody is shown under the version. */
    private static final String UNCOUNTED = "('users.password_hash', 'users.last_seen_at')";

    private static final String ROWS = """
            INSERT INTO students (number, name, email) VALUES ('1', 'Ada', 'ada@students.example');
            INSERT INTO courses (code, name) VALUES ('AAA-2013J', 'Algebra');
            INSERT INTO student_courses (student_id, course_id) VALUES (1, 1);
            INSERT INTO terms (code, name, kind, begins_on, ends_on, parent_id) VALUES
              ('Y', 'Year', 'school_year', '2013-08-01', '2014-07-31', NULL), ('T', 'Term', 'term', '2013-08-01', '2014-01-31', 1);
            INSERT INTO classes (code, name, term_id) VALUES ('7A', '7A', 1);
            INSERT INTO class_members (class_id, student_id, joined_on) VALUES (1, 1, '2013-08-01');
            INSERT INTO fees (student_id, month, amount, due_on) VALUES (1, '2013-09-01', 10, '2013-09-15');
            INSERT INTO payments (student_id, method, amount, paid_on) VALUES (1, 'cash', 1, '2013-09-01');
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
                    courses_term_id_fkey  | UPDATE courses SET term_id = 9
                    terms_code_check      | UPDATE terms SET code = 't'
                    terms_code_key        | UPDATE terms SET code = 'Y'
                    terms_name_check      | UPDATE terms SET name = ' '
                    terms_kind_check      | UPDATE terms SET kind = 'semester' WHERE code = 'T'
                    terms_check           | UPDATE terms SET ends_on = '2013-07-31'
                    terms_parent_id_parent_kind_fkey | UPDATE terms SET parent_id = 9 WHERE code = 'T'
                    terms_parent_id_parent_kind_fkey | UPDATE terms SET parent_id = id
                    terms_parent_id_parent_kind_fkey | UPDATE terms SET parent_id = 2 WHERE code = 'Y'
                    terms_parent_id_parent_kind_fkey | UPDATE terms SET kind = 'grading_period' WHERE code = 'T'
                    terms_parent_id_parent_kind_fkey | UPDATE terms SET kind = 'term' WHERE code = 'Y'
                    terms_parent_id_parent_kind_fkey | DELETE FROM terms WHERE code = 'Y'
                    student_courses_pkey  | INSERT INTO student_courses (student_id, course_id) VALUES (1, 1)
                    student_courses_student_id_fkey | INSERT INTO student_courses (student_id, course_id) VALUES (9, 1)
                    student_courses_course_id_fkey  | DELETE FROM courses
                    enrollment_events_kind_check | INSERT INTO enrollment_events (kind, stint, student_id, course_id) VALUES ('forgotten', gen_random_uuid(), 9, 1)
                    enrollment_events_check | INSERT INTO enrollment_events (kind, student_id, course_id) VALUES ('erased', 9, 1)
                    enrollment_events_check | INSERT INTO enrollment_events (kind, stint, student_id) VALUES ('erased', gen_random_uuid(), 9)
                    enrollment_events_check | INSERT INTO enrollment_events (kind, student_id) VALUES ('waitlisted', 9)
                    courses_check           | UPDATE courses SET enrollment_opens_at = '2013-10-01', enrollment_closes_at = '2013-10-01'
                    class_members_check     | UPDATE class_members SET left_on = joined_on - 1
                    departures_check        | INSERT INTO departures (student_id, leaves_on, reason, asked_by, decided_at) VALUES (1, '2013-10-01', 'We move.', 'ada', now())
                    departures_check        | INSERT INTO departures (student_id, leaves_on, reason, asked_by, state) VALUES (1, '2013-10-01', 'We move.', 'ada', 'granted')
                    fees_month_check        | INSERT INTO fees (student_id, month, amount, due_on) VALUES (1, '2013-10-02', 10, '2013-10-15')
                    fees_check              | INSERT INTO fees (student_id, month, amount, discount, discount_reason, due_on) VALUES (1, '2013-10-01', 10, 10.01, 'A sibling', '2013-10-15')
                    fees_check              | INSERT INTO fees (student_id, month, amount, discount, due_on) VALUES (1, '2013-10-01', 10, 1, '2013-10-15')
                    fees_student_id_month_key | INSERT INTO fees (student_id, month, amount, due_on) VALUES (1, '2013-09-01', 10, '2013-09-15')
                    payments_check          | INSERT INTO payments (student_id, method, amount, paid_on) VALUES (1, 'card', 1, '2013-10-01')
                    payments_receipt_number_key | INSERT INTO payments (student_id, method, amount, paid_on, receipt_number) VALUES (1, 'cash', 1, '2013-10-01', 1)
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

    /** What is made of other columns changes with them, and a trigger that looks at rows as a whole cannot be made beside it. */
    @Test
    void whereATriggerNamesTheColumnsThatCountItNamesAllThatAreNotMadeOfOthers() throws Exception {
        try (var database = new SteppingDatabase(MigratedDatabase.create())) {
            assertThat(database.query("""
                            SELECT string_agg(relname || '.' || attname, ', ')
                            FROM pg_trigger
                            JOIN pg_class ON pg_class.oid = tgrelid
                            JOIN pg_attribute ON attrelid = tgrelid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                            WHERE tgname = relname || '_touch' AND pg_get_triggerdef(pg_trigger.oid) NOT LIKE '%(old.* IS DISTINCT%'
                              AND pg_get_triggerdef(pg_trigger.oid) !~ ('new\\.' || attname || '\\M')
                              AND relname || '.' || attname NOT IN
                            """ + UNCOUNTED)).isNull();
            database.execute(ROWS);
            database.execute("UPDATE terms SET kind = kind; UPDATE terms SET parent_id = NULL WHERE code = 'T'");
            assertThat(database.query("SELECT string_agg(code || ' ' || version, ', ' ORDER BY code) FROM terms"))
                    .isEqualTo("T 1, Y 0");
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
