package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Tests and their marks, from files. */
@BesideTheService
class MarksImportTest {
    private static final String TESTS = "code,title,category,held_on,maximum,weight,course,class";
    private static final String MARKS = "test,student_number,score,state,remark";

    private ImportBench bench;

    @BeforeEach
    void aTestWithMarks() throws Exception {
        bench = new ImportBench();
        bench.students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org", "3,Cy,cy@x.org")
                .file("courses", "code,name", "C-1,Algebra", "C-2,Botany")
                .file("tests", TESTS, "T-1,Exam,exam,2013-10-20,50,10,C-1,")
                .file("marks", MARKS, "T-1,1,49.5,,Fine", "T-1,2,,absent,")
                .run();
        assertThat(bench.refusals()).isEmpty();
    }

    @Test
    void whatIsReadAgainIsTheSame() throws Exception {
        assertThat(bench.rows(ImportBench.sheet("marks").export()))
                .containsExactly("T-1|1|49.50|null|Fine", "T-1|2|null|absent|null");
        assertThat(bench.file("marks", MARKS, "T-1,1,49.50,marked,Fine", "T-1,2,,absent,")
                        .run()
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void aMarkThatIsNoneIsRefused() throws Exception {
        bench.skipInvalid()
                .file(
                        "marks",
                        MARKS,
                        "T-1,1,50.01,,",
                        "T-9,1,1,,",
                        "T-1,9,1,,",
                        "T-1,2,1.005,,",
                        "T-1,3,,,",
                        "T-1,2,1,excused,",
                        "T-1,3,4,ill,",
                        "T-1,3,4,,",
                        "T-1,3,5,,")
                .run();

        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "marks.csv:2: score: is above the maximum of the test: send at most 50.00",
                        "marks.csv:3: test: there is no test \"T-9\", neither stored nor to be stored",
                        "marks.csv:4: student_number: there is no student \"9\", neither stored nor to be stored",
                        "marks.csv:5: score: \"1.005\" is not a score: send 0 to 99999.99, or nothing",
                        "marks.csv:6: score: is empty: send one, or absent or excused as the state",
                        "marks.csv:7: score: is of who is excused: leave it empty",
                        "marks.csv:8: state: \"ill\" is not a state: send marked, absent or excused",
                        "marks.csv:10: student_number: \"3\" with test \"T-1\" is on line 9 already");
        assertThat(bench.rows("SELECT score FROM marks ORDER BY student_id")).containsExactly("49.50", "null", "4.00");
    }

    @Test
    void aMaximumOfTheSameFilesIsTheOneThatCounts() throws Exception {
        bench.file("tests", TESTS, "T-1,Exam,exam,2013-10-20,60,10,C-1,")
                .file("marks", MARKS, "T-1,1,55,,", "T-1,2,60.01,,")
                .run();

        assertThat(bench.refusals())
                .containsExactly("marks.csv:3: score: is above the maximum of the test: send at most 60");
    }

    @Test
    void aTestThatIsNoneIsRefused() throws Exception {
        bench.file(
                        "tests",
                        TESTS,
                        "T-1,Exam,exam,2013-10-20,49.49,10,C-1,",
                        "T-2,Exam,exam,2013-10-20,0.00,10,C-1,",
                        "T-3,Exam,exam,2013-10-20,1.234,10,C-1,",
                        "T-4,Exam,exam,2013-10-20,10,10,,",
                        "T-5,Exam,exam,2013-10-20,10,10,C-9,")
                .run();
        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "tests.csv:2: maximum: is below a score that was given: 49.50",
                        "tests.csv:3: maximum: \"0.00\" is not a maximum: send one above 0 and at most 99999.99",
                        "tests.csv:4: maximum: \"1.234\" is not a maximum: send one above 0 and at most 99999.99",
                        "tests.csv:5: course: or class, one of the two, has to have a code",
                        "tests.csv:6: course: there is no course \"C-9\", neither stored nor to be stored");

        bench.file("tests", TESTS, "T-1,Exam,exam,2013-10-20,50,10,C-2,").run();
        assertThat(bench.refusals())
                .containsExactly("tests.csv:2: course: is another than is stored: store another test");
    }
}
