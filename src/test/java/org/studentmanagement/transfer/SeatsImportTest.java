package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Seats, windows and completions in files. */
@BesideTheService
class SeatsImportTest {
    private static final String[] STUDENTS = {
        "number,name,email", "1,Ada,a@x.org", "2,Bob,b@x.org", "3,Cy,c@x.org", "4,Di,d@x.org", "5,Ed,e@x.org"
    };
    private static final String RULES = "code,name,capacity,enrollment_opens_at,enrollment_closes_at";
    private static final String STORED_RULES = "SELECT code, coalesce(capacity::text, '-'),"
            + " coalesce((enrollment_opens_at AT TIME ZONE 'UTC')::date::text, '-'),"
            + " coalesce((enrollment_closes_at AT TIME ZONE 'UTC')::date::text, '-'), version FROM courses ORDER BY code";
    private static final String COMPLETED = "SELECT number, completed_on, result FROM student_courses"
            + " JOIN students ON students.id = student_id ORDER BY number";
    private static final String TAKEN =
            "SELECT number FROM student_courses JOIN students ON students.id = student_id WHERE NOT over_capacity ORDER BY number";

    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws SQLException {
        bench = new ImportBench();
    }

    @Test
    void a_course_has_its_rules_until_the_file_has_others_or_an_empty_value() throws Exception {
        bench.courses(RULES, "A,First,030,2013-09-01,2013-10-01", "B,Second,,,").run();
        assertThat(bench.rows(STORED_RULES)).containsExactly("A|30|2013-09-01|2013-10-01|0", "B|-|-|-|0");

        assertThat(bench.courses("code,name", "A,First").run().outcome()).isEqualTo(Outcome.UNCHANGED);
        bench.courses("code,name,enrollment_closes_at,capacity", "A,First,,31", "B,Second,2013-10-02,0")
                .run();

        assertThat(bench.rows(STORED_RULES)).containsExactly("A|31|2013-09-01|-|1", "B|0|-|2013-10-02|1");
    }

    @Test
    void rules_that_the_database_would_refuse_are_refused_with_line_and_column() throws Exception {
        bench.students(STUDENTS)
                .courses(RULES, "A,First,2,2013-09-01,2013-10-01", "B,Second,,,")
                .enrollments("student_number,course_code", "1,A", "2,A", "1,B", "2,B")
                .run();

        bench.courses(
                        RULES,
                        "A,First,1,,",
                        "B,Second,1,,",
                        "C,Third,-1,,",
                        "D,Fourth,2147483648,,",
                        "E,Fifth,1,2013-09-01,2013-09-01")
                .run();
        assertThat(bench.refusals())
                .containsExactly(
                        "c.csv:2: capacity: is less than the seats that are taken: 2",
                        "c.csv:3: capacity: is less than the seats that are taken: 2",
                        "c.csv:4: capacity: \"-1\" is not a count: send 0 to 2147483647",
                        "c.csv:5: capacity: \"2147483648\" is not a count: send 0 to 2147483647",
                        "c.csv:6: enrollment_closes_at: is not after enrollment_opens_at");

        bench.courses("code,name,enrollment_opens_at", "A,First,2013-10-01").run();
        assertThat(bench.refusals())
                .containsExactly("c.csv:2: enrollment_opens_at: is not before the enrollment_closes_at that is stored");
        bench.courses("code,name,enrollment_closes_at", "A,First,2013-08-31").run();
        assertThat(bench.refusals()).containsExactly("c.csv:2: enrollment_closes_at: is not after enrollment_opens_at");
    }

    @Test
    void a_completion_is_stored_changed_kept_without_its_columns_and_taken_back_by_empty_values() throws Exception {
        bench.students(STUDENTS)
                .courses("code,name", "A,First")
                .enrollments(
                        "student_number,course_code,completed_on,result",
                        "1,A,2014-06-25,pass",
                        "2,A,,",
                        "3,A,2014-06-25,fail")
                .run();
        assertThat(bench.rows(COMPLETED)).containsExactly("1|2014-06-25|pass", "2|null|null", "3|2014-06-25|fail");

        assertThat(bench.enrollments("student_number,course_code", "1,A", "2,A", "3,A")
                        .run()
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);
        ImportResult result = bench.enrollments(
                        "result,completed_on,student_number,course_code",
                        "distinction,2014-06-26,1,A",
                        "pass,2014-06-25,2,A",
                        ",,3,A")
                .run();

        assertThat(result.tallies()).containsExactly(new Tally("e.csv", 0, 3, 0, 3));
        assertThat(bench.rows(COMPLETED))
                .containsExactly("1|2014-06-26|distinction", "2|2014-06-25|pass", "3|null|null");
        assertThat(bench.rows(
                        "SELECT kind, coalesce(result, '-') FROM enrollment_events JOIN students s ON s.id = student_id"
                                + " WHERE number = '3' ORDER BY enrollment_events.id"))
                .containsExactly("enrolled|-", "completed|fail", "reopened|-");
    }

    @Test
    void a_completion_that_is_half_or_has_another_result_is_refused() throws Exception {
        bench.students(STUDENTS)
                .courses("code,name", "A,First")
                .enrollments(
                        "student_number,course_code,completed_on,result",
                        "1,A,2014-06-25,",
                        "2,A,,pass",
                        "3,A,2014-06-25,good")
                .skipInvalid()
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "e.csv:2: result: is empty: send distinction, pass or fail beside completed_on",
                        "e.csv:3: completed_on: is empty: send the day of the completion beside result",
                        "e.csv:4: result: \"good\" is not a result: send distinction, pass or fail");
    }

    @Test
    void the_first_lines_get_the_seats_and_the_others_are_told_that_the_course_is_full() throws Exception {
        String[] lines = {"student_number,course_code", "2,A", "1,A", "9,A", "3,A", "4,A", "4,B"};
        bench.students(STUDENTS)
                .courses("code,name,capacity", "A,First,3", "B,Second,0")
                .enrollments("student_number,course_code", "1,A")
                .run();

        bench.enrollments(lines).skipInvalid().run();

        assertThat(bench.refusals())
                .containsExactly(
                        "e.csv:4: student_number: there is no student \"9\", neither stored nor to be stored",
                        "e.csv:6: course_code: \"A\" is full: its capacity is 3, taken by what is stored and by earlier lines",
                        "e.csv:7: course_code: \"B\" is full: its capacity is 0, taken by what is stored and by earlier lines");
        assertThat(bench.rows(TAKEN)).containsExactly("1", "2", "3");
        assertThat(bench.rows("SELECT taken FROM course_seats JOIN courses ON id = course_id WHERE code = 'A'"))
                .containsExactly("3");
    }

    @Test
    void new_seats_of_the_same_import_go_to_those_who_wait_before_the_lines() throws Exception {
        bench.students(STUDENTS)
                .courses("code,name,capacity", "A,First,1")
                .enrollments("student_number,course_code", "1,A")
                .run();
        bench.execute("INSERT INTO waitlist_entries (student_id, course_id)"
                + " SELECT s.id, c.id FROM students s, courses c WHERE number IN ('2', '3') ORDER BY number");

        bench.courses("code,name,capacity", "A,First,4")
                .enrollments("student_number,course_code,enrolled_at", "4,A,", "5,A,", "3,A,2013-09-01")
                .skipInvalid()
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "e.csv:3: course_code: \"A\" is full: its capacity is 4, taken by what is stored and by earlier lines");
        assertThat(bench.rows(TAKEN)).containsExactly("1", "2", "3", "4");
        assertThat(bench.rows("SELECT (enrolled_at AT TIME ZONE 'UTC')::date FROM student_courses"
                        + " JOIN students ON students.id = student_id WHERE number = '3'"))
                .containsExactly("2013-09-01");
    }

    @Test
    void a_refused_course_keeps_the_seats_that_it_has() throws Exception {
        bench.students(STUDENTS).courses("code,name,capacity", "A,First,1").run();

        bench.courses("code,name,capacity", "A, ,9")
                .enrollments("student_number,course_code", "1,A", "2,A")
                .skipInvalid()
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "c.csv:2: name: is blank: send a name",
                        "e.csv:3: course_code: \"A\" is full: its capacity is 1, taken by what is stored and by earlier lines");
    }

    @Test
    void who_was_allowed_though_the_course_was_full_takes_no_seat_and_that_does_not_change() throws Exception {
        bench.students(STUDENTS)
                .courses("code,name,capacity", "A,First,1")
                .enrollments("student_number,course_code,over_capacity", "1,A,true", "2,A,false", "3,A,true")
                .run();
        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.rows(TAKEN)).containsExactly("2");

        bench.enrollments("student_number,course_code,over_capacity", "1,A,", "2,A,true", "3,A,false", "4,A,TRUE")
                .skipInvalid()
                .run();
        assertThat(bench.refusals())
                .containsExactly(
                        "e.csv:3: over_capacity: is stored as false: send that, or withdraw the student first",
                        "e.csv:4: over_capacity: is stored as true: send that, or withdraw the student first",
                        "e.csv:5: over_capacity: \"TRUE\" is not true or false: send one of them");
    }

    @Test
    void a_time_that_nobody_knows_is_stored_as_none() throws Exception {
        String[] lines = {"student_number,course_code,enrolled_at", "1,A,unknown", "2,A,2013-09-01"};
        bench.students(STUDENTS)
                .courses("code,name", "A,First")
                .enrollments(lines)
                .run();

        assertThat(
                        bench.rows(
                                "SELECT enrolled_at IS NULL FROM student_courses JOIN students ON students.id = student_id ORDER BY number"))
                .containsExactly("t", "f");
        assertThat(bench.enrollments(lines).run().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(bench.enrollments("student_number,course_code,enrolled_at", "1,A,", "2,A,unknown")
                        .run()
                        .tallies())
                .containsExactly(new Tally("e.csv", 0, 1, 0, 2));
    }
}
