package org.studentmanagement.oneroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.Sheets;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;
import org.studentmanagement.transfer.ImportOptions;
import org.studentmanagement.transfer.ImportWatcher;
import org.studentmanagement.transfer.OpenImport;
import org.studentmanagement.transfer.Source;
import org.studentmanagement.transfer.UnusableFileException;

/** A school goes from one database to another in the files of OneRoster, and what is none is told where it is wrong. */
@BesideTheService
class OneRosterImportTest {
    private static final String NOTHING_CHANGED = "Nothing changed." + System.lineSeparator();
    private static final String ADA = "00000000-0000-4000-8000-000000000001";
    private static final String MARY = "00000000-0000-4000-8000-000000000002";
    private static final String YEAR = "00000000-0000-4000-8000-000000000003";
    private static final String COURSE = "00000000-0000-4000-8000-000000000004";
    private static final String CLASS = "00000000-0000-4000-8000-000000000005";
    private static final String TAKES = "00000000-0000-4000-8000-000000000006";
    private static final String TEACHES = "00000000-0000-4000-8000-000000000007";
    private static final String SCHOOL = "00000000-0000-4000-8000-000000000008";

    /** Rows of each kind, not in the order of their numbers and codes, and what is easily lost. */
    static final String SCHOOL_ROWS = """
            INSERT INTO teachers (id, number, name, email) VALUES (1, 'T9', 'Mary Shelley', NULL), (7, 'T1', 'Plato', 'plato@x.org');
            INSERT INTO students (id, number, name, email) VALUES (3, 'S2', 'Ada "the first" Lovelace, countess', 'ada@x.org'),
              (5, 'S1', 'Cher', 'cher@x.org'), (7, 'S4', 'Dante', 'dante@x.org'), (9, 'S3', '=1+1 Ünal', 'u@x.org');
            INSERT INTO profiles (student_id, date_of_birth) VALUES (3, '1815-12-10');
            INSERT INTO terms (id, code, name, kind, begins_on, ends_on, parent_id) VALUES
              (4, 'YEAR', 'Year', 'school_year', '2013-08-01', '2014-07-31', NULL), (2, 'AUTUMN', 'Autumn', 'term', '2013-10-01', '2014-01-31', 4),
              (6, 'GP', 'Half', 'grading_period', '2013-10-01', '2013-11-30', 2);
            INSERT INTO courses (id, code, name, term_id) VALUES (2, 'B-1', 'Second', 2), (3, 'A-1', 'First', NULL);
            INSERT INTO classes (id, code, name, term_id) VALUES (2, '7A', '7A', 4);
            INSERT INTO student_courses (student_id, course_id, enrolled_at, completed_on, result) VALUES
              (3, 2, '2013-09-02T11:30Z', '2014-01-31', 'pass'), (3, 3, NULL, NULL, NULL), (9, 2, '2013-09-01T00:00Z', NULL, NULL), (7, 2, '2013-09-03T00:00Z', '2014-01-30', 'distinction');
            INSERT INTO course_teachers VALUES (3, 7), (2, 7), (2, 1);
            INSERT INTO class_members (class_id, student_id, roll_number, joined_on, left_on) VALUES
              (2, 9, NULL, '2013-08-02', NULL), (2, 3, 4, '2013-08-01', '2013-09-01');
            INSERT INTO class_teachers VALUES (2, 1);
            INSERT INTO test_categories (title) VALUES ('Zoology'), ('Unused'), ('Essay');
            INSERT INTO tests (id, code, title, category, course_id, class_id, held_on, maximum, weight, published_at) VALUES
              (8, 'T-8', 'Draft', 'Essay', 2, NULL, '2013-10-20', 50, 2.5, NULL), (4, 'T-4', 'Quiz', 'Zoology', NULL, 2, '2013-10-21', 7.5, 1, now());
            INSERT INTO marks (test_id, student_id, state, score, maximum, remark, updated_at) VALUES
              (8, 3, 'marked', 40.5, 50, E'Well\\ndone, "Ada"', '2013-11-01T12:00Z'), (8, 9, 'absent', NULL, 50, NULL, '2013-11-02T12:00Z'),
              (4, 9, 'excused', NULL, 7.5, NULL, now());
            INSERT INTO stored_files (id, stored_at) VALUES ('0a000000-0000-4000-8000-000000000001', now());
            INSERT INTO materials (id, number, title, description, url, course_id, class_id, file_id, file_name, content_type, size, sha256) VALUES
              (9, 'M-9', 'Atlas', E'Of the\\nworld', 'https://library.example/atlas', 2, NULL, NULL, NULL, NULL, NULL, NULL),
              (4, 'M-4', 'Rules', NULL, 'https://library.example/rules', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
              (6, 'M-6', 'Sheet', NULL, NULL, NULL, 2, '0a000000-0000-4000-8000-000000000001', 'sheet.pdf', 'application/pdf', 10, repeat('a', 64));
            INSERT INTO settings (name, value) VALUES ('school_name', '"Lyceum"'), ('grade_scale', '[{"lowest": 87.5, "grade": "A, well"}, {"lowest": 0, "grade": "F"}]');
            INSERT INTO departures (student_id, leaves_on, reason, state, asked_by, decided_at) VALUES
              (5, '2013-12-01', 'Moves', 'granted', 'x', now()), (7, '2014-02-01', 'Moves', 'granted', 'x', now())
            """;

    @TempDir
    private Path folder;

    @RegisterExtension
    final Settings settings = new Settings();

    private String database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = MigratedDatabase.create();
    }

    @Test
    void whatIsExportedIsImportedIntoAnEmptyDatabaseAndExportedAgainByteForByte() throws Exception {
        PostgresServer.execute(database, SCHOOL_ROWS);
        String other = MigratedDatabase.create();
        byte[] exported = export(database);

        Outcome outcome = load(other, exported);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        RosterZip first = RosterZip.read(exported);
        RosterZip second = RosterZip.read(export(other));
        first.files()
                .forEach((file, text) ->
                        assertThat(second.files().get(file)).as(file).isEqualTo(text));
        assertThat(export(other)).isEqualTo(exported);
        assertThat(
                        texts(
                                other,
                                "SELECT code || ' ' || weight || ' ' || (published_at IS NOT NULL) FROM tests t ORDER BY title"))
                .containsExactly(
                        first.rows("lineItems")
                                        .get(1)
                                        .get("sourcedId")
                                        .replace("-", "")
                                        .toUpperCase() + " 2.50 false",
                        first.rows("lineItems")
                                        .get(0)
                                        .get("sourcedId")
                                        .replace("-", "")
                                        .toUpperCase() + " 1.00 true");
        assertThat(
                        texts(
                                other,
                                "SELECT result || ' ' || completed_on FROM student_courses WHERE result IS NOT NULL ORDER BY 1"))
                .containsExactly("distinction 2014-01-30", "pass 2014-01-31");
        assertThat(
                        texts(
                                other,
                                "SELECT concat_ws(' ', m.number, m.url, m.file_name, c.code, h.code) FROM materials m LEFT JOIN courses c ON c.id = m.course_id LEFT JOIN classes h ON h.id = m.class_id ORDER BY 1"))
                .containsExactly(
                        "M-4 https://library.example/rules",
                        "M-6 sheet.pdf 7A",
                        "M-9 https://library.example/atlas B-1");
        assertThat(first.manifest()).containsEntry("file.results", "bulk").containsEntry("file.enrollments", "bulk");
        assertThat(load(other, exported).out()).endsWith(NOTHING_CHANGED);
        assertThat(load(database, exported).out()).endsWith(NOTHING_CHANGED);
    }

    @Test
    void recordsKeepTheSourcedIdsThatTheyCameWithAndAreKnownByThem() throws Exception {
        assertThat(load(database, zip(school())).out()).contains("Stored.");
        RosterZip told = RosterZip.read(export(database));

        assertThat(told.row("users", ADA)).containsEntry("identifier", "S1").containsEntry("familyName", "Lovelace");
        assertThat(told.row("users", MARY)).containsEntry("identifier", "T1");
        assertThat(told.row("orgs", SCHOOL)).containsEntry("name", "Lyceum");
        assertThat(told.row("academicSessions", YEAR)).containsEntry("schoolYear", "2014");
        assertThat(told.row("courses", COURSE)).containsEntry("courseCode", "A-1");
        assertThat(told.row("classes", CLASS))
                .containsEntry("courseSourcedId", COURSE)
                .containsEntry("termSourcedIds", YEAR);
        assertThat(told.row("enrollments", TAKES))
                .containsEntry("userSourcedId", ADA)
                .containsEntry("beginDate", "2013-09-01");
        assertThat(told.row("enrollments", TEACHES))
                .containsEntry("userSourcedId", MARY)
                .containsEntry("role", "teacher");

        Map<String, String> changed = school();
        changed.computeIfPresent("users", (file, text) -> text.replace("Ada,Lovelace", "Augusta,King"));
        assertThat(load(database, zip(changed)).out()).containsPattern("users\\.csv +0 +1 +1 +0");
        assertThat(RosterZip.read(export(database)).row("users", ADA)).containsEntry("givenName", "Augusta");
    }

    @Test
    void aRecordThatIsKnownByItsNumberGetsTheSourcedIdOfItsLine() throws Exception {
        PostgresServer.execute(
                database, "INSERT INTO students (number, name, email) VALUES ('S1', 'Ada Lovelace', 'ada@x.org')");

        assertThat(load(database, zip(school())).out()).containsPattern("users\\.csv +1 +1 +0 +0");

        assertThat(RosterZip.read(export(database)).row("users", ADA)).containsEntry("identifier", "S1");
        Map<String, String> other = school();
        other.replaceAll((file, text) -> text.replace(ADA, "00000000-0000-4000-8000-00000000000a"));
        assertRefused(zip(other), "users.csv:2: sourcedId: is not \"" + ADA + "\", which this record has here");
    }

    @Test
    void whatWasDeletedAndComesAgainHasItsSourcedIdAgain() throws Exception {
        load(database, zip(school()));
        PostgresServer.execute(database, "DELETE FROM course_teachers; DELETE FROM teachers");

        assertThat(load(database, zip(school())).out()).containsPattern("users\\.csv +1 +0 +1 +0");

        assertThat(RosterZip.read(export(database)).row("enrollments", TEACHES)).containsEntry("userSourcedId", MARY);
    }

    @Test
    void ofSeveralCoursesOfHomeroomsOneIsHomeroomAndAllKeepTheirSourcedIds() throws Exception {
        Map<String, String> files = school();
        String other = COURSE.replace("4000", "4001");
        String home = COURSE.replace("4000", "4002");
        files.computeIfPresent(
                "courses", (file, text) -> text + home + ",,,,Home,H-1,,,,\r\n" + other + ",,,,Other home,H-2,,,,\r\n");
        files.computeIfPresent(
                "classes",
                (file, text) -> text + CLASS.replace("4000", "4001") + ",,,7A,," + home + ",7A,homeroom,,," + YEAR
                        + ",,,\r\n" + CLASS.replace("4000", "4002") + ",,,7B,," + other + ",7B,homeroom,,," + YEAR
                        + ",,,\r\n");

        assertThat(load(database, zip(files)).out()).contains("Stored.");

        RosterZip told = RosterZip.read(export(database));
        assertThat(told.row("courses", home)).containsEntry("title", "Homeroom");
        assertThat(told.row("courses", other)).containsEntry("title", "Other home");
        assertThat(load(database, zip(files)).out()).endsWith(NOTHING_CHANGED);
    }

    @Test
    void aPreviewStoresNothingAndOtherLinesAreStoredWhereThatIsAsked() throws Exception {
        Map<String, String> files = school();
        files.computeIfPresent("users", (file, text) -> text.replace("ada@x.org", "ada"));

        assertThat(load(database, zip(school()), "--dry-run").out()).contains("this was a dry run");
        assertThat(count("students")).isZero();
        assertRefused(zip(files), "users.csv:2: email: \"ada\" is not an e-mail address");
        assertThat(count("teachers")).isZero();
        assertThat(load(database, zip(files), "--skip-invalid").out())
                .contains("Stored.")
                .containsPattern("users\\.csv +1 +0 +0 +1");
        assertThat(count("students")).isZero();
        assertThat(count("teachers")).isOne();
    }

    @Test
    void whatHasEndedBeforeItCameIsOfThePastAndIsNotNewWhenItComesAgain() throws Exception {
        Map<String, String> files = ended(",student,,2013-09-01,", "2014-01-01");
        files.computeIfPresent(
                "enrollments", (file, text) -> text.replace(",teacher,true,,", ",teacher,true,,2014-01-01"));

        assertThat(load(database, zip(files)).out()).containsPattern("enrollments\\.csv +1 +0 +1 +0");

        assertThat(count("student_courses")).isZero();
        assertThat(count("course_teachers")).isZero();
        assertThat(count("enrollment_events WHERE kind = 'withdrawn' AND happened_at = '2014-01-01T00:00Z'"))
                .isOne();
        assertThat(load(database, zip(files)).out()).endsWith(NOTHING_CHANGED);
    }

    @Test
    void whatIsHereAndHasEndedIsWithdrawnAndIsNotNewWhenItComesAgain() throws Exception {
        load(database, zip(school()));
        Map<String, String> files = ended(",student,,2013-09-01,", "2014-01-01");

        assertThat(load(database, zip(files)).out()).containsPattern("enrollments\\.csv +0 +0 +1 +0 +1 +0");

        assertThat(count("student_courses")).isZero();
        assertThat(load(database, zip(files)).out()).endsWith(NOTHING_CHANGED);
        assertThat(load(database, zip(school())).out()).containsPattern("enrollments\\.csv +1 +0 +1 +0");
        assertThat(RosterZip.read(export(database)).row("enrollments", TAKES)).containsEntry("userSourcedId", ADA);
    }

    @Test
    void aCourseThatIsCompletedStaysSoWhereItsEnrollmentHasEnded() throws Exception {
        load(database, zip(school()));
        PostgresServer.execute(database, "UPDATE student_courses SET completed_on = '2014-01-01', result = 'pass'");

        assertThat(load(database, zip(ended(",student,,2013-09-01,", "2014-01-02")))
                        .out())
                .endsWith(NOTHING_CHANGED);
        Map<String, String> files = school();
        files.computeIfPresent(
                "enrollments",
                (file, text) -> text.replace("metadata.completedOn,metadata.result", "metadata.a,metadata.b"));
        assertThat(load(database, zip(files)).out()).endsWith(NOTHING_CHANGED);

        assertThat(texts(database, "SELECT result FROM student_courses")).containsExactly("pass");
    }

    @Test
    void aDayToComeOnWhichAMemberLeavesTheClassIsKept() throws Exception {
        PostgresServer.execute(database, SCHOOL_ROWS);
        PostgresServer.execute(database, "UPDATE class_members SET left_on = '2999-01-01' WHERE student_id = 9");
        String other = MigratedDatabase.create();
        byte[] leaving = export(database);

        assertThat(load(other, leaving).out()).contains("Stored.");

        assertThat(export(other)).isEqualTo(leaving);
        assertThat(load(other, leaving).out()).endsWith(NOTHING_CHANGED);
        assertThat(load(database, leaving).out()).endsWith(NOTHING_CHANGED);
        PostgresServer.execute(database, "UPDATE class_members SET left_on = NULL WHERE student_id = 9");
        assertThat(load(other, export(database)).out()).containsPattern("enrollments\\.csv +0 +1 +\\d+ +0");
        assertThat(export(other)).isEqualTo(export(database));
        PostgresServer.execute(database, "UPDATE class_members SET left_on = '2013-12-01' WHERE student_id = 9");
        Map<String, String> files = new LinkedHashMap<>(RosterZip.read(leaving).files());
        files.computeIfPresent("enrollments", (file, text) -> text.replace("2999-01-01", "2013-12-01"));
        assertThat(load(other, zip(files)).out()).containsPattern("enrollments\\.csv +0 +0 +1 +0 +\\d+ +0");
        assertThat(export(other)).isEqualTo(export(database));
        assertThat(load(other, zip(files)).out()).endsWith(NOTHING_CHANGED);
    }

    private static Map<String, String> ended(String from, String day) {
        Map<String, String> files = school();
        assertThat(files.get("enrollments")).contains(from);
        files.computeIfPresent("enrollments", (file, text) -> text.replaceFirst(from, from + day));
        return files;
    }

    @Test
    void linesAreRefusedWithFileLineColumnAndReason() throws Exception {
        assertLine("users", ADA, MARY, "users.csv:3: sourcedId: \"" + MARY + "\" is on line 2 already");
        assertLine("users", "," + "S1,", ",x y,", "users.csv:2: identifier: \"x y\" is not a student's number");
        assertLine(
                "users", "Lovelace", "L".repeat(98), "users.csv:2: familyName: makes, with givenName, a name of more");
        assertLine("users", "ada@x.org", "", "users.csv:2: email: is empty: a student has an e-mail address");
        assertLine(
                "users",
                "true",
                "false",
                "users.csv:2: enabledUser: is false, and enrollments.csv has the student in a class");
        assertLine("users", ADA, "1", "users.csv:2: sourcedId: \"1\" is not a UUID");
        assertLine(
                "users", ADA, COURSE, "users.csv:2: sourcedId: \"" + COURSE + "\" is on line 2 of courses.csv already");
        assertLine(
                "users",
                ADA + ",,",
                ADA + ",tobedeleted,",
                "users.csv:2: status: is tobedeleted, in a file that is bulk by manifest.csv: call it delta there");
        assertLine("users", ADA + ",,", ADA + ",inactive,", "users.csv:2: status: \"inactive\" is not a status");
        assertLine(
                "roles",
                "student",
                "guardian",
                "users.csv:2: sourcedId: is neither a student nor a teacher by roles.csv");
        assertLine(
                "roles",
                ADA,
                TAKES,
                "roles.csv:2: userSourcedId: there is no user with the sourcedId \"" + TAKES + "\"");
        assertLine(
                "enrollments", CLASS, ADA, "enrollments.csv:2: classSourcedId: there is no class with the sourcedId");
        assertLine("enrollments", ADA, MARY, "enrollments.csv:2: role: is not what the user is by roles.csv");
        assertLine("enrollments", "student", "proctor", "enrollments.csv:2: role: \"proctor\" is not a role");
        assertLine("classes", COURSE, ADA, "classes.csv:2: courseSourcedId: there is no course with the sourcedId");
        assertLine("classes", YEAR, ADA, "classes.csv:2: termSourcedIds: there is no academicSession");
        assertLine("classes", "A-1", "a 1", "classes.csv:2: classCode: \"a 1\" is not a course's code");
        assertLine(
                "academicSessions", "2014-07-31", "2012-07-31", "academicSessions.csv:2: endDate: is before begins_on");
        assertLine("academicSessions", ",2014\r", ",2014,x\r", "academicSessions.csv:2: has 10 fields: send 9");
        assertLine("orgs", ",school,", ",district,", "orgs.csv:2: type: \"district\" is not school");
    }

    @Test
    void whatIsNoArchiveIsToldInASentence() throws Exception {
        Map<String, String> none = new LinkedHashMap<>();
        assertUnusable(zip(none), "school.zip: has no manifest.csv");
        assertUnusable("PK?".getBytes(StandardCharsets.UTF_8), "school.zip: has no manifest.csv");
        Map<String, String> files = school();
        files.put("../users", "x");
        assertUnusable(zip(files), "school.zip: has a file \"../users.csv\", which is none of academicSessions.csv");
        files = school();
        files.remove("users");
        assertUnusable(zip(files), "school.zip: manifest.csv says that users.csv is bulk, and it is not there");
        files = school();
        files.computeIfPresent("manifest", (file, text) -> text.replace("file.users,bulk", "file.users,absent"));
        assertUnusable(zip(files), "school.zip: manifest.csv says that users.csv is absent, and it is there");
        files.computeIfPresent("manifest", (file, text) -> text.replace("file.users,absent", "file.users,whole"));
        assertUnusable(zip(files), "school.zip: manifest.csv says of users.csv what is none of bulk, delta and absent");
        files = school();
        files.computeIfPresent("manifest", (file, text) -> text.replace("1.2", "1.1"));
        assertUnusable(zip(files), "school.zip: manifest.csv is not of OneRoster 1.2");
        files = school();
        files.computeIfPresent("users", (file, text) -> text.replace("givenName", "givenname"));
        assertUnusable(zip(files), "school.zip/users.csv: unknown column \"givenname\"");
        files = school();
        files.computeIfPresent("users", (file, text) -> text.replace(",identifier,", ",metadata.x,"));
        assertThat(load(database, zip(files), "--dry-run").exitCode()).isZero();
        files = school();
        files.computeIfPresent("users", (file, text) -> text.replace("username,", ""));
        assertRefused(zip(files), "users.csv:2: has 22 fields: send 21");
        files = school();
        files.put("users", "\"" + "\"\"".repeat(5_000_000));
        assertUnusable(zip(files), "school.zip/users.csv: is not well-formed CSV");
    }

    @Test
    void anotherEncodingIsToldAndAMarkOfItIsPassedOver() throws Exception {
        Map<String, String> files = school();
        files.computeIfPresent("orgs", (file, text) -> text.replace("Lyceum", "Lyc\u00e9e"));
        assertRefused(
                RosterZip.write(files, StandardCharsets.ISO_8859_1),
                "orgs.csv:2: name: is not UTF-8: save the file with that encoding");
        files.replaceAll((file, text) -> "\uFEFF" + text);

        assertThat(load(database, zip(files)).out()).contains("Stored.");
    }

    @Test
    void whatUnpacksToMoreThanItMayIsNotRead() throws Exception {
        Map<String, String> files = school();
        files.put("users", files.get("users") + "x".repeat(1_000_000));
        byte[] zip = zip(files);
        try (Connection connection = PostgresServer.connect(database)) {
            connection.setAutoCommit(false);
            OpenImport open = new OpenImport(
                    connection, Sheets.ALL, new ImportOptions(true, false, false, 0, 0), ImportWatcher.TERMINAL);

            assertThatThrownBy(() -> open.run(
                            Sheets.ARCHIVE,
                            new Source("bomb.zip", zip.length, () -> new ByteArrayInputStream(zip))
                                    .unpackedTo(100_000)))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("it has more than 100000 bytes when it is unpacked");
        }
    }

    private void assertLine(String file, String from, String to, String refusal) throws Exception {
        Map<String, String> files = school();
        assertThat(files.get(file)).contains(from);
        files.computeIfPresent(file, (name, text) -> text.replaceFirst(Pattern.quote(from), to));
        assertRefused(zip(files), refusal);
    }

    private void assertRefused(byte[] zip, String refusal) throws Exception {
        commands().refuses(database, zip, refusal);
    }

    private void assertUnusable(byte[] zip, String sentence) throws Exception {
        Outcome outcome = load(database, zip);
        assertThat(outcome.err()).contains(sentence).endsWith("Nothing was stored." + System.lineSeparator());
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    /** One of each kind, as another software sends it. */
    private static Map<String, String> school() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("orgs", SCHOOL + ",,,Lyceum,school,,");
        rows.put("academicSessions", YEAR + ",,,Year,schoolYear,2013-08-01,2014-07-31,,2014");
        rows.put("courses", COURSE + ",,,,First,A-1,," + SCHOOL + ",,");
        rows.put("classes", CLASS + ",,,First,," + COURSE + ",A-1,scheduled,," + SCHOOL + "," + YEAR + ",,,");
        rows.put(
                "users",
                ADA + ",,,true,ada,,Ada,Lovelace,,S1,ada@x.org,,,,,,,,,," + SCHOOL + ",\r\n" + MARY
                        + ",,,true,mary,,Mary,Shelley,,T1,,,,,,,,,,," + SCHOOL + ",");
        rows.put(
                "roles",
                TAKES.replace("6", "a") + ",,," + ADA + ",primary,student,,," + SCHOOL + ",\r\n"
                        + TAKES.replace("6", "b") + ",,," + MARY + ",primary,teacher,,," + SCHOOL + ",");
        rows.put(
                "enrollments",
                TAKES + ",,," + CLASS + "," + SCHOOL + "," + ADA + ",student,,2013-09-01,,,\r\n" + TEACHES + ",,,"
                        + CLASS + "," + SCHOOL + "," + MARY + ",teacher,true,,,,");
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder manifest =
                new StringBuilder("propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\n");
        for (RosterFile file : RosterFile.values()) {
            manifest.append("file.%s,%s\r\n".formatted(file.file, rows.containsKey(file.file) ? "bulk" : "absent"));
            if (rows.containsKey(file.file)) {
                files.put(file.file, String.join(",", file.columns) + "\r\n" + rows.get(file.file) + "\r\n");
            }
        }
        files.put("manifest", manifest.toString());
        return files;
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        return RosterZip.write(files);
    }

    private byte[] export(String from) throws IOException {
        return commands().export(from);
    }

    private Outcome load(String into, byte[] zip, String... options) throws IOException {
        return commands().load(into, zip, options);
    }

    private RosterCommands commands() {
        return new RosterCommands(folder, settings);
    }

    private static List<String> texts(String database, String query) throws SQLException {
        try (Connection connection = PostgresServer.connect(database)) {
            return Jdbc.list(connection, query, row -> row.getString(1));
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = PostgresServer.connect(database)) {
            return Jdbc.number(connection, "SELECT count(*) FROM " + table);
        }
    }
}
