package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Enrollments in files that were withdrawn. */
@BesideTheService
class HistoryImportTest {
    private static final String HEADER = "student_number,course_code,enrolled_at,withdrawn_at";
    private static final String HISTORY =
            "SELECT number, kind, coalesce((happened_at AT TIME ZONE 'UTC')::date::text, '-'),"
                    + " actor = session_user, e.reason IS NULL, stint IS NOT NULL"
                    + " FROM enrollment_events e JOIN students s ON s.id = student_id ORDER BY e.id";
    private static final String PRESENT = "SELECT number, (enrolled_at AT TIME ZONE 'UTC')::date, coalesce(result, '-')"
            + " FROM student_courses JOIN students ON students.id = student_id ORDER BY number";

    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws SQLException, UnusableFileException {
        bench = new ImportBench();
        bench.students("number,name,email", "1,Ada,a@x.org", "2,Bob,b@x.org")
                .courses("code,name,capacity", "A,First,1")
                .run();
    }

    @Test
    void a_withdrawn_enrollment_is_two_events_in_the_order_of_time_and_takes_no_seat() throws Exception {
        ImportResult result = bench.enrollments(
                        HEADER, "2,A,2013-09-02,2013-09-05", "1,A,2013-09-01,2013-09-03", "1,A,unknown,2012-09-03")
                .run();

        assertThat(result.tallies()).containsExactly(new Tally("e.csv", 3, 0, 0, 3));
        assertThat(bench.rows(HISTORY))
                .containsExactly(
                        "1|enrolled|-|t|t|t",
                        "1|withdrawn|2012-09-03|t|t|t",
                        "1|enrolled|2013-09-01|t|t|t",
                        "2|enrolled|2013-09-02|t|t|t",
                        "1|withdrawn|2013-09-03|t|t|t",
                        "2|withdrawn|2013-09-05|t|t|t");
        assertThat(bench.rows("SELECT count(DISTINCT stint), count(*) FROM enrollment_events"))
                .containsExactly("3|6");
        assertThat(bench.rows(PRESENT)).isEmpty();
        assertThat(bench.rows("SELECT taken FROM course_seats")).containsExactly("0");
    }

    @Test
    void who_withdrew_before_the_day_of_the_enrollment_began_and_then_ended() throws Exception {
        bench.enrollments(HEADER, "1,A,2013-09-05,2013-09-01").run();

        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.rows(HISTORY)).containsExactly("1|enrolled|2013-09-05|t|t|t", "1|withdrawn|2013-09-01|t|t|t");
    }

    @Test
    void the_same_file_again_changes_nothing_and_another_day_is_another_enrollment() throws Exception {
        String[] lines = {HEADER, "1,A,2013-09-01,2013-09-03", "2,A,unknown,2013-09-05T10:00:00.123456+02:00"};
        bench.enrollments(lines).run();

        assertThat(bench.enrollments(lines).run().outcome()).isEqualTo(Outcome.UNCHANGED);
        bench.enrollments(HEADER, "1,A,2013-09-01,2013-09-04", "1,A,2013-09-01,2013-09-03")
                .run();

        assertThat(bench.rows("SELECT count(DISTINCT stint), count(*) FROM enrollment_events"))
                .containsExactly("3|6");
    }

    @Test
    void one_identity_follows_from_student_course_and_times_in_whatever_time_zone() throws Exception {
        String identity = "SELECT DISTINCT stint FROM enrollment_events";
        ImportBench elsewhere = new ImportBench();
        elsewhere.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Tokyo''', current_database()); END $$");
        elsewhere
                .students("number,name,email", "1,Ada,a@x.org")
                .courses("code,name", "A,First")
                .run();

        bench.enrollments(HEADER, "1,A,2013-09-01,2013-09-03").run();
        elsewhere.enrollments(HEADER, "1,A,2013-09-01,2013-09-03").run();

        assertThat(bench.rows(identity)).hasSize(1).isEqualTo(elsewhere.rows(identity));
    }

    @Test
    void what_the_service_has_withdrawn_is_known_by_its_times() throws Exception {
        bench.enrollments("student_number,course_code,enrolled_at", "1,A,2013-09-01")
                .run();
        bench.execute("DELETE FROM student_courses");
        String withdrawn = bench.rows(
                        "SELECT to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                                + " FROM enrollment_events WHERE kind = 'withdrawn'")
                .get(0);

        assertThat(bench.enrollments(HEADER, "1,A,2013-09-01," + withdrawn)
                        .run()
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void history_leaves_a_present_enrollment_of_the_pair_alone_which_may_end_later() throws Exception {
        bench.enrollments(
                        HEADER + ",completed_on,result",
                        "1,A,2013-10-01,,2014-06-25,pass",
                        "1,A,2013-09-01,2013-09-03,,")
                .run();
        bench.enrollments(HEADER, "1,A,2012-09-01,2012-09-03").run();
        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.rows(PRESENT)).containsExactly("1|2013-10-01|pass");

        bench.execute("DELETE FROM student_courses");

        assertThat(bench.rows("SELECT count(*) FROM enrollment_events e JOIN enrollment_events w USING (stint)"
                        + " WHERE e.kind = 'enrolled' AND w.kind = 'withdrawn'"))
                .containsExactly("3");
    }

    @Test
    void a_line_that_is_no_enrollment_that_ended_is_refused() throws Exception {
        bench.enrollments(
                        HEADER + ",completed_on,result,over_capacity",
                        "1,A,,2013-09-03,,,",
                        "1,A,2013-09-01,2013-09-03,,pass,",
                        "1,A,2013-09-01,2013-09-03,,,true",
                        "1,A,2013-09-01,2013-09-01,,,",
                        "1,A,2013-09-01,2013-09-01T00:00:00Z,,,")
                .skipInvalid()
                .run();

        String ended =
                "withdrawn_at: is of an enrollment that has ended: leave it empty, or completed_on, result and over_capacity";
        assertThat(bench.refusals())
                .containsExactly(
                        "e.csv:2: enrolled_at: is empty: send when the enrollment began that was withdrawn, or unknown",
                        "e.csv:3: " + ended,
                        "e.csv:4: " + ended,
                        "e.csv:6: course_code: \"A\" with student \"1\" is on line 5 already");
    }
}
