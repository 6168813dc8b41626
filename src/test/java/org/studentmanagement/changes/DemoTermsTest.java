package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

/** What becomes of demo data that was imported before there were terms. */
@BesideTheService
class DemoTermsTest {
    private static final String DEMO = """
            INSERT INTO courses (id, code, name, description) VALUES
              (1, 'AAA-2013J', 'Module AAA, presentation 2013J', 'Starts on 2013-10-01 and lasts 268 days'),
              (2, 'BBB-2013J', 'Module BBB, presentation 2013J', 'Starts on 2013-10-01 and lasts 261 days'),
              (3, 'BBB-2014B', 'Module BBB, presentation 2014B', 'Starts on 2014-02-01 and lasts 234 days')
            """;

    private static final String TERMS =
            "SELECT coalesce(string_agg(concat_ws(' ', code, name, kind, begins_on, ends_on, parent_id), ', ' ORDER BY code), '')"
                    + " FROM terms";

    private static final String HELD =
            "SELECT string_agg(c.id || coalesce(' ' || t.code, ''), ', ' ORDER BY c.id) FROM courses c LEFT JOIN terms t ON t.id = term_id";

    @Test
    void itsPresentationsBecomeTheTermsOfItsCoursesAndNoOtherCourseIsTouched() throws Exception {
        try (var database = SteppingDatabase.before("demo_terms")) {
            database.execute(DEMO);
            database.execute("""
                    INSERT INTO courses (id, code, name, description) VALUES
                      (4, 'CCC-2014J', 'Chemistry', 'Starts on 2014-10-01 and lasts 269 days'),
                      (5, 'DDD-2013B', 'Module DDD, presentation 2013B', 'Starts on 2013-02-02 and lasts 240 days'),
                      (6, 'EEE-2014J', 'Module FFF, presentation 2014J', 'Starts on 2014-10-01 and lasts 269 days'),
                      (7, 'GGG-2013J', 'Module GGG, presentation 2013J', 'Starts on 2013-10-01 and lasts 261 days, at least'),
                      (8, 'GGG-2014J', 'Module GGG, presentation 2014J', NULL)
                    """);

            database.up();

            assertThat(database.query(TERMS))
                    .isEqualTo("2013J Presentation 2013J term 2013-10-01 2014-06-25,"
                            + " 2014B Presentation 2014B term 2014-02-01 2014-09-29");
            assertThat(database.query(HELD)).isEqualTo("1 2013J, 2 2013J, 3 2014B, 4, 5, 6, 7, 8");
            assertThat(database.query("SELECT string_agg(id || ' ' || version, ', ' ORDER BY id) FROM courses"))
                    .isEqualTo("1 1, 2 1, 3 1, 4 0, 5 0, 6 0, 7 0, 8 0");
        }
    }

    @Test
    void aTermThatIsThereAlreadyKeepsItsCoursesToItself() throws Exception {
        try (var database = SteppingDatabase.before("demo_terms")) {
            database.execute(DEMO);
            database.execute("INSERT INTO terms (code, name, kind, begins_on, ends_on)"
                    + " VALUES ('2013J', 'Own', 'school_year', '2013-08-01', '2014-07-31')");

            database.up();

            assertThat(database.query(HELD)).isEqualTo("1, 2, 3 2014B");
            database.down();
            assertThat(database.query(TERMS)).isEqualTo("2013J Own school_year 2013-08-01 2014-07-31");
        }
    }

    @Test
    void onTheWayDownTheyGoUnlessAnythingElseRefersToThemOrTheyHaveChanged() throws Exception {
        try (var database = SteppingDatabase.before("demo_terms")) {
            database.execute(DEMO);
            database.execute("""
                    INSERT INTO courses (id, code, name, description) VALUES
                      (4, 'CCC-2013B', 'Module CCC, presentation 2013B', 'Starts on 2013-02-01 and lasts 240 days'),
                      (5, 'CCC-2014J', 'Module CCC, presentation 2014J', 'Starts on 2014-10-01 and lasts 269 days'),
                      (6, 'OWN', 'Chess', NULL)
                    """);
            database.up();
            database.execute("""
                    UPDATE courses SET term_id = (SELECT id FROM terms WHERE code = '2013J') WHERE code = 'OWN';
                    UPDATE terms SET name = 'Autumn 2014' WHERE code = '2014J';
                    INSERT INTO terms (code, name, kind, begins_on, ends_on, parent_id)
                    SELECT 'WEEKS', 'First weeks', 'grading_period', '2014-02-01', '2014-02-28', id FROM terms WHERE code = '2014B'
                    """);

            database.down();

            assertThat(database.query("SELECT string_agg(code, ', ' ORDER BY code) FROM terms"))
                    .isEqualTo("2013J, 2014B, 2014J, WEEKS");
            assertThat(database.query(HELD)).isEqualTo("1 2013J, 2 2013J, 3 2014B, 4, 5 2014J, 6 2013J");
        }
    }
}
