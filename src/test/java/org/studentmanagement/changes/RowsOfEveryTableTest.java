package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/**
 * A school with rows of every table goes down through all revisions to the one that the Flask generation left, and up again.
 * With each step down, what is still there is compared, as a sum of hashes, with a copy that stayed where it was.
 */
@BesideTheService
class RowsOfEveryTableTest {
    private static final int BOTTOM = LegacyDatabase.WITH_STUDENT_COURSES.changesets();

    /** What it counts is of no use without the triggers that it makes, and is counted anew when they come back. */
    private static final String COUNTS_SEATS = "db/changes/2026/20261122_courses_seats.yaml";

    private static final String ROWS = """
            INSERT INTO terms (code, name, kind, begins_on, ends_on)
                VALUES ('2026-27', 'School year', 'school_year', '2026-09-01', '2027-07-31');
            INSERT INTO students (number, name, email)
                VALUES ('1', 'Ada', 'ada@students.example'), ('2', 'Bob', 'bob@students.example');
            INSERT INTO courses (code, name, term_id, capacity) VALUES ('A-1', 'Algebra', 1, 1), ('B-1', 'Botany', 1, NULL);
            INSERT INTO student_courses (student_id, course_id) VALUES (1, 1), (1, 2), (2, 2);
            DELETE FROM student_courses WHERE student_id = 2 AND course_id = 2;
            INSERT INTO waitlist_entries (student_id, course_id) VALUES (2, 1);
            INSERT INTO course_prerequisites (course_id, prerequisite_id) VALUES (1, 2);
            INSERT INTO teachers (number, name) VALUES ('T1', 'Emmy');
            INSERT INTO course_teachers (course_id, teacher_id) VALUES (1, 1);
            INSERT INTO users (name, email, roles, teacher_id) VALUES ('Emmy', 'emmy@school.example', '{}', 1);
            INSERT INTO user_sessions (token_hash, user_id) VALUES ('\\x01', 1);
            INSERT INTO password_links (user_id, token_hash, expires_at) VALUES (1, '\\x02', '2030-01-01');
            INSERT INTO clients (id, roles, secret_salt, secret_hash) VALUES ('timetable', '{reader}', '\\x03', '\\x04');
            INSERT INTO settings (name, value) VALUES ('grading.scale', '[{"grade": "A", "from": 0}]');
            UPDATE settings SET value = '[{"grade": "B", "from": 0}]' WHERE name = 'grading.scale';
            INSERT INTO classes (code, name, term_id) VALUES ('5A', '5 A', 1);
            INSERT INTO class_members (class_id, student_id, roll_number) VALUES (1, 1, 7);
            INSERT INTO class_teachers (class_id, teacher_id) VALUES (1, 1);
            INSERT INTO profiles (student_id, registration_number, guardian_name) VALUES (1, 'R-1', 'Annabella');
            INSERT INTO profile_pictures (student_id, content) VALUES (1, '\\xff');
            INSERT INTO departures (student_id, leaves_on, reason, asked_by) VALUES (2, '2030-01-31', 'Moves', 'Guardian');
            INSERT INTO tests (code, title, category, course_id, held_on, maximum, weight, published_at)
                VALUES ('A-1-1', 'Fractions', 'written', 1, '2026-10-01', 20, 1, now());
            INSERT INTO marks (test_id, student_id, state, score, maximum) VALUES (1, 1, 'marked', 17.25, 20);
            SELECT set_config('student_management.reason', 'Counted again', false);
            UPDATE marks SET score = 18;
            INSERT INTO assessments (title, class_id) VALUES ('Reading', 1);
            INSERT INTO assessment_results (assessment_id, student_id, score_status, score_date) VALUES (1, 1, 'submitted', '2026-10-02');
            UPDATE assessment_results SET score = 3;
            INSERT INTO fees (student_id, month, amount, due_on) VALUES (1, '2026-10-01', 120.50, '2026-10-10');
            INSERT INTO stopped_fees (departure_id, fee_id, discount) VALUES (1, 1, 0);
            INSERT INTO payments (student_id, method, amount, paid_on) VALUES (1, 'cash', 100, '2026-10-05');
            INSERT INTO allocations (payment_id, fee_id, amount) VALUES (1, 1, 100);
            INSERT INTO notices (audience, class_id, title, body) VALUES ('class', 1, 'Outing', 'On Friday');
            INSERT INTO notice_seen (student_id, notice_id) VALUES (1, 1);
            INSERT INTO materials (title, url) VALUES ('Euclid', 'https://example.org/euclid');
            INSERT INTO stored_files (id) VALUES ('00000000-0000-0000-0000-000000000001');
            INSERT INTO student_pictures (student_id, file_id, size, sha256)
                VALUES (2, '00000000-0000-0000-0000-000000000001', 1, repeat('0', 64));
            INSERT INTO idempotency_keys (client, key, request_hash, status, headers, body)
                VALUES ('timetable', 'k', decode(repeat('00', 32), 'hex'), 201, '', '{}');
            INSERT INTO imports (id, state, actor, skip_invalid, withdraw_missing)
                VALUES ('00000000-0000-0000-0000-000000000002', 'waiting', 'timetable', false, false);
            INSERT INTO oneroster_schools (id) VALUES (1);
            INSERT INTO sourced_ids (sourced_id, noun, row_id) VALUES ('00000000-0000-0000-0000-000000000003', 12, 1);
            INSERT INTO import_parts (import_id, sheet, part, content)
                VALUES ('00000000-0000-0000-0000-000000000002', 'students', 0, '\\x05');
            INSERT INTO import_refusals (import_id, sheet, line, reason)
                VALUES ('00000000-0000-0000-0000-000000000002', 'students', 3, 'no name');
            """;

    private static final String COLUMNS = """
            SELECT table_name, string_agg(quote_ident(column_name), ',' ORDER BY column_name)
            FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN (record_tables)
            GROUP BY table_name
            """;

    @Test
    void staysAsItIsThroughAllRevisionsDownAndUp() throws SQLException {
        String school = MigratedDatabase.create();
        PostgresServer.execute(school, ROWS);
        String copy = PostgresServer.copy(school);
        Map<String, String> all = columns(copy);
        assertThat(rows(copy, all)).as("with rows in each table").doesNotContainValue("0 rows, ");

        try (var database = new SteppingDatabase(school)) {
            Map<String, String> there = all;
            for (int left = Changelog.files().size(); left > BOTTOM; left--) {
                database.down();
                there = common(there, columns(school));
                if (database.applied().stream().noneMatch(COUNTS_SEATS::equals)) {
                    there.remove("course_seats");
                }
                assertThat(rows(school, there))
                        .as("with %d changesets", left - 1)
                        .isEqualTo(rows(copy, there));
            }
            assertThat(there).containsOnlyKeys("courses", "student_courses", "students");
            database.upToHead();
            assertThat(rows(school, there)).isEqualTo(rows(copy, there));
        }
    }

    @Test
    void theTableOfTheRevisionsBeforeNamesChangesetsThatAreThere() throws IOException {
        String rules = Files.readString(Path.of("src/main/resources/db/README.md"));
        String table = rules.substring(rules.indexOf("| revision there |"));
        List<String> steps =
                table.lines().skip(2).takeWhile(line -> line.startsWith("|")).toList();

        assertThat(steps).hasSize(20);
        assertThat(Pattern.compile("`([a-z_]+)`")
                        .matcher(table)
                        .results()
                        .map(name -> name.group(1))
                        .filter(name -> !name.equals("setting_changes") && !name.equals("text")))
                .isSubsetOf(Changelog.files().stream().map(Changelog::slug).toList());
    }

    private static Map<String, String> common(Map<String, String> some, Map<String, String> others) {
        Map<String, String> common = new TreeMap<>();
        some.forEach((table, columns) -> {
            if (others.containsKey(table)) {
                TreeSet<String> both = new TreeSet<>(List.of(columns.split(",")));
                both.retainAll(List.of(others.get(table).split(",")));
                common.put(table, String.join(",", both));
            }
        });
        return common;
    }

    private static Map<String, String> columns(String database) throws SQLException {
        return pairs(database, RecordTables.named(COLUMNS));
    }

    private static Map<String, String> rows(String database, Map<String, String> columns) throws SQLException {
        return pairs(
                database,
                columns.entrySet().stream()
                        .map(table ->
                                "SELECT '%1$s', concat(count(*), ' rows, ', sum(hashtextextended(ROW(%2$s)::text, 0))) FROM %1$s"
                                        .formatted(table.getKey(), table.getValue()))
                        .collect(Collectors.joining(" UNION ALL ")));
    }

    private static Map<String, String> pairs(String database, String sql) throws SQLException {
        try (var connection = PostgresServer.connect(database);
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            Map<String, String> pairs = new TreeMap<>();
            while (found.next()) {
                pairs.put(found.getString(1), found.getString(2));
            }
            return pairs;
        }
    }
}
