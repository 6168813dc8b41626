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

    @Test
    void anIndexThatIsAnothersIsNotDropped() throws Exception {
        PostgresServer.execute(
                database,
                "CREATE TABLE mailing (email text); CREATE UNIQUE INDEX students_lower_idx ON mailing (lower(email))");
        String record = query(RECORD);

        Outcome upgrade = db.run("upgrade");

        assertThat(upgrade.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(upgrade.err())
                .startsWith("Nothing was run, because this stands in the way:\n"
                        + "  students_email_lower_index: students_lower_idx is an index of mailing that no changeset has made,"
                        + " and this revision would drop it. Whoever it belongs to can give it another name: ALTER INDEX"
                        + " students_lower_idx RENAME TO …");
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
                  students_number_fill: students with a negative id, which gives no registration number
                      SELECT id, name FROM students WHERE id < 0; -- 2
                  courses_code_fill: courses with a negative id, which gives no code, and with a name that gives none either
                      WITH named AS (
                        SELECT id, name, btrim(regexp_replace(upper(name), '[^A-Z0-9]+', '-', 'g'), '-') AS made FROM courses
                      ), counted AS (
                        SELECT id, name, made, count(*) OVER (PARTITION BY made) AS alike FROM named
                      )
                      SELECT id, name FROM counted
                      WHERE id < 0 AND NOT (alike = 1 AND length(made) BETWEEN 1 AND 32 AND made !~ '^COURSE-[0-9]+$'); -- 1
                  students_email_lower_index: Some e-mail addresses differ only by case. Find them with: SELECT lower(email) FROM students GROUP BY 1 \
                HAVING count(*) > 1; and correct them first.
                      SELECT count(*) FROM (SELECT 1 FROM students GROUP BY lower(email) HAVING count(*) > 1) alike; -- 1
                  students_name_check_validate: Some students have a blank name. Find them with: SELECT id FROM students WHERE name !~ '\\S'; and name them first.
                      SELECT count(*) FROM students WHERE NOT (name ~ '\\S'); -- 2
                  courses_name_check_validate: Some courses have a blank name. Find them with: SELECT id FROM courses WHERE name !~ '\\S'; and name them first.
                      SELECT count(*) FROM courses WHERE NOT (name ~ '\\S'); -- 1
                Put it right, and try again.
                """);
        assertThat(query(RECORD)).isEqualTo(record);
        assertThat(db.run("rehearse").err()).endsWith(upgrade.err());
        Outcome deploy = db.run("deploy", "--no-backup");
        assertThat(deploy.out()).contains("students_name_check_validate: Some students have a blank name.");
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
