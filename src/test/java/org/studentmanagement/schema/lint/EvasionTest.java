package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.BesideTheService;

/** However a statement is written, it is judged by what it does. */
@BesideTheService
class EvasionTest {
    private static final Pattern BLANK_OUTSIDE_OF_QUOTES =
            Pattern.compile("('[^']*'|\\$\\$.*?\\$\\$)|[ \\n]+", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    alter table "students" add foreign key (tutor_id) references tutors | foreign-key-checked-at-once
                    ALTER TABLE public.students /* NOT VALID */ ADD CHECK (age > 0) -- NOT VALID | check-checked-at-once
                    ALTER TABLE IF EXISTS ONLY "public"."students" ADD CHECK ('NOT VALID' <> name) | check-checked-at-once
                    ALTER TABLE students ADD phone text, ADD CONSTRAINT c CHECK (age > 0) | check-checked-at-once
                    ALTER TABLE students ADD phone text CHECK (phone <> '') | check-checked-at-once
                    ALTER TABLE students ADD phone text UNIQUE | unique-without-index
                    ALTER TABLE courses ADD tutor bigint DEFAULT 1 REFERENCES tutors; CREATE INDEX CONCURRENTLY ON courses (tutor) | foreign-key-checked-at-once,concurrent-index-in-transaction
                    Alter Table Students Alter Age Set Data Type BIGINT | type-change-rewrites
                    ALTER TABLE students ALTER COLUMN name TYPE text USING upper(name) | type-change-rewrites
                    ALTER TABLE unheard_of ALTER COLUMN x TYPE text | type-change-rewrites
                    ALTER TABLE students ALTER email SET NOT NULL | not-null-without-check
                    ALTER TABLE students ADD CONSTRAINT c NOT NULL email | not-null-without-check
                    ALTER TABLE students ADD COLUMN serial_number bigserial | default-rewrites
                    ALTER TABLE students ADD COLUMN x bigint GENERATED ALWAYS AS IDENTITY | default-rewrites
                    ALTER TABLE students ADD COLUMN x int GENERATED ALWAYS AS (age + 1) STORED | default-rewrites
                    CREATE DOMAIN plain AS int CHECK (value > 0); ALTER TABLE students ADD COLUMN x plain | default-rewrites
                    CREATE INDEX /* CONCURRENTLY */ ON students (name) | index-not-concurrent
                    create unique index if not exists "X" on only public.students using btree (lower(name)) | index-not-concurrent
                    DELETE FROM students -- WHERE id = 1 | rows-without-where
                    DELETE FROM students WHERE 1 = 1 | rows-without-where
                    WITH gone AS (DELETE FROM students RETURNING id) SELECT * FROM gone | rows-without-where
                    TRUNCATE TABLE ONLY "students" | rows-without-where
                    EXPLAIN ANALYZE DELETE FROM students | rows-without-where
                    DO $body$ BEGIN IF true THEN DELETE FROM students; END IF; END $body$ | rows-without-where
                    DO LANGUAGE plpgsql $$ BEGIN FOR i IN 1..2 LOOP UPDATE students SET age = i; END LOOP; END $$ | rows-without-where
                    DO 'BEGIN DELETE FROM students; END' | cannot-be-judged
                    DO LANGUAGE plpython3u $$ plpy.execute('DROP TABLE students') $$ | cannot-be-judged
                    DO $$ BEGIN PERFORM touch(); END $$ | cannot-be-judged
                    SELECT public.touch() | cannot-be-judged
                    CALL touch() | cannot-be-judged
                    FROBNICATE students | cannot-be-judged
                    SELECT set_config('lock_timeout', '0', true) | lock-timeout-off
                    SET SESSION lock_timeout = '0s' | lock-timeout-off
                    RESET lock_timeout | lock-timeout-off
                    LOCK public.students IN ACCESS SHARE MODE | lock-table
                    VACUUM (FULL, ANALYZE) students | refused-in-transaction,table-blocked
                    REINDEX (CONCURRENTLY) TABLE students | refused-in-transaction
                    ALTER TABLE students SET UNLOGGED | table-blocked
                    ALTER TABLE students RENAME name TO nom | renamed-in-use
                    ALTER TABLE students RENAME TO pupils | renamed-in-use
                    ALTER TABLE students DROP IF EXISTS email | dropped-in-use
                    DROP TABLE IF EXISTS public.students CASCADE | cascade,dropped-in-use
                    SAVEPOINT x | transaction-control
                    CREATE TABLE IF NOT EXISTS students (id int); CREATE INDEX ON students (name) | index-not-concurrent
                    CREATE TEMP TABLE students (id int); DELETE FROM students | rows-without-where
                    ALTER TABLE students SET SCHEMA pg_catalog | renamed-in-use
                    """)
    void aStatementIsJudgedByWhatItDoes(String sql, String rules) throws Exception {
        assertThat(rulesBroken(ExampleChangelog.changeset("odd", sql + "\n", true)))
                .containsExactlyInAnyOrder(rules.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMENT ON TABLE students IS 'DELETE FROM students'",
                "INSERT INTO logs VALUES (now(), 1) -- ; DROP TABLE students",
                "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM students $$",
                "CREATE TABLE rooms (id int PRIMARY KEY, no int CHECK (no > 0)); CREATE INDEX ON rooms (no);"
                        + " ALTER TABLE rooms ALTER no TYPE bigint; DELETE FROM rooms",
                "ALTER TABLE students ADD COLUMN phone text DEFAULT 'none' NOT NULL",
                "ALTER TABLE students ADD COLUMN mentor_id bigint REFERENCES tutors; CREATE TABLE a (); DROP TABLE a;"
                        + " ALTER TABLE students DROP CONSTRAINT students_mentor_id_fkey;"
                        + " ALTER TABLE students ADD CONSTRAINT students_mentor_id_fkey CHECK (age > 0) NOT VALID",
                "SELECT 'CREATE INDEX ON students (name)', $$ DROP TABLE students; $$, \"name\" FROM students",
                "ALTER TABLE students RENAME TO pupils; CREATE VIEW students AS SELECT * FROM pupils"
            })
    void whatOnlyLooksBadIsNone(String sql) throws Exception {
        assertThat(rulesBroken(ExampleChangelog.changeset("odd", sql + "\n", true)))
                .isEmpty();
    }

    static Stream<String> rules() {
        return Rule.all().map(Rule::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noSpellingOfABadExampleHidesIt(String rule) throws Exception {
        String example = ExampleChangelog.example(rule);
        if (!example.contains("sql: |")) {
            return;
        }
        List<UnaryOperator<String>> spellings = List.of(
                String::toUpperCase,
                sql -> blanks(sql, " /* NOT VALID; 'WHERE' */ "),
                sql -> blanks(sql, "\t-- CONCURRENTLY $$\n"),
                sql -> sql.replace("students ", "public.\"students\" "));
        List<String> broken = rulesBroken(example);
        for (UnaryOperator<String> spelling : spellings) {
            String head = example.substring(0, example.indexOf("sql: |") + 7);
            String sql = example.substring(head.length()).split("\n {6}rollback:", 2)[0];
            String rest = example.substring(head.length() + sql.length());
            String odd = spelling.apply(sql.stripIndent().strip()).indent(14).stripTrailing();
            assertThat(rulesBroken(head + odd + rest)).as(odd).isEqualTo(broken);
        }
    }

    private static String blanks(String sql, String instead) {
        return BLANK_OUTSIDE_OF_QUOTES
                .matcher(sql)
                .replaceAll(found -> found.group(1) == null
                        ? Matcher.quoteReplacement(instead)
                        : Matcher.quoteReplacement(found.group(1)));
    }

    private List<String> rulesBroken(String yaml) throws Exception {
        return ChangelogLint.withoutDatabase(
                        new ExampleChangelog(folder).add("odd", yaml).judge())
                .stream()
                .map(LintFinding::rule)
                .toList();
    }
}
