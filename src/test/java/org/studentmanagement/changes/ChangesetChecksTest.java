package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.BesideTheService;

/** The check beside a changeset finds nothing after it has run, and harm as soon as somebody does it. */
@BesideTheService
class ChangesetChecksTest {
    /** By the changeset, rows to run it on, and what breaks what it has done; one line a harm. */
    private static final Map<String, List<String>> HARMS = Map.of(
            "courses_code_fill",
            List.of(
                    "UPDATE courses SET code = NULL WHERE id = 1",
                    "UPDATE courses SET code = 'no code'",
                    "UPDATE courses SET code = 'ONE'"),
            "students_number_fill",
            List.of("UPDATE students SET number = NULL WHERE id = 1", "UPDATE students SET number = 'S'"),
            "demo_terms",
            List.of(
                    "ALTER TABLE courses DISABLE TRIGGER courses_touch; UPDATE courses SET term_id = NULL;"
                            + " ALTER TABLE courses ENABLE TRIGGER courses_touch",
                    "UPDATE courses SET term_id = (SELECT id FROM terms WHERE code = '2014B') WHERE id = 1"),
            "test_categories_fill",
            List.of("DELETE FROM test_categories"));

    private static final Map<String, String> ROWS = Map.of(
            "courses_code_fill", "INSERT INTO courses (id, name) VALUES (1, 'Algebra'), (2, 'Botany')",
            "students_number_fill",
                    "INSERT INTO students (id, name, email) VALUES (1, 'Ada', 'a@b.example'), (2, 'Bob', 'b@b.example')",
            "demo_terms", """
                    INSERT INTO courses (id, code, name, description) VALUES
                      (1, 'AAA-2013J', 'Module AAA, presentation 2013J', 'Starts on 2013-10-01 and lasts 268 days'),
                      (2, 'BBB-2014B', 'Module BBB, presentation 2014B', 'Starts on 2014-02-01 and lasts 234 days')""",
            "test_categories_fill", """
                    INSERT INTO courses (id, code, name) VALUES (1, 'A-1', 'Algebra');
                    ALTER TABLE tests DISABLE TRIGGER tests_category;
                    INSERT INTO tests (code, title, category, course_id, held_on, maximum, weight)
                      VALUES ('A-1-1', 'Fractions', 'written', 1, '2026-10-01', 20, 1);
                    ALTER TABLE tests ENABLE TRIGGER tests_category""");

    /** Where a history refuses to be truncated. */
    private static final Map<String, String> EMPTIED =
            Map.of("test_categories_fill", "DELETE FROM tests; DELETE FROM courses");

    private static final List<String> CHANGESETS = Changelog.files().stream()
            .filter(file -> ChangesetChecksTest.class.getResource("/" + file.replace(".yaml", ".check.sql")) != null)
            .map(Changelog::slug)
            .toList();

    @ParameterizedTest
    @FieldSource("CHANGESETS")
    void aCheckFindsRealHarm(String changeset) throws Exception {
        assertThat(HARMS).as("harms for every check").containsKey(changeset);
        try (var database = SteppingDatabase.before(changeset)) {
            database.execute(ROWS.get(changeset));
            database.up();
            DbBench db = new DbBench(database.name());
            assertThat(db.run("verify").out()).doesNotContain(changeset);
            for (String harm : HARMS.get(changeset)) {
                database.execute(harm);
                assertThat(db.run("verify").out()).as(harm).contains(changeset + ": Its check finds ");
                database.down();
                database.execute(EMPTIED.getOrDefault(changeset, "TRUNCATE courses, students CASCADE"));
                database.execute(ROWS.get(changeset));
                database.up();
            }
        }
    }

    @Test
    void everyHarmIsOfACheck() {
        assertThat(CHANGESETS).containsExactlyInAnyOrderElementsOf(HARMS.keySet());
    }
}
