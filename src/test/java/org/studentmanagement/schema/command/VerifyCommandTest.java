package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ManyEnrollments;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** What the command says of harm that somebody has really done. */
@BesideTheService
class VerifyCommandTest {
    @TempDir
    private Path folder;

    private String database;
    private DbBench db;

    @BeforeEach
    void aSchool() throws SQLException {
        database = MigratedDatabase.create();
        db = new DbBench(database);
        try (Connection connection = PostgresServer.connect(database)) {
            ManyEnrollments.make(connection, 400);
        }
    }

    @Test
    void aDatabaseThatKeepsItsRulesIsFit() {
        assertOutcome(db.run("verify"), ExitCode.DONE, "Everything that is stored keeps the rules.\n");
        assertThat(db.run("verify", "--json").out()).contains("\"sound\" : true", "\"findings\" : [ ]");
    }

    @Test
    void orphansAreFoundThoughTheForeignKeyIsValidated() throws Exception {
        execute("ALTER TABLE student_courses DISABLE TRIGGER ALL; UPDATE student_courses SET course_id = 5000"
                + " WHERE student_id = 1 AND course_id = 61");
        assertOutcome(db.run("verify"), ExitCode.UNFIT, """
                student_courses_course_id_fkey: 1 row of student_courses refers to no row of courses.
                    student_id 1, course_id 5000
                    all of them: SELECT student_id, course_id FROM student_courses child\
                 WHERE num_nulls(child.course_id) = 0 AND NOT EXISTS (SELECT FROM courses parent WHERE parent.id = child.course_id);

                student_courses: Triggers are disabled: student_courses_added, student_courses_changed,\
                 student_courses_keep, student_courses_pair, student_courses_removed, the foreign key student_courses_course_id_fkey,\
                 the foreign key student_courses_student_id_fkey.
                    to mend it: ALTER TABLE student_courses ENABLE TRIGGER ALL;
                """);
    }

    @Test
    void aConstraintThatIsNotValidatedIsFoundWithTheRowsThatBreakIt() throws Exception {
        execute("ALTER TABLE courses ADD CONSTRAINT courses_id_check CHECK (id > 5) NOT VALID;"
                + " ALTER TABLE students ADD CONSTRAINT students_id_check CHECK (id > 0) NOT VALID");
        assertOutcome(db.run("verify"), ExitCode.UNFIT, """
                courses_id_check: The constraint on courses is not validated, and 5 rows break it.
                    id 1
                    id 2
                    id 3
                    id 4
                    id 5
                    all of them: SELECT id FROM courses WHERE NOT ((id > 5));
                    to mend it: ALTER TABLE courses VALIDATE CONSTRAINT courses_id_check;

                students_id_check: The constraint on students is not validated, though every row keeps it.
                    to mend it: ALTER TABLE students VALIDATE CONSTRAINT students_id_check;
                """);
        assertMends("DELETE FROM student_courses", "UPDATE courses SET id = id + 5000 WHERE id <= 5");
    }

    @Test
    void aForeignKeyThatIsNotValidatedIsFoundWithAndWithoutOrphans() throws Exception {
        execute("ALTER TABLE student_courses ADD COLUMN tutor bigint;"
                + " UPDATE student_courses SET tutor = 777 WHERE student_id = 1 AND course_id = 61;"
                + " ALTER TABLE student_courses ADD FOREIGN KEY (tutor) REFERENCES students NOT VALID");
        assertThat(db.run("verify").out())
                .startsWith("student_courses_tutor_fkey: 1 row of student_courses refers to no row of students.\n")
                .contains("is not validated, and cannot be before its orphans are gone.");
        assertMends("UPDATE student_courses SET tutor = NULL");
    }

    @Test
    void anInvalidUniqueIndexIsFoundWithTheKeysThatAreThereTwice() throws Exception {
        execute("UPDATE students SET name = 'Ada' WHERE id <= 3");
        try {
            execute("CREATE UNIQUE INDEX CONCURRENTLY students_name_idx ON students (lower(name)) WHERE id < 10");
        } catch (SQLException duplicates) {
            assertThat(duplicates.getSQLState()).isEqualTo("23505");
        }
        assertOutcome(db.run("verify"), ExitCode.UNFIT, """
                students_name_idx: The unique index on students is invalid: 1 key is there more than once.
                    lower ada, rows 3
                    all of them: SELECT lower(name::text), count(*) AS rows FROM students WHERE (id < 10)\
                 AND num_nulls(lower(name::text)) = 0 GROUP BY lower(name::text) HAVING count(*) > 1;
                    to mend it: REINDEX INDEX CONCURRENTLY students_name_idx;
                """);
        assertMends("UPDATE students SET name = 'Student ' || id");
    }

    @Test
    void aSequenceBehindItsColumnIsFound() throws Exception {
        execute("SELECT setval('students_id_seq', 3)");
        assertOutcome(db.run("verify"), ExitCode.UNFIT, """
                students_id_seq: The sequence gives 4 next, but students.id has 20 already.
                    to mend it: SELECT setval('students_id_seq', 20);
                """);
        assertMends();
    }

    @ParameterizedTest
    @CsvSource({
        "bigint DEFAULT nextval('rooms_seq'), rooms_seq",
        "bigint DEFAULT nextval('numbers'), numbers",
        "bigint, rooms_seq"
    })
    void aSequenceFromWhichEntitiesDrawIsFoundWhereItsNextStepBeginsBeforeTheLastRow(String id, String sequence)
            throws Exception {
        execute("CREATE SEQUENCE %s INCREMENT BY 50; CREATE TABLE rooms (id %s PRIMARY KEY)".formatted(sequence, id));
        assertThat(db.run("verify").exitCode()).as("nothing is drawn yet").isZero();
        execute("INSERT INTO rooms (id) VALUES (1), (2), (3)");
        assertThat(db.run("verify").out()).startsWith("""
                %s: The sequence gives 1 next, but rooms.id has 3 already.
                    to mend it: SELECT setval('%1$s', 3);
                """.formatted(sequence));
        assertMends();
        execute("SELECT nextval('%s'); INSERT INTO rooms VALUES (4), (53)".formatted(sequence));
        assertThat(db.run("verify").exitCode()).as("4 to 53 were drawn").isZero();
        execute("INSERT INTO rooms VALUES (54)");
        assertThat(db.run("verify").out()).contains("gives 54 next, but rooms.id has 54 already.");
        assertMends();
    }

    @Test
    void aSequenceThatNobodyDrawsFromIsNobodysFault() throws Exception {
        execute(
                "CREATE SEQUENCE rooms_seq; CREATE TABLE rooms (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);"
                        + " INSERT INTO rooms DEFAULT VALUES; CREATE SEQUENCE tickets; CREATE TABLE halls (id int PRIMARY KEY);"
                        + " INSERT INTO halls VALUES (7)");
        assertThat(db.run("verify").exitCode()).isZero();
    }

    @Test
    void aChangesetsOwnCheckIsAskedOnceTheChangesetHasRun() throws Exception {
        execute("ALTER TABLE courses DROP CONSTRAINT courses_code_key;"
                + " UPDATE courses SET code = 'TWICE' WHERE id IN (8, 9)");
        assertOutcome(db.run("verify"), ExitCode.UNFIT, """
                courses_code_fill: Its check finds 2 rows that are not as the revision has left them.
                    id 8, name Course 8, code TWICE
                    id 9, name Course 9, code TWICE
                    all of them: -- Every course has a code that is one, and that no other has.\
                 SELECT id, name, code FROM (SELECT id, name, code, count(*) OVER (PARTITION BY code) AS alike\
                 FROM courses) coded WHERE code IS NULL OR code !~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' OR alike > 1;
                """);
        execute("DELETE FROM databasechangelog WHERE id = 'courses_code_fill'");
        assertThat(db.run("verify").exitCode()).isZero();
    }

    @Test
    void whatWasSavedIsComparedAndTheRowThatSomebodyAlteredIsNamed() throws Exception {
        Path file = folder.resolve("before.json.gz");
        assertThat(db.run("verify", "--save", file.toString()).out())
                .matches("Saved the fingerprint of 1420 rows of \\d+ tables at \\w+ in " + file + "\\.\n");
        assertThat(db.run("verify", "--against", file.toString()).out())
                .matches("Every row is as it was at \\S+Z: 1420 rows of \\d+ tables at \\w+\\.\n");

        execute("UPDATE students SET email = 'other@students.example' WHERE id = 7;"
                + " DELETE FROM student_courses WHERE student_id = 3;"
                + " ALTER TABLE courses DROP COLUMN description");
        assertOutcome(db.run("verify", "--against", file.toString()), ExitCode.UNFIT, """
                courses has lost columns: description. Without them its rows cannot be compared; there were 1000, and are 1000.
                enrollment_events has other rows: there were 0, and are 40.
                    new: id 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 and 20 more
                student_courses has other rows: there were 400, and are 380.
                    lost: (student_id, course_id) %s
                students has other rows: there were 20, and are 20.
                    altered: id 7
                """.formatted(lostEnrollments()));
        assertThat(db.run("verify", "--json", "--against", file.toString()).out())
                .contains("\"alike\" : false", "\"altered\" : [ [ \"7\" ] ]");
    }

    @Test
    void aFileThatIsNoFingerprintIsRefusedInASentence() throws Exception {
        Path file = folder.resolve("before.json.gz");
        db.run("verify", "--save", file.toString());
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(file, ExitCode.REFUSED, file + " is cut short: take another copy of it.\n");
        Files.write(file, Arrays.copyOf(whole, 0));
        assertRefused(file, ExitCode.REFUSED, file + " is cut short: take another copy of it.\n");
        Files.writeString(file, "{}");
        assertRefused(file, ExitCode.REFUSED, file + " is damaged, or none that was written here.\n");
        whole[whole.length / 2] ^= 1;
        Files.write(file, whole);
        assertRefused(file, ExitCode.REFUSED, file + " is damaged, or none that was written here.\n");
        Path nowhere = folder.resolve("nowhere");
        assertRefused(nowhere, ExitCode.USAGE, "There is no file " + nowhere + ".\n");

        Path inNoFolder = nowhere.resolve("before.json.gz");
        Outcome onAFolder = db.run("verify", "--save", folder.toString());
        assertThat(onAFolder.err()).isEqualTo(folder + " is there already, and is no file: name another.\n");
        assertThat(onAFolder.exitCode()).isEqualTo(ExitCode.USAGE);
        Outcome save = db.run("verify", "--save", inNoFolder.toString());
        assertThat(save.err()).isEqualTo(inNoFolder + " cannot be written: there is no such folder.\n");
        assertThat(save.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private String lostEnrollments() {
        return IntStream.rangeClosed(1, 20)
                .map(nth -> 1 + (21 + nth * 53) % 1000)
                .sorted()
                .mapToObj(course -> "(3, %d)".formatted(course))
                .collect(Collectors.joining(", "));
    }

    private void assertRefused(Path file, int exitCode, String sentence) {
        Outcome refused = db.run("verify", "--against", file.toString());
        assertThat(refused.err()).isEqualTo(sentence);
        assertThat(refused.exitCode()).isEqualTo(exitCode);
        assertThat(refused.out()).isEmpty();
    }

    private static void assertOutcome(Outcome outcome, int exitCode, String out) {
        assertThat(outcome.out()).isEqualTo(out);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    /** After what only a person can decide, the SQL that is told mends the rest. */
    private void assertMends(String... decisions) throws SQLException {
        for (String decision : decisions) {
            execute(decision);
        }
        String out = db.run("verify").out();
        for (String mend : out.lines()
                .filter(line -> line.startsWith("    to mend it: "))
                .map(line -> line.replace("    to mend it: ", ""))
                .toList()) {
            execute(mend);
        }
        assertThat(db.run("verify").exitCode()).as(out).isZero();
    }

    private void execute(String sql) throws SQLException {
        PostgresServer.execute(database, sql);
    }
}
