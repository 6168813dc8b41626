package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** What stands in the way of a later revision is told before the first one runs, all of it, and nothing is changed. */
@BesideTheService
class PreflightChecksTest {
    private static final String RECORD =
            "SELECT count(*) || ' ' || (SELECT count(*) FROM migration_run) FROM databasechangelog";

    private static String template;

    private String database;
    private DbBench db;

    @BeforeAll
    static void standWhereTheFlaskGenerationLeftOff() throws SQLException {
        template = PostgresServer.scratch();
        assertThat(new DbBench(template)
                        .run("upgrade", "create_student_courses")
                        .exitCode())
                .isZero();
    }

    @BeforeEach
    void copyIt() throws SQLException {
        database = PostgresServer.copy(template);
        db = new DbBench(database);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CREATE TABLE mailing (email text); CREATE UNIQUE INDEX students_lower_idx ON mailing (lower(email)) \
            | students_email_lower_index: students_lower_idx is an index of mailing that no changeset has made, and this revision would drop it. \
            Whoever it belongs to can give it another name: ALTER INDEX students_lower_idx RENAME TO …
            CREATE INDEX students_lower_idx ON students (lower(name)) \
            | students_email_lower_index: students_lower_idx is an index of students that no changeset has made, and this revision would drop it.
            CREATE VIEW students_number_key AS SELECT 1 \
            | students_number_index: students_number_key is a view that no changeset has made, and this revision would drop it.
            CREATE SEQUENCE courses_code_key \
            | courses_code_index: courses_code_key is a sequence that no changeset has made, and this revision would drop it. \
            Whoever it belongs to can give it another name: ALTER SEQUENCE courses_code_key RENAME TO …
            CREATE TABLE clients (id int) \
            | create_clients: clients is a table that no changeset has made, and has the name that this revision wants.
            CREATE MATERIALIZED VIEW clients_pkey AS SELECT 1 \
            | create_clients: clients_pkey is a materialized view that no changeset has made, and has the name that this revision wants.
            CREATE TYPE clients AS ENUM ('a') \
            | create_clients: clients is a type that no changeset has made, and has the name that this revision wants.
            CREATE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END' \
            | touch_row: touch_row() is a function that no changeset has made, and has the name that this revision wants. \
            Whoever it belongs to can give it another name: ALTER FUNCTION touch_row() RENAME TO …
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
            CREATE TRIGGER students_touch AFTER DELETE ON students EXECUTE FUNCTION f() \
            | students_touch: students_touch is a trigger of students that no changeset has made, and has the name that this revision wants. \
            Whoever it belongs to can give it another name: ALTER TRIGGER students_touch ON students RENAME TO …
            ALTER TABLE students ADD number text \
            | students_number: number is a column of students that no changeset has made, and has the name that this revision wants. \
            Whoever it belongs to can give it another name: ALTER TABLE students RENAME COLUMN number TO …
            ALTER TABLE courses ADD CONSTRAINT courses_name_check CHECK (length(name) > 1) \
            | courses_name_check: courses_name_check is a constraint of courses that no changeset has made, and has the name that this revision wants.
            """)
    void aNameThatIsAnothersIsToldWithItsOwner(String another, String sentence) throws Exception {
        PostgresServer.execute(database, another);
        String record = query(RECORD);

        Outcome upgrade = db.run("upgrade");

        assertThat(upgrade.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(upgrade.err()).startsWith("Nothing was run, because this stands in the way:\n  " + sentence);
        assertThat(query(RECORD)).isEqualTo(record);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE UNIQUE INDEX students_lower_idx ON students (lower(email))
            CREATE SCHEMA other; CREATE TABLE other.mailing (email text); CREATE INDEX students_lower_idx ON other.mailing (email)
            CREATE TABLE attendance (student_id integer REFERENCES students); CREATE VIEW honours AS SELECT name FROM students
            """)
    void whatIsInNobodysWayStays(String beside) throws Exception {
        PostgresServer.execute(database, beside);

        Outcome upgrade = db.run("upgrade", "students_email_lower_index");

        assertThat(upgrade.err()).contains("up   students_email_lower_index");
    }

    @Test
    void allRowsThatALaterRevisionDoesNotBearAreListedWithTheirQueries() throws Exception {
        PostgresServer.execute(database, """
                INSERT INTO students (id, name, email) VALUES (-1, 'Ada', 'ada@x.example'), (-2, E' \\t', 'Ada@X.example'), (3, '', 'c@x.example');
                INSERT INTO courses (id, name) VALUES (-1, '!'), (-2, 'Algebra'), (3, ' ');
                """);
        String record = query(RECORD);

        Outcome upgrade = db.run("upgrade");

        assertThat(upgrade.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(upgrade.err()).isEqualTo("""
                Nothing was run, because this stands in the way:
                  students_number_fill: students with a negative id, which gives no registration number: 2
                      SELECT id, name FROM students WHERE id < 0;
                  courses_code_fill: courses with a negative id, which gives no code, and with a name that gives none either: 1
                      WITH named AS (
                        SELECT id, name, btrim(regexp_replace(upper(name), '[^A-Z0-9]+', '-', 'g'), '-') AS made FROM courses
                      ), counted AS (
                        SELECT id, name, made, count(*) OVER (PARTITION BY made) AS alike FROM named
                      )
                      SELECT id, name FROM counted
                      WHERE id < 0 AND NOT (alike = 1 AND length(made) BETWEEN 1 AND 32 AND made !~ '^COURSE-[0-9]+$');
                  students_email_lower_index: values of lower(email), which becomes unique, that several rows of students have: 1
                      Some e-mail addresses differ only by case. Find them with: SELECT lower(email) FROM students GROUP BY 1 \
                HAVING count(*) > 1; and correct them first.
                      SELECT lower(email), count(*) AS rows FROM students WHERE num_nulls(lower(email)) = 0 \
                GROUP BY lower(email) HAVING count(*) > 1;
                  students_name_check_validate: rows of students against CHECK (name ~ '\\S'): 2
                      Some students have a blank name. Find them with: SELECT id FROM students WHERE name !~ '\\S'; and name them first.
                      SELECT * FROM students WHERE NOT (name ~ '\\S');
                  courses_name_check_validate: rows of courses against CHECK (name ~ '\\S'): 1
                      Some courses have a blank name. Find them with: SELECT id FROM courses WHERE name !~ '\\S'; and name them first.
                      SELECT * FROM courses WHERE NOT (name ~ '\\S');
                Put it right, and try again.
                """);
        assertThat(query(RECORD)).isEqualTo(record);
        assertThat(db.run("rehearse").err()).endsWith(upgrade.err());
        Outcome deploy = db.run("deploy", "--no-backup");
        assertThat(deploy.out()).contains("students_name_check_validate: rows of students");
        assertThat(deploy.err()).contains("students_id_seq: The sequence gives 1 next, but students.id has 3 already.");
        assertThat(query(RECORD)).isEqualTo(record);
    }

    @Test
    void adoptTellsItBeforehandAndAReaderOfTheDatabaseMayAsk() throws Exception {
        PostgresServer.execute(database, """
                DROP TABLE databasechangelog, databasechangeloglock, migration_run;
                INSERT INTO students (name, email) VALUES (' ', 'a@x.example');
                """);

        Outcome adopt = db.run("adopt");

        assertThat(adopt.exitCode()).isZero();
        assertThat(adopt.out()).contains("Before an upgrade, put this right:\n  students_name_check_validate: ");
    }

    @Test
    void lintOfADatabaseKnowsWhoseANameIs() throws Exception {
        PostgresServer.execute(
                database, "CREATE TABLE mailing (email text); CREATE INDEX students_lower_idx ON mailing (email)");

        Outcome lint = db.run("lint", "--database");

        assertThat(lint.exitCode()).isEqualTo(ExitCode.UNFIT);
        assertThat(lint.out()).contains("error    name-of-another", "students_lower_idx is an index of mailing");
    }

    @Test
    void whatADowngradeWouldDropOfAnothersIsNotDropped() throws Exception {
        db.run("stamp", "students_email_lower_index");
        PostgresServer.execute(
                database, "CREATE TABLE mailing (email text); CREATE INDEX students_lower_idx ON mailing (email)");

        Outcome downgrade = db.run("downgrade", "-1", "--drop-adopted");

        assertThat(downgrade.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(downgrade.err()).contains("students_lower_idx is an index of mailing that no changeset has made");
    }

    @Test
    void aSchemaThatIsNotThereIsToldBeforeAnything() {
        DbBench elsewhere = new DbBench(new Datasource(
                PostgresServer.url(database) + "&currentSchema=attic", Optional.empty(), Optional.empty()));
        for (String command : new String[] {"current", "upgrade", "adopt", "drift", "verify", "lint --database"}) {
            assertThat(elsewhere.run(command.split(" ")).err())
                    .as(command)
                    .startsWith("There is no schema attic in " + database + " on localhost:")
                    .endsWith(": create it, or correct currentSchema in the JDBC URL.\n");
        }
    }

    @Test
    void anothersTableMigrationRunIsLeftAsItIs() throws Exception {
        PostgresServer.execute(database, "DROP TABLE migration_run; CREATE TABLE migration_run (id int, runner text)");
        for (String command : new String[] {"upgrade", "downgrade base", "history -v", "deploy --no-backup"}) {
            Outcome outcome = db.run(command.split(" "));
            assertThat(outcome.exitCode()).as(command).isEqualTo(ExitCode.REFUSED);
            assertThat(outcome.err() + outcome.out())
                    .as(command)
                    .contains("There is a table migration_run that is not the record"
                            + " of this system, since it has no revision, direction, started, ");
        }
        assertThat(query("SELECT count(*) FROM databasechangelog")).isEqualTo("3");
    }

    @Test
    void whatARevisionBeforeFillsIsNotAskedFor() throws Exception {
        db.run("upgrade", "students_number");
        PostgresServer.execute(database, "INSERT INTO students (name, email) VALUES ('Ada', 'ada@x.example')");

        assertThat(db.run("upgrade").exitCode()).isZero();
    }

    private String query(String sql) throws SQLException {
        return PostgresServer.query(database, sql);
    }
}
