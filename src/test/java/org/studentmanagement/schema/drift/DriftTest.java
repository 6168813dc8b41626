package org.studentmanagement.schema.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** What is done by hand is named, and the SQL that is offered for it, when run, leaves no difference. */
@BesideTheService
class DriftTest {
    /** As a changelog might make it, of what the bundled one makes none yet. */
    private static final String MORE = """
            CREATE TYPE term AS ENUM ('spring', 'fall');
            CREATE TYPE place AS (room text);
            CREATE DOMAIN mark AS integer DEFAULT 1 NOT NULL CONSTRAINT positive CHECK (VALUE > 0);
            CREATE SEQUENCE tickets;
            CREATE FUNCTION plus(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a + 1';
            CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
            CREATE TABLE visits (
                id integer PRIMARY KEY,
                term term DEFAULT 'fall',
                marked mark,
                seat integer NOT NULL,
                doubled integer GENERATED ALWAYS AS (seat * 2) STORED,
                during tsrange,
                EXCLUDE USING gist (during WITH &&)
            );
            ALTER TABLE visits SET (fillfactor = 70);
            ALTER TABLE visits ADD CONSTRAINT seats CHECK (seat > 0) NOT VALID;
            ALTER TABLE visits ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON visits USING (id > 1);
            CREATE RULE forever AS ON DELETE TO visits DO INSTEAD NOTHING;
            CREATE VIEW seated AS SELECT id, seat FROM visits;
            CREATE MATERIALIZED VIEW seats_taken AS SELECT seat FROM seated;
            CREATE INDEX seats_taken_seat_idx ON seats_taken (seat);
            COMMENT ON VIEW seated IS 'Who sits where';
            CREATE INDEX visits_doubled_idx ON visits (doubled);
            COMMENT ON CONSTRAINT seats ON visits IS 'No standing';
            INSERT INTO visits (id, seat) VALUES (7, 8);
            INSERT INTO students (number, name, email) VALUES ('1', 'Ada', 'ada@students.example');
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER TABLE students ADD COLUMN phone text | column phone of students added
            ALTER TABLE students ADD COLUMN seen serial | sequence students_seen_seq of students added; column seen of students added; owned by students_seen_seq of students added
            ALTER TABLE courses DROP COLUMN description | column description of courses gone
            ALTER TABLE students DROP COLUMN created_at | column created_at of students gone; index students_created_at_id_idx of students gone
            DELETE FROM student_courses; DELETE FROM students; ALTER TABLE students DROP COLUMN email | column email of students gone; index students_expr_idx of students gone; index students_lower_idx of students gone
            DELETE FROM student_courses; DELETE FROM students; ALTER TABLE students RENAME COLUMN number TO nr | column number of students gone; column nr of students added; constraint students_number_check of students changed; constraint students_number_key of students changed; index students_expr_idx of students changed
            ALTER TABLE students ALTER name TYPE varchar(80) | column name of students changed
            ALTER TABLE students ALTER version TYPE text; | column version of students changed
            ALTER TABLE students ALTER name DROP NOT NULL | column name of students changed
            ALTER TABLE courses ALTER description SET NOT NULL, ALTER description SET DEFAULT '' | column description of courses changed
            ALTER TABLE students ALTER version SET DEFAULT 1 | column version of students changed
            ALTER TABLE students ALTER version DROP DEFAULT | column version of students changed
            ALTER TABLE students ALTER id DROP IDENTITY | column id of students changed
            ALTER TABLE students ALTER id SET GENERATED ALWAYS | column id of students changed
            ALTER TABLE visits ALTER id ADD GENERATED ALWAYS AS IDENTITY | column id of visits changed
            ALTER TABLE students ALTER id SET INCREMENT 10 SET CYCLE | identity options id of students added
            ALTER TABLE visits ALTER doubled DROP EXPRESSION | column doubled of visits changed
            ALTER TABLE students DROP CONSTRAINT students_name_check | constraint students_name_check of students gone
            ALTER TABLE students ADD CONSTRAINT short CHECK (length(name) < 90) | constraint short of students added
            ALTER TABLE students DROP CONSTRAINT students_name_check, ADD CONSTRAINT students_name_check CHECK (name > '') NOT VALID | constraint students_name_check of students changed
            ALTER TABLE students DROP CONSTRAINT students_name_check, ADD CONSTRAINT students_name_check CHECK (name ~ '\\S') NOT VALID | constraint students_name_check of students changed
            ALTER TABLE visits VALIDATE CONSTRAINT seats | constraint seats of visits changed
            ALTER TABLE students DROP CONSTRAINT students_number_key | constraint students_number_key of students gone
            ALTER TABLE imports DROP CONSTRAINT imports_pkey CASCADE | constraint imports_pkey of imports gone; foreign key import_parts_import_id_fkey of import_parts gone; foreign key import_refusals_import_id_fkey of import_refusals gone
            ALTER TABLE student_courses DROP CONSTRAINT student_courses_pkey, ADD CONSTRAINT student_courses_pkey PRIMARY KEY (course_id, student_id) | constraint student_courses_pkey of student_courses changed
            ALTER TABLE visits DROP CONSTRAINT visits_during_excl | constraint visits_during_excl of visits gone
            ALTER TABLE student_courses DROP CONSTRAINT student_courses_course_id_fkey | foreign key student_courses_course_id_fkey of student_courses gone
            ALTER TABLE student_courses DROP CONSTRAINT student_courses_course_id_fkey, ADD CONSTRAINT student_courses_course_id_fkey FOREIGN KEY (course_id) REFERENCES courses ON DELETE CASCADE | foreign key student_courses_course_id_fkey of student_courses changed
            DROP INDEX students_lower_idx | index students_lower_idx of students gone
            CREATE INDEX students_name_idx ON students (name) WHERE version > 3 | index students_name_idx of students added
            DROP INDEX students_lower_idx; CREATE INDEX students_lower_idx ON students (lower(email)) | index students_lower_idx of students changed
            UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'students_lower_idx'::regclass | index students_lower_idx of students changed
            ALTER INDEX courses_pkey SET (fillfactor = 50) | constraint courses_pkey of courses changed
            DROP TRIGGER students_touch ON students | trigger students_touch of students gone
            ALTER TABLE students DISABLE TRIGGER students_touch | trigger state students_touch of students added
            CREATE TRIGGER spy AFTER INSERT ON courses FOR EACH ROW EXECUTE FUNCTION touch_row() | trigger spy of courses added
            CREATE OR REPLACE TRIGGER students_touch BEFORE UPDATE ON students FOR EACH ROW EXECUTE FUNCTION touch_row() | trigger students_touch of students changed
            CREATE OR REPLACE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$ | function touch_row() changed
            DROP FUNCTION plus(integer); CREATE FUNCTION plus(a integer) RETURNS bigint LANGUAGE sql AS 'SELECT 2::bigint' | function plus(a integer) changed
            DROP PROCEDURE tidy | procedure tidy() gone
            DROP TABLE student_courses | table student_courses gone; foreign key student_courses_course_id_fkey of student_courses gone; foreign key student_courses_student_id_fkey of student_courses gone
            ALTER TABLE student_courses SET UNLOGGED | unlogged student_courses added
            ALTER TABLE students SET (autovacuum_enabled = false) | storage option autovacuum_enabled of students added
            ALTER TABLE visits SET (fillfactor = 80) | storage option fillfactor of visits changed
            ALTER TABLE students REPLICA IDENTITY FULL | replica identity students added
            COMMENT ON TABLE students IS 'Pupils' | comment TABLE students of students changed
            COMMENT ON COLUMN students.name IS NULL | comment COLUMN students.name of students gone
            COMMENT ON INDEX students_lower_idx IS 'quick' | comment INDEX students_lower_idx of students added
            ALTER TABLE visits FORCE ROW LEVEL SECURITY | row level security visits changed
            ALTER TABLE students ENABLE ROW LEVEL SECURITY | row level security students added
            ALTER POLICY own ON visits USING (true) | policy own of visits changed
            DROP RULE forever ON visits | rule forever of visits gone
            CREATE OR REPLACE VIEW seated AS SELECT id, seat, during FROM visits | view seated changed
            DROP MATERIALIZED VIEW seats_taken | materialized view seats_taken gone
            DROP INDEX seats_taken_seat_idx | index seats_taken_seat_idx of seats_taken gone
            ALTER SEQUENCE tickets INCREMENT 3 CYCLE | sequence tickets changed
            ALTER TYPE term ADD VALUE 'summer' | enum term changed
            ALTER TABLE visits ALTER term DROP DEFAULT, ALTER term TYPE text; DROP TYPE term; CREATE TYPE term AS ENUM ('fall'); ALTER TABLE visits ALTER term TYPE term USING term::term, ALTER term SET DEFAULT 'fall' | enum term changed
            ALTER TYPE place ADD ATTRIBUTE floor integer | composite type place changed
            ALTER DOMAIN mark DROP CONSTRAINT positive; ALTER DOMAIN mark DROP DEFAULT; ALTER DOMAIN mark ADD CONSTRAINT small CHECK (VALUE < 9) | domain mark changed
            """)
    void aChangeByHandIsNamedAndMended(String change, String words) throws Exception {
        try (Connection connection = PostgresServer.connect(MigratedDatabase.create());
                var statement = connection.createStatement()) {
            statement.execute(MORE);
            Schema expected = Schema.read(connection);
            statement.execute(change);

            Drift drift = look(connection, expected);

            assertThat(drift.differences().stream().map(Difference::words))
                    .containsExactlyInAnyOrder(words.split("; "));
            for (String mending : drift.mend()) {
                statement.execute(mending);
            }
            assertThat(look(connection, expected).differences()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GRANT SELECT ON students TO PUBLIC | privilege SELECT ON TABLE students TO PUBLIC of students added
            GRANT TRUNCATE, TRIGGER ON students TO ${role} | privilege TRIGGER, TRUNCATE ON TABLE students TO ${role} of students added
            GRANT REFERENCES (id) ON students TO ${role} | privilege REFERENCES (id) ON TABLE students TO ${role} of students added
            GRANT SELECT ON students TO ${role} WITH GRANT OPTION | privilege SELECT WITH GRANT OPTION ON TABLE students TO ${role} of students added
            GRANT UPDATE ON SEQUENCE students_id_seq TO ${role} | privilege UPDATE ON SEQUENCE students_id_seq TO ${role} of students_id_seq added
            GRANT CREATE ON SCHEMA public TO ${role} | privilege CREATE ON SCHEMA public TO ${role} added
            GRANT DELETE ON databasechangelog TO ${role} | privilege DELETE ON TABLE databasechangelog TO ${role} of databasechangelog added
            GRANT EXECUTE ON FUNCTION touch_row TO ${role} WITH GRANT OPTION | privilege EXECUTE WITH GRANT OPTION ON ROUTINE touch_row() TO ${role} added
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON SEQUENCES TO ${role} | privilege default UPDATE ON SEQUENCES TO ${role} added
            """)
    void aRightThatNobodyShouldHaveIsNamedAndTakenAway(String grant, String words) throws Exception {
        String database = MigratedDatabase.create();
        String role = database + "_r";
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + role);
            statement.execute(grant.replace("${role}", role));

            Drift drift = look(connection);

            assertThat(drift.differences().stream().map(Difference::words))
                    .containsExactly(words.replace("${role}", role));
            for (String mending : drift.mend()) {
                statement.execute(mending);
            }
            assertThat(look(connection).differences()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE stray (id serial PRIMARY KEY, student_id bigint REFERENCES students, course_id bigint REFERENCES courses); COMMENT ON COLUMN stray.id IS 'x'; CREATE INDEX ON stray (course_id); GRANT ALL ON stray, stray_id_seq TO PUBLIC | table stray, which stands on courses and students
            CREATE VIEW "Names" AS SELECT name FROM students; COMMENT ON VIEW "Names" IS 'x' | view "Names", which stands on students
            CREATE MATERIALIZED VIEW names AS SELECT name FROM students; CREATE INDEX names_idx ON names (name) | materialized view names, which stands on students
            CREATE SCHEMA other; CREATE VIEW other.names AS SELECT name FROM students; CREATE VIEW other.more AS TABLE other.names | view other.names, which stands on students
            CREATE TABLE pupils () INHERITS (students) | table pupils, which stands on students
            CREATE FUNCTION minus() RETURNS integer LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION minus() OWNER TO pg_monitor | function minus()
            CREATE FUNCTION touch_row(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1' | function touch_row(integer)
            CREATE SEQUENCE numbers | sequence numbers
            CREATE TYPE mood AS ENUM ('good'); CREATE DOMAIN mark AS integer | domain mark; enum mood
            """)
    void whatNoChangesetMakesIsLeftAlone(String beside, String words) throws Exception {
        try (Connection connection = PostgresServer.connect(MigratedDatabase.create());
                var statement = connection.createStatement()) {
            statement.execute(beside);

            Drift drift = look(connection);

            assertThat(drift.differences()).isEmpty();
            assertThat(drift.leftAlone().stream().map(UnmanagedObject::toString))
                    .containsExactly(words.split("; "));
        }
    }

    @Test
    void whatWhoeverMigratesDoesNotOwnIsNamedAndGivenToHim() throws Exception {
        String database = MigratedDatabase.create();
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s_m; GRANT CREATE ON SCHEMA public TO %1$s_m".formatted(database));
            statement.execute("""
                    DO $$ BEGIN EXECUTE (
                      SELECT string_agg(format('ALTER %s %s OWNER TO %I;', kind, name, current_database() || '_m'), ' ')
                      FROM (
                        SELECT 'TABLE' AS kind, oid::regclass::text AS name FROM pg_class
                        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'courses'
                        UNION ALL
                        SELECT 'FUNCTION', oid::regprocedure::text FROM pg_proc p
                        WHERE pronamespace = 'public'::regnamespace
                          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')) ours); END $$
                    """);

            Drift drift = look(connection);

            assertThat(drift.differences())
                    .singleElement()
                    .satisfies(difference ->
                            assertThat(difference.words()).isEqualTo("owner TABLE courses of courses changed"));
            for (String mending : drift.mend()) {
                statement.execute(mending);
            }
            assertThat(look(connection).differences()).isEmpty();
        }
    }

    @Test
    void severalChangesAtOnceAreMendedInAnOrderThatRuns() throws Exception {
        try (Connection connection = PostgresServer.connect(MigratedDatabase.create());
                var statement = connection.createStatement()) {
            for (String change : Arrays.asList(
                    "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
                    "CREATE TRIGGER spy AFTER INSERT ON students FOR EACH ROW EXECUTE FUNCTION spy()",
                    "CREATE TABLE rooms (id int PRIMARY KEY)",
                    "ALTER TABLE courses ADD COLUMN room int REFERENCES rooms",
                    "DROP TABLE student_courses",
                    "DROP TABLE import_parts",
                    "DROP TABLE import_refusals",
                    "ALTER TABLE imports DROP CONSTRAINT imports_pkey")) {
                statement.execute(change);
            }

            Drift drift = look(connection);

            assertThat(drift.differences()).hasSize(11);
            for (String mending : drift.mend()) {
                statement.execute(mending);
            }
            assertThat(look(connection).differences()).isEmpty();
        }
    }

    @Test
    void sqlThatLosesSomethingSaysSo() throws Exception {
        try (Connection connection = PostgresServer.connect(MigratedDatabase.create());
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE students ADD phone text, DROP name, ALTER version TYPE integer");

            assertThat(look(connection).differences().stream().map(Difference::warning))
                    .contains(
                            "Loses the values of students.phone.",
                            "Writes students anew, which nobody can use meanwhile; values that do not fit are refused or rounded.",
                            "The values of students.name do not come back: fill it before it becomes NOT NULL.");
        }
    }

    private static Drift look(Connection connection) throws SQLException {
        return Drift.look(connection, Changelog.files(), Set.of(), SchemaHistory.bundled()::at);
    }

    private static Drift look(Connection connection, Schema expected) throws SQLException {
        return Drift.look(connection, Changelog.files(), Set.of(), revisions -> expected);
    }
}
