package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Files that have all enrollments: what they have not is withdrawn. */
@BesideTheService
class WithdrawMissingTest {
    private static final String HEADER = "student_number,course_code";
    private static final String PAIRS = "SELECT s.number || ',' || c.code FROM student_courses e"
            + " JOIN students s ON s.id = e.student_id JOIN courses c ON c.id = e.course_id ORDER BY 1";
    private static final int STUDENTS = 20;

    @RegisterExtension
    private final Seed seed = new Seed();

    private final Random random = seed.random();
    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws Exception {
        bench = new ImportBench();
        bench.students(Stream.concat(
                                Stream.of("number,name,email"),
                                IntStream.range(0, STUDENTS).mapToObj("%1$d,Ada,%1$d@x.org"::formatted))
                        .toArray(String[]::new))
                .courses("code,name,capacity", "A,First,", "B,Second,", "C,Third,1")
                .run();
    }

    @Test
    void what_the_file_has_not_is_withdrawn_and_the_history_keeps_it() throws Exception {
        enroll(everybody("A"));

        ImportResult result = bench.enrollments(without(everybody("A"), "7,A"))
                .withdrawMissing(0)
                .run();

        assertThat(result.withdrawals()).contains(new Withdrawals(1, STUDENTS));
        assertThat(result.outcome()).isEqualTo(Outcome.STORED);
        assertThat(result.toString()).contains("Missing, and to be withdrawn: 1 of 20 enrollments.");
        assertThat(bench.rows(PAIRS)).hasSize(STUDENTS - 1).doesNotContain("7,A");
        assertThat(bench.rows("SELECT kind FROM enrollment_events JOIN students s ON s.id = student_id"
                        + " WHERE number = '7' ORDER BY enrollment_events.id"))
                .containsExactly("enrolled", "withdrawn");
    }

    @Test
    void without_being_asked_nothing_is_withdrawn() throws Exception {
        enroll("1,A", "2,A");

        ImportResult result = bench.enrollments(HEADER, "1,A").run();

        assertThat(result.withdrawals()).isEmpty();
        assertThat(bench.rows(PAIRS)).containsExactly("1,A", "2,A");
    }

    @Test
    void more_than_the_share_is_withdrawn_only_up_to_the_number_that_was_said() throws Exception {
        enroll(everybody("A"));
        String[] seventeen = without(everybody("A"), "0,A", "1,A", "2,A");

        ImportResult refused = bench.enrollments(seventeen).withdrawMissing(2).run();
        assertThat(refused.outcome()).isEqualTo(Outcome.TOO_MANY_WITHDRAWALS);
        assertThat(refused.toString()).endsWith("if that is meant, say --withdrawals 3.");
        assertThat(bench.rows(PAIRS)).hasSize(STUDENTS);

        assertThat(bench.enrollments(seventeen).withdrawMissing(3).run().outcome())
                .isEqualTo(Outcome.STORED);
        assertThat(bench.rows(PAIRS)).hasSize(STUDENTS - 3);
    }

    @Test
    void an_empty_file_withdraws_nobody_unless_that_is_confirmed() throws Exception {
        enroll("1,A");

        assertThat(bench.enrollments(HEADER).withdrawMissing(0).run().outcome())
                .isEqualTo(Outcome.TOO_MANY_WITHDRAWALS);
        assertThat(bench.rows(PAIRS)).containsExactly("1,A");
    }

    @Test
    void a_dry_run_says_how_many_it_would_be_and_withdraws_nobody() throws Exception {
        enroll("1,A", "2,A");

        ImportResult result =
                bench.enrollments(HEADER, "1,A").withdrawMissing(0).dryRun().run();

        assertThat(result.withdrawals()).contains(new Withdrawals(1, 2));
        assertThat(bench.rows(PAIRS)).containsExactly("1,A", "2,A");
    }

    @Test
    void one_refused_line_withdraws_nobody() throws Exception {
        enroll("1,A", "2,A");

        bench.enrollments(HEADER, "1,A", "999,A").withdrawMissing(2).run();

        assertThat(bench.refusals()).hasSize(1);
        assertThat(bench.rows(PAIRS)).containsExactly("1,A", "2,A");
    }

    @Test
    void a_completed_enrollment_stays_and_a_line_of_the_past_keeps_nobody() throws Exception {
        bench.enrollments(
                        HEADER + ",enrolled_at,completed_on,result",
                        "1,A,2013-09-01,2014-06-25,pass",
                        "2,A,2013-09-01,,")
                .run();

        ImportResult result = bench.enrollments(
                        HEADER + ",enrolled_at,withdrawn_at", "2,A,2012-09-01,2012-10-01", "3,A,2013-09-01,")
                .withdrawMissing(1)
                .run();

        assertThat(result.withdrawals()).contains(new Withdrawals(1, 1));
        assertThat(bench.rows(PAIRS)).containsExactly("1,A", "3,A");
    }

    @Test
    void a_seat_that_is_freed_is_for_the_line_that_asks_for_it_unless_somebody_waits() throws Exception {
        enroll("1,C");

        bench.enrollments(HEADER, "2,C").withdrawMissing(1).run();
        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.rows(PAIRS)).containsExactly("2,C");

        bench.execute("INSERT INTO waitlist_entries (student_id, course_id)"
                + " SELECT s.id, c.id FROM students s, courses c WHERE number = '3' AND code = 'C'");
        bench.enrollments(HEADER, "4,C").withdrawMissing(1).run();
        assertThat(bench.refusals())
                .containsExactly(
                        "e.csv:2: course_code: \"C\" is full: its capacity is 1, taken by what is stored and by earlier lines");
        bench.enrollments(HEADER, "3,C").withdrawMissing(1).run();
        assertThat(bench.rows(PAIRS)).containsExactly("3,C");
    }

    @Test
    void a_capacity_below_what_is_taken_is_refused_though_the_same_files_free_the_seats() throws Exception {
        enroll("0,A", "1,A", "2,B");

        ImportResult both = bench.courses("code,name,capacity", "A,First,1")
                .enrollments(HEADER, "0,A", "2,B")
                .withdrawMissing(1)
                .run();
        assertThat(both.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(bench.refusals()).containsExactly("c.csv:2: capacity: is less than the seats that are taken: 2");
        assertThat(bench.rows(PAIRS)).containsExactly("0,A", "1,A", "2,B");

        bench.enrollments(HEADER, "0,A", "2,B").withdrawMissing(1).run();
        assertThat(bench.courses("code,name,capacity", "A,First,1").run().outcome())
                .isEqualTo(Outcome.STORED);
    }

    @Test
    void random_files_leave_exactly_what_they_have_and_nothing_to_do_the_second_time() throws Exception {
        for (int round = 0; round < 20; round++) {
            String[] lines = random.ints(random.nextInt(30), 0, 2 * STUDENTS)
                    .mapToObj(drawn -> drawn / 2 + "," + (drawn % 2 == 0 ? "A" : "B"))
                    .distinct()
                    .toArray(String[]::new);

            bench.enrollments(withHeader(lines)).withdrawMissing(STUDENTS * 2).run();

            assertThat(bench.rows(PAIRS)).containsExactlyElementsOf(new TreeSet<>(List.of(lines)));
            ImportResult again =
                    bench.enrollments(withHeader(lines)).withdrawMissing(0).run();
            assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(again.withdrawals()).contains(new Withdrawals(0, lines.length));
        }
    }

    private void enroll(String... lines) throws SQLException, UnusableFileException {
        bench.enrollments(withHeader(lines)).run();
        assertThat(bench.refusals()).isEmpty();
    }

    private static String[] everybody(String course) {
        return IntStream.range(0, STUDENTS).mapToObj(n -> n + "," + course).toArray(String[]::new);
    }

    private static String[] without(String[] lines, String... left) {
        return withHeader(
                Stream.of(lines).filter(line -> !List.of(left).contains(line)).toArray(String[]::new));
    }

    private static String[] withHeader(String... lines) {
        return Stream.concat(Stream.of(HEADER), Stream.of(lines)).toArray(String[]::new);
    }
}
