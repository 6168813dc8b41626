package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class MigrationStepsTest {
    private static final Map<String, String> LEGACY_COLUMNS = Map.of(
            "students", "id, name, email",
            "courses", "id, name, description",
            "student_courses", "student_id, course_id");

    /** Later revisions leave the numbers alone. */
    private static final String NUMBERED_BY_THE_DATABASE = "courses_id_sequence";

    @ParameterizedTest
    @EnumSource
    void theFirstChangesetsYieldExactlyTheLegacySchema(LegacyDatabase legacy) throws Exception {
        try (var inherited = new SteppingDatabase(legacy.create());
                var fresh = SteppingDatabase.empty()) {
            fresh.up(legacy.changesets());
            assertThat(fresh.schema().sql()).isEqualTo(inherited.schema().sql());
        }
    }

    @Test
    void everyStepUpAndDownAndAllUpAgainKeepEveryLegacyRow() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.WITH_STUDENT_COURSES;
        List<String> files = Changelog.files();
        try (var database = new SteppingDatabase(legacy.create())) {
            database.adopt(legacy.changesets());
            Map<String, String> rows = rows(database);
            Deque<Schema> schemas = new ArrayDeque<>();

            for (int next = legacy.changesets(); next < files.size(); next++) {
                schemas.push(database.schema());
                database.up();
                assertStands(database, files.subList(0, next + 1), rows);
            }
            for (int last = files.size() - 1; last >= legacy.changesets(); last--) {
                database.down();
                assertStands(database, files.subList(0, last), rows);
                assertThat(database.schema().sql()).isEqualTo(schemas.pop().sql());
            }
            database.upToHead();
            assertStands(database, files, rows);
            assertThat(database.schema().sql()).isEqualTo(schemaOfAFreshDatabase());
        }
    }

    @Test
    void allStepsUpAndDownKeepTheRowsOfTheFirstLegacyTables() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.BEFORE_STUDENT_COURSES;
        List<String> files = Changelog.files();
        try (var database = new SteppingDatabase(legacy.create())) {
            database.adopt(legacy.changesets());
            Map<String, String> rows = rows(database);
            database.upToHead();
            assertStands(database, files, rows);
            assertThat(database.schema().sql()).isEqualTo(schemaOfAFreshDatabase());
            database.down(files.size() - legacy.changesets());
            assertStands(database, files.subList(0, legacy.changesets()), rows);
        }
    }

    @Test
    void theLegacyRowsAreAllThere() throws Exception {
        try (var database = new SteppingDatabase(LegacyDatabase.WITH_STUDENT_COURSES.create())) {
            assertThat(database.query("SELECT count(*) FROM students")).isEqualTo("28785");
            assertThat(database.query("SELECT count(*) FROM courses")).isEqualTo("22");
            assertThat(database.query("SELECT count(*) FROM student_courses")).isEqualTo("32593");
        }
    }

    @Test
    void everyStepDownFromAnEmptyDatabaseLeavesNothing() throws Exception {
        try (var database = SteppingDatabase.before("create_students")) {
            assertThat(database.schema().objects()).isEmpty();
        }
    }

    @Test
    void rowsWrittenLaterStayOnTheWayDownAndIdsGoOn() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.WITH_STUDENT_COURSES;
        try (var database = new SteppingDatabase(legacy.create())) {
            database.adopt(legacy.changesets());
            database.upTo(NUMBERED_BY_THE_DATABASE);

            assertThat(database.query("INSERT INTO students (number, name, email)"
                            + " VALUES ('S-1', 'Ada', 'ada@students.example') RETURNING id"))
                    .isEqualTo("2716796");
            assertThat(database.query("INSERT INTO courses (code, name) VALUES ('NEW-1', 'New') RETURNING id"))
                    .isEqualTo("23");
            database.execute("INSERT INTO student_courses (student_id, course_id) VALUES (2716796, 23)");
            Map<String, String> rows = rows(database);

            database.down(database.applied().size() - legacy.changesets());

            assertThat(rows(database)).isEqualTo(rows);
            assertThat(database.query(
                            "INSERT INTO students (name, email) VALUES ('Bob', 'bob@students.example') RETURNING id"))
                    .isEqualTo("2716797");
            assertThat(database.query("INSERT INTO courses (name) VALUES ('Newer') RETURNING id"))
                    .isEqualTo("24");
        }
    }

    @Test
    void aSequenceThatHasComeToItsEndGoesUpAndDown() throws Exception {
        LegacyDatabase legacy = LegacyDatabase.WITH_STUDENT_COURSES;
        try (var database = new SteppingDatabase(legacy.create())) {
            database.execute(
                    "SELECT setval('students_id_seq', 2147483647), setval('courses_id_seq', 2147483647, false)");
            database.adopt(legacy.changesets());
            database.upTo(NUMBERED_BY_THE_DATABASE);
            assertThat(database.query("SELECT nextval('students_id_seq')")).isEqualTo("2147483648");

            database.down(database.applied().size() - legacy.changesets());

            assertThat(database.query("SELECT last_value || ' ' || is_called FROM students_id_seq"))
                    .isEqualTo("2147483647 true");
            assertThat(database.query("SELECT last_value || ' ' || is_called FROM courses_id_seq"))
                    .isEqualTo("2147483647 false");
        }
    }

    @Test
    void aSequenceStaysWhereItIsWhileRowsAreBeyondAnInteger() throws Exception {
        try (var database = SteppingDatabase.before("courses_id_bigint")) {
            database.execute("INSERT INTO students (id, name, email) VALUES (3000000000, 'Ada', 'ada@school.example');"
                    + "SELECT setval('students_id_seq', 3000000000)");

            assertThatThrownBy(database::down).hasMessageContaining("integer out of range");

            assertThat(database.query("SELECT nextval('students_id_seq')")).isEqualTo("3000000001");
        }
    }

    private static void assertStands(SteppingDatabase database, List<String> applied, Map<String, String> rows)
            throws SQLException {
        assertThat(database.applied()).isEqualTo(applied);
        assertThat(rows(database))
                .as("the rows at %s", applied.get(applied.size() - 1))
                .containsAllEntriesOf(rows);
    }

    /** The legacy columns of each table that is there: how many rows, and a digest of them in any order. */
    private static Map<String, String> rows(SteppingDatabase database) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        for (var table : LEGACY_COLUMNS.entrySet()) {
            if (database.query("SELECT to_regclass('%s')".formatted(table.getKey())) != null) {
                rows.put(
                        table.getKey(),
                        database.query("SELECT count(*) || ' rows, ' || sum(hash_record_extended(ROW(%s), 0)) FROM %s"
                                .formatted(table.getValue(), table.getKey())));
            }
        }
        return rows;
    }

    private static String schemaOfAFreshDatabase() throws SQLException {
        try (var connection = PostgresServer.connect(MigratedDatabase.create())) {
            return Schema.read(connection).sql();
        }
    }
}
