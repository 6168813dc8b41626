package org.studentmanagement.oneroster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

/** What has changed in a school, and what is gone there, goes to another one that had the rest. */
@BesideTheService
class OneRosterDeltaTest {
    private static final String NOTHING_CHANGED = "Nothing changed." + System.lineSeparator();

    /** Of each kind something that goes, something new, and what takes the place of what is gone. */
    private static final String CHANGES = """
            DELETE FROM marks WHERE test_id = 4;
            DELETE FROM tests WHERE id = 4;
            DELETE FROM student_courses WHERE student_id = 9;
            DELETE FROM course_teachers WHERE course_id = 2 AND teacher_id = 7;
            DELETE FROM course_teachers WHERE course_id = 3;
            DELETE FROM student_courses WHERE course_id = 3;
            DELETE FROM courses WHERE id = 3;
            DELETE FROM teachers WHERE id = 7;
            UPDATE class_members SET left_on = '2013-09-05' WHERE student_id = 9;
            INSERT INTO classes (id, code, name, term_id) VALUES (5, '7B', '7B', 2);
            INSERT INTO class_members (class_id, student_id, joined_on) VALUES (5, 9, '2013-09-05');
            INSERT INTO class_teachers VALUES (5, 1);
            DELETE FROM class_teachers WHERE class_id = 2;
            DELETE FROM marks WHERE test_id = 8 AND student_id = 9;
            UPDATE marks SET score = 41, remark = 'Better' WHERE test_id = 8;
            UPDATE tests SET title = 'Draft, again', category = 'Unused' WHERE id = 8;
            DELETE FROM test_categories WHERE title IN ('Zoology', 'Essay');
            INSERT INTO test_categories (title) VALUES ('Essay');
            INSERT INTO tests (id, code, title, category, class_id, held_on, maximum, weight) VALUES (12, 'T-4', 'Quiz', 'Essay', 5, '2013-10-21', 7.5, 1);
            INSERT INTO terms (id, code, name, kind, begins_on, ends_on, parent_id) VALUES (9, 'SPRING', 'Spring', 'term', '2014-02-01', '2014-07-31', 4);
            UPDATE courses SET term_id = 9 WHERE id = 2;
            UPDATE classes SET term_id = 9 WHERE id = 5;
            DELETE FROM terms WHERE id = 6;
            DELETE FROM terms WHERE id = 2;
            INSERT INTO courses (id, code, name, term_id) VALUES (7, 'A-1', 'First of the new', 9);
            INSERT INTO teachers (id, number, name, email) VALUES (12, 'T1', 'Plato the younger', 'plato@x.org');
            INSERT INTO course_teachers VALUES (7, 12);
            DELETE FROM departures WHERE student_id = 5;
            DELETE FROM students WHERE id = 5;
            INSERT INTO students (id, number, name, email) VALUES (11, 'S1', 'Sonny', 'cher@x.org');
            INSERT INTO student_courses (student_id, course_id, enrolled_at) VALUES (11, 7, '2014-02-01T00:00Z');
            UPDATE students SET name = 'Augusta Lovelace' WHERE id = 3;
            UPDATE profiles SET date_of_birth = '1815-12-11';
            DELETE FROM materials WHERE id = 9;
            UPDATE materials SET class_id = 5 WHERE id = 6;
            UPDATE materials SET course_id = 7, url = 'https://library.example/new' WHERE id = 4;
            INSERT INTO materials (id, number, title, url) VALUES (11, 'M-9', 'New atlas', 'https://library.example/atlas');
            UPDATE settings SET value = '"Academy"' WHERE name = 'school_name';
            UPDATE settings SET value = '[{"lowest": 50, "grade": "P"}, {"lowest": 0, "grade": "F"}]' WHERE name = 'grade_scale'
            """;

    @TempDir
    private Path folder;

    @RegisterExtension
    final Settings settings = new Settings();

    private String first;
    private String second;
    private RosterCommands commands;
    private RosterZip bulk;

    @BeforeEach
    void twoSchoolsThatAreTheSame() throws Exception {
        commands = new RosterCommands(folder, settings);
        first = MigratedDatabase.create();
        second = MigratedDatabase.create();
        PostgresServer.execute(first, OneRosterImportTest.SCHOOL_ROWS);
        byte[] all = commands.export(first);
        bulk = RosterZip.read(all);
        commands.load(second, all);
        assertThat(commands.export(second)).isEqualTo(all);
    }

    @Test
    void whatHasChangedIsImportedAndBothSchoolsAreTheSameAgain() throws Exception {
        String before = now();
        PostgresServer.execute(first, CHANGES);
        byte[] delta = commands.export(first, "--since", before);

        Outcome preview = commands.load(second, delta, "--dry-run");
        Outcome outcome = commands.load(second, delta);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("Stored.").containsPattern("users\\.csv +2 +1 +2 +0 +\\d+ +0");
        assertThat(preview.out().lines().filter(line -> line.contains(".csv")))
                .containsExactlyElementsOf(outcome.out()
                        .lines()
                        .filter(line -> line.contains(".csv"))
                        .toList());
        RosterZip there = RosterZip.read(commands.export(second));
        RosterZip.read(commands.export(first))
                .files()
                .forEach((file, text) ->
                        assertThat(there.files().get(file)).as(file).isEqualTo(text));
        assertThat(commands.export(second)).isEqualTo(commands.export(first));
        assertThat(commands.load(second, delta).out()).endsWith(NOTHING_CHANGED);
        assertThat(commands.load(first, delta).out()).endsWith(NOTHING_CHANGED);
    }

    @Test
    void whoIsErasedGoesWithTheEnrollments() throws Exception {
        String before = now();
        PostgresServer.execute(first, "SELECT erase_student(9)");

        assertThat(commands.load(second, commands.export(first, "--since", before))
                        .out())
                .contains("Stored.");

        assertThat(commands.export(second)).isEqualTo(commands.export(first));
    }

    @Test
    void aWithdrawnEnrollmentIsKeptInTheHistoryAndNothingIsDoneBeforeItIsConfirmed() throws Exception {
        String takes = takes("S3", "B-1");
        byte[] delta = delta("enrollments", takes + ",tobedeleted,2014-01-01T00:00:00Z,,,,,,,,,");

        assertThat(commands.load(second, delta, "--dry-run").out())
                .contains("deleted")
                .containsPattern("enrollments\\.csv +0 +0 +1 +0 +0 +0");
        assertThat(count("student_courses")).isEqualTo(4);
        commands.load(second, delta);

        assertThat(count("student_courses")).isEqualTo(3);
        assertThat(
                        count(
                                "enrollment_events e JOIN students s ON s.id = e.student_id WHERE e.kind = 'withdrawn' AND s.number = 'S3'"))
                .isOne();
        assertThat(commands.load(second, delta).out())
                .containsPattern("enrollments\\.csv +0 +0 +0 +1 +0 +0")
                .endsWith(NOTHING_CHANGED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users | S3 | the student has marks: 2. Delete these first, or erase the student",
                "users | T9 | the teacher teaches courses and classes: 2. End that first",
                "courses | B-1 | the course has enrollments: 3. End them first",
                "classes | 7A | the class has students, present and former: 1. It stays",
                "academicSessions | Autumn | courses, classes and terms are in it: 2. Send each another term first",
                "academicSessions | No term | stands for courses that are held in no term, and stays",
                "courses | HOMEROOM | stands for the course of all homerooms, and stays",
                "categories | Essay | tests are of this category: 1. Give these another one first",
                "lineItems | Quiz | the test has marks: 1. Delete these first",
                "orgs | Lyceum | is the school, which stays",
                "scoreScales | Grade scale | is that of a class that stays",
            })
    void whatIsInUseIsRefusedOnItsLine(String file, String value, String reason) throws Exception {
        String id = bulk.rows(file).stream()
                .filter(row -> row.containsValue(value))
                .findFirst()
                .orElseThrow()
                .get("sourcedId");

        commands.refuses(second, delta(file, gone(file, id)), file + ".csv:2: status: " + reason);
    }

    @Test
    void aStudentWhoIsInTheBooksOrHasCompletedACourseIsRefused() throws Exception {
        PostgresServer.execute(
                second,
                "DELETE FROM marks; UPDATE student_courses SET completed_on = '2014-01-01', result = 'pass' WHERE student_id = (SELECT id FROM students WHERE number = 'S3')");
        byte[] delta = delta("users", gone("users", user("S3")));
        commands.refuses(second, delta, "users.csv:2: status: the student has completed courses: 1.");
        commands.refuses(
                second,
                delta("enrollments", gone("enrollments", takes("S3", "B-1"))),
                "enrollments.csv:2: status: the course is completed: reopen it first");
        PostgresServer.execute(
                second,
                "UPDATE student_courses SET completed_on = NULL, result = NULL; INSERT INTO fees (student_id, month, amount, due_on) SELECT id, '2014-01-01', 5, '2014-01-10' FROM students WHERE number = 'S3'");
        commands.refuses(second, delta, "users.csv:2: status: the student has fees and payments: 1.");
    }

    @Test
    void aLineSaysWhetherItGoesAndWhatGoesIsReferredToNoMore() throws Exception {
        commands.refuses(
                second,
                delta(
                        "users",
                        bulk.files().get("users").lines().skip(1).findFirst().orElseThrow()),
                "users.csv:2: status: is empty: a line of a delta is active or tobedeleted");
        String course = course("B-1");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("courses", course + ",active,,,Second,B-1,,,,");
        files.put("classes", gone("classes", held(course)));
        commands.refuses(
                second,
                deltas(files),
                "classes.csv:2: status: is that of a course which is on line 2 of courses.csv as active");
        files.clear();
        String test = bulk.rows("lineItems").get(0).get("sourcedId");
        files.put("users", gone("users", user("S1")));
        files.put(
                "results",
                "00000000-0000-4000-8000-0000000000aa,active,," + test + "," + user("S1") + ",exempt,,,,,,,,,");
        commands.refuses(
                second, deltas(files), "results.csv:2: studentSourcedId: there is no student with the sourcedId");
    }

    @Test
    void materialIsForOneCourseOrClassAndIsSomewhere() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        String first = "00000000-0000-4000-8000-0000000000aa";
        files.put("resources", first + ",active,,M-1,Notes,,primary,,,,https://library.example/notes,,,,,");
        commands.refuses(
                second,
                deltas(files),
                "resources.csv:2: importance: is primary, and no line says for which course or class it is");
        files.put("courseResources", "00000000-0000-4000-8000-0000000000ab,active,,," + course("B-1") + "," + first);
        files.put(
                "classResources", "00000000-0000-4000-8000-0000000000ac,active,,," + held(course("A-1")) + "," + first);
        commands.refuses(
                second,
                deltas(files),
                "classResources.csv:2: resourceSourcedId: is of material that is for another course or class");
        files.remove("classResources");
        files.computeIfPresent("resources", (file, row) -> row.replace("https://library.example/notes", ""));
        commands.refuses(second, deltas(files), "resources.csv:2: metadata.url: is empty, and metadata.file as well");
        files.remove("courseResources");
        files.put(
                "resources", bulk.rows("resources").get(0).get("sourcedId") + ",active,,M-1,Notes,,secondary,,,,,,,,,");
        commands.refuses(
                second,
                deltas(files),
                "resources.csv:2: vendorResourceId: is stored as \"M-4\": an import changes no number");
    }

    @Test
    void aFileOfAllThatThereIsMayComeBesideOneOfChanges() throws Exception {
        Map<String, String> files = new LinkedHashMap<>(bulk.files());
        files.put(
                "enrollments",
                String.join(",", RosterFile.ENROLLMENTS.columns) + "\r\n" + gone("enrollments", takes("S3", "B-1"))
                        + "\r\n");
        files.computeIfPresent(
                "manifest", (file, text) -> text.replace("file.enrollments,bulk", "file.enrollments,delta"));

        assertThat(commands.load(second, RosterZip.write(files)).out())
                .containsPattern("users\\.csv +0 +0 +0 +0 +6 +0")
                .containsPattern("enrollments\\.csv +0 +0 +1 +0 +0 +0");
    }

    private static String gone(String file, String id) {
        int columns = RosterZip.columns(file).size();
        return id + ",tobedeleted,2014-01-01T00:00:00Z" + ",".repeat(columns - 3);
    }

    private String user(String number) {
        return bulk.rows("users").stream()
                .filter(row -> row.get("identifier").equals(number))
                .findFirst()
                .orElseThrow()
                .get("sourcedId");
    }

    private String course(String code) {
        return bulk.rows("courses").stream()
                .filter(row -> row.get("courseCode").equals(code))
                .findFirst()
                .orElseThrow()
                .get("sourcedId");
    }

    private String held(String course) {
        return bulk.rows("classes").stream()
                .filter(row -> row.get("courseSourcedId").equals(course))
                .findFirst()
                .orElseThrow()
                .get("sourcedId");
    }

    private String takes(String number, String code) {
        String course = bulk.rows("classes").stream()
                .filter(row -> row.get("classCode").equals(code))
                .findFirst()
                .orElseThrow()
                .get("sourcedId");
        return bulk.rows("enrollments").stream()
                .filter(row -> row.get("classSourcedId").equals(course)
                        && row.get("userSourcedId").equals(user(number)))
                .findFirst()
                .orElseThrow()
                .get("sourcedId");
    }

    private static byte[] delta(String file, String row) throws Exception {
        return deltas(Map.of(file, row));
    }

    private static byte[] deltas(Map<String, String> rows) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder manifest =
                new StringBuilder("propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\n");
        rows.forEach((file, row) -> {
            files.put(file, String.join(",", RosterZip.columns(file)) + "\r\n" + row + "\r\n");
            manifest.append("file.%s,delta\r\n".formatted(file));
        });
        files.put("manifest", manifest.toString());
        return RosterZip.write(files);
    }

    private String now() throws SQLException {
        try (Connection connection = PostgresServer.connect(first)) {
            return Jdbc.first(
                            connection,
                            "SELECT clock_timestamp()",
                            row -> row.getTimestamp(1).toInstant())
                    .orElseThrow()
                    .toString();
        }
    }

    private long count(String rows) throws SQLException {
        try (Connection connection = PostgresServer.connect(second)) {
            return Jdbc.number(connection, "SELECT count(*) FROM " + rows);
        }
    }
}
