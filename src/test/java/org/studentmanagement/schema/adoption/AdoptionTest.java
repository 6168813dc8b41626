package org.studentmanagement.schema.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.drift.SchemaHistory;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class AdoptionTest {
    private static List<Schema> steps;

    @BeforeAll
    static void read() {
        steps = SchemaHistory.bundled().afterEach(Changelog.files()).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfTheFlaskGenerationIsWhatTheFirstChangesetsMake(LegacyDatabase legacy) throws Exception {
        Adoption adoption = Adoption.of(schema(legacy.create()), steps);

        assertThat(adoption.changesets()).isEqualTo(legacy.changesets());
        assertThat(adoption.differences()).isEmpty();
        assertThat(adoption.leftAlone()).containsExactly("table alembic_version");
    }

    @Test
    void whatNoChangesetMakesIsLeftAlone() throws Exception {
        String database = MigratedDatabase.create();
        execute(database, """
                CREATE TABLE audit (id serial PRIMARY KEY);
                CREATE SEQUENCE tickets;
                CREATE FUNCTION plus(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
                CREATE VIEW names AS SELECT name FROM students;
                CREATE MATERIALIZED VIEW titles AS SELECT name FROM courses;
                ALTER TABLE students ADD phone text;
                CREATE TRIGGER counted AFTER UPDATE ON students FOR EACH ROW EXECUTE FUNCTION touch_row()
                """);

        Adoption adoption = Adoption.of(schema(database), steps);

        assertThat(adoption.changesets()).isEqualTo(newest());
        assertThat(adoption.differences()).isEmpty();
        assertThat(adoption.leftAlone())
                .containsExactly(
                        "column phone of students",
                        "function plus(a integer)",
                        "materialized view titles",
                        "sequence tickets",
                        "table audit",
                        "trigger counted of students",
                        "view names");
    }

    @Test
    void aDatabaseWithNoneOfTheTablesIsAtNoRevision() throws Exception {
        String database = PostgresServer.scratch();
        execute(database, "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL)");

        assertThat(Adoption.of(schema(database), steps).changesets()).isZero();
    }

    @Test
    void aChangesetThatChangesRowsAloneIsRunRatherThanBelieved() {
        int fill = Changelog.files().indexOf("db/changes/2026/20261120_students_number_fill.yaml");
        assertThat(steps.get(fill)).isEqualTo(steps.get(fill - 1));

        assertThat(Adoption.of(steps.get(fill), steps).changesets()).isEqualTo(fill);
    }

    @Test
    void everyOtherRevisionIsRecognizedByItsSchema() {
        for (int step = 0; step < steps.size(); step++) {
            if (step == 0 || !steps.get(step).equals(steps.get(step - 1))) {
                Adoption adoption = Adoption.of(steps.get(step), steps);
                assertThat(adoption.changesets()).isEqualTo(step + 1);
                assertThat(adoption.differences()).isEmpty();
                assertThat(adoption.leftAlone()).isEmpty();
            }
        }
    }

    @Test
    void whatDiffersFromTheNearestRevisionIsSaid() throws Exception {
        String database = MigratedDatabase.create();
        execute(database, """
                ALTER TABLE students ALTER email TYPE varchar(200);
                DROP INDEX student_courses_course_id_student_id_idx;
                CREATE OR REPLACE FUNCTION touch_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$
                """);

        Adoption adoption = Adoption.of(schema(database), steps);

        assertThat(adoption.changesets()).isEqualTo(newest());
        assertThat(adoption.differences())
                .hasSize(3)
                .contains("Column students.email is character varying(200) NOT NULL,"
                        + " and should be character varying(120) NOT NULL.")
                .anyMatch(sentence ->
                        sentence.startsWith("Function touch_row() is ") && sentence.contains(", and should be "))
                .anyMatch(sentence -> sentence.startsWith(
                        "Index student_courses.student_courses_course_id_student_id_idx is missing: CREATE INDEX "));
    }

    /** How many changesets there are up to the last one that a schema can tell. */
    private static int newest() {
        int newest = steps.size();
        while (steps.get(newest - 1).equals(steps.get(newest - 2))) {
            newest--;
        }
        return newest;
    }

    private static Schema schema(String database) throws SQLException {
        try (Connection connection = PostgresServer.connect(database)) {
            return Schema.read(connection);
        }
    }
}
