package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.BesideTheService;

/** A changeset that cannot run says why, and changes nothing. */
@BesideTheService
class HaltTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    create_students | CREATE TABLE students (id integer) \
                    | There is a table students already. A database that another tool made is adopted, not migrated from nothing.
                    students_id_bigint | ALTER TABLE students ALTER id TYPE bigint \
                    | students.id is not the integer that the Flask generation made.
                    courses_id_identity | ALTER TABLE courses ALTER id DROP DEFAULT; DROP SEQUENCE courses_id_seq \
                    | courses.id has no sequence courses_id_seq.
                    students_number | ALTER TABLE students ADD number text \
                    | number is a column of students that no changeset has made, and has the name that this revision wants.
                    students_number_key | DROP INDEX students_number_key \
                    | There is no index students_number_key on students.
                    students_number_check | ALTER TABLE students DROP number \
                    | students has no column number. An earlier changeset has not run.
                    students_number_check_validate | ALTER TABLE students DROP CONSTRAINT students_number_check; \
                    INSERT INTO students (number, name, email) VALUES ('12 34', 'Ada', 'ada@students.example') \
                    | Some students have no registration number, or one with other characters than letters, digits and . _ / - in it. \
                    Correct them first.
                    courses_code_check_validate | ALTER TABLE courses DROP CONSTRAINT courses_code_check; \
                    INSERT INTO courses (code, name) VALUES ('aaa 2013j', 'Algebra') \
                    | Some courses have no code, or a malformed one. A code is of capitals, digits and single hyphens, like AAA-2013J. \
                    Correct them first.
                    touch_row | CREATE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$ \
                    | touch_row() is a function that no changeset has made, and has the name that this revision wants.
                    students_email_lower_index | INSERT INTO students (number, name, email) \
                    VALUES ('1', 'Ada', 'ada@students.example'), ('2', 'Ada', 'Ada@Students.example') \
                    | Some e-mail addresses differ only by case. Find them with: \
                    SELECT lower(email) FROM students GROUP BY 1 HAVING count(*) > 1; and correct them first.
                    students_text_index | CREATE SCHEMA other; ALTER EXTENSION pg_trgm SET SCHEMA other \
                    | The extension pg_trgm is in a schema that is not on the search_path.
                    create_terms | CREATE TABLE terms (id integer) \
                    | terms is a table that no changeset has made, and has the name that this revision wants.
                    courses_term_id | ALTER TABLE courses ADD term_id integer \
                    | term_id is a column of courses that no changeset has made, and has the name that this revision wants.
                    courses_term_id_fkey_validate | ALTER TABLE courses DROP CONSTRAINT courses_term_id_fkey; \
                    INSERT INTO courses (code, name, term_id) VALUES ('A', 'Algebra', 9) \
                    | Some courses have a term_id that is the id of no term. Find them with: \
                    SELECT id FROM courses WHERE term_id NOT IN (SELECT id FROM terms); and correct them first.
                    students_name_check_validate | ALTER TABLE students DROP CONSTRAINT students_name_check; \
                    INSERT INTO students (number, name, email) VALUES ('1', ' ', 'ada@students.example') \
                    | Some students have a blank name. Find them with: SELECT id FROM students WHERE name !~ '\\S'; and name them first.
                    courses_name_check_validate | ALTER TABLE courses DROP CONSTRAINT courses_name_check; \
                    INSERT INTO courses (code, name) VALUES ('A', '') \
                    | Some courses have a blank name. Find them with: SELECT id FROM courses WHERE name !~ '\\S'; and name them first.
                    """)
    void aPreconditionThatFailsHaltsWithItsMessage(String changeset, String obstacle, String message) throws Exception {
        try (var database = SteppingDatabase.before(changeset)) {
            database.execute(obstacle);
            Schema schema = database.schema();
            List<String> applied = database.applied();

            assertThatThrownBy(database::up).hasMessageContaining(message);

            assertThat(database.schema()).isEqualTo(schema);
            assertThat(database.applied()).isEqualTo(applied);
        }
    }

    @Test
    void nobodyIsToldToRenameWhatOnlyWantsToBeAdopted() throws Exception {
        try (var database = SteppingDatabase.before("create_students")) {
            database.execute("CREATE TABLE students (id serial PRIMARY KEY)");

            assertThatThrownBy(database::upToHead)
                    .message()
                    .contains("Use adopt")
                    .doesNotContain("RENAME");
        }
    }

    @Test
    void theRunGoesOnWhereItHaltedOnceTheObstacleIsGone() throws Exception {
        try (var database = SteppingDatabase.before("students_name_check")) {
            database.execute("INSERT INTO students (number, name, email) VALUES ('1', ' ', 'ada@students.example')");
            assertThatThrownBy(database::upToHead).hasMessageContaining("Some students have a blank name.");

            database.execute("UPDATE students SET name = 'Ada'");
            database.upToHead();

            assertThat(database.applied()).isEqualTo(Changelog.files());
        }
    }

    @Test
    void anIndexThatAnInterruptedRunLeftInvalidIsBuiltAnew() throws Exception {
        try (var database = SteppingDatabase.before("students_email_lower_index")) {
            database.execute("INSERT INTO students (number, name, email)"
                    + " VALUES ('1', 'Ada', 'ada@students.example'), ('2', 'Ada', 'ADA@students.example')");
            assertThatThrownBy(() -> database.execute(
                            "CREATE UNIQUE INDEX CONCURRENTLY students_lower_idx ON students (lower(email))"))
                    .hasMessageContaining("could not create unique index");
            assertThat(database.schema().sql()).contains("/* invalid */");
            database.execute("DELETE FROM students WHERE number = '2'");

            database.up();

            assertThat(database.schema().sql())
                    .contains("CREATE UNIQUE INDEX students_lower_idx ON")
                    .doesNotContain("/* invalid */");
        }
    }

    @Test
    void anIndexThatAKilledDowngradeDroppedButDidNotStrikeOffIsBuiltAnew() throws Exception {
        try (var database = SteppingDatabase.before("students_number_key")) {
            database.execute("DROP INDEX students_number_key; UPDATE migration_run SET outcome = 'running'"
                    + " WHERE revision = 'students_number_index' AND direction = 'up'");

            database.upToHead();

            assertThat(database.applied()).isEqualTo(Changelog.files());
        }
    }
}
