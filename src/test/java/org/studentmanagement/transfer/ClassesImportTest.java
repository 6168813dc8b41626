package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Classes, who is in them, and what is known of students, from files. */
@BesideTheService
class ClassesImportTest {
    private static final String MEMBERS = "SELECT c.code, s.number, m.roll_number, m.joined_on, m.left_on"
            + " FROM class_members m JOIN students s ON s.id = m.student_id JOIN classes c ON c.id = m.class_id"
            + " ORDER BY s.number, m.joined_on, m.id";

    private ImportBench bench;

    @BeforeEach
    void twoClassesWithMembers() throws Exception {
        bench = new ImportBench();
        bench.students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org", "3,Cy,cy@x.org", "4,Dee,dee@x.org")
                .terms("code,name,kind,begins_on,ends_on", "Y1,Year,school_year,2013-08-01,2014-07-31")
                .file("classes", "code,name,term", "7A,7A,Y1", "7B,7B,Y1")
                .file(
                        "class_members",
                        "student_number,class_code,roll_number,joined_on",
                        "1,7A,1,2013-08-01",
                        "2,7A,2,2013-08-01",
                        "3,7A,,2013-08-01")
                .run();
        assertThat(bench.refusals()).isEmpty();
    }

    @Test
    void whoIsInTheFileMovesAndNumbersAreExchanged() throws Exception {
        String[] same = {"student_number,class_code,roll_number", "1,7A,1", "3,7A,"};
        assertThat(bench.file("class_members", same).run().outcome()).isEqualTo(Outcome.UNCHANGED);

        bench.file(
                        "class_members",
                        "student_number,class_code,roll_number,joined_on",
                        "1,7A,2,",
                        "2,7B,1,2014-02-01",
                        "3,7A,1,",
                        "4,7B,2,2014-02-01")
                .run();

        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.rows(MEMBERS))
                .containsExactly(
                        "7A|1|2|2013-08-01|null",
                        "7A|2|2|2013-08-01|2014-02-01",
                        "7B|2|1|2014-02-01|null",
                        "7A|3|1|2013-08-01|null",
                        "7B|4|2|2014-02-01|null");
        assertThat(bench.rows(ImportBench.sheet("class_members").export()))
                .contains("1|7A|2|2013-08-01|null", "2|7B|1|2014-02-01|null");
        bench.file("class_members", "student_number,class_code", "1,7A", "2,7A").run();
        assertThat(bench.rows(MEMBERS)).as("without a column the number stays").contains("7A|1|2|2013-08-01|null");
        assertThat(bench.rows("SELECT count(*) FROM class_members WHERE left_on IS NULL AND student_id = 2"))
                .containsExactly("1");
    }

    @Test
    void whoLeftAClassIsBroughtWithTheDaysAndExportedAgain() throws Exception {
        String header = "student_number,class_code,roll_number,joined_on,left_on";
        String[] lines = {
            header,
            "1,7A,1,2013-08-01,2014-02-01",
            "1,7B,7,2014-02-01,",
            "4,7B,,2012-08-01,2013-08-01",
            "4,7B,,2013-08-01,2013-08-01"
        };
        bench.file("class_members", lines).run();

        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.rows(MEMBERS))
                .containsExactly(
                        "7A|1|1|2013-08-01|2014-02-01",
                        "7B|1|7|2014-02-01|null",
                        "7A|2|2|2013-08-01|null",
                        "7A|3|null|2013-08-01|null",
                        "7B|4|null|2012-08-01|2013-08-01",
                        "7B|4|null|2013-08-01|2013-08-01");
        assertThat(bench.file("class_members", lines).run().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(bench.rows(
                        ImportBench.sheet("class_members").exportOfHistory().orElseThrow()))
                .containsExactly(
                        "1|7A|1|2013-08-01|2014-02-01",
                        "4|7B|null|2012-08-01|2013-08-01",
                        "4|7B|null|2013-08-01|2013-08-01");

        bench.file("class_members", header, "2,7A,2,2013-08-01,2014-03-01").run();
        assertThat(bench.rows(MEMBERS)).as("who leaves is in no class").contains("7A|2|2|2013-08-01|2014-03-01");
    }

    @Test
    void nobodyWasInTwoClassesOnADay() throws Exception {
        bench.skipInvalid()
                .file(
                        "class_members",
                        "student_number,class_code,joined_on,left_on",
                        "1,7B,2013-09-01,2013-10-01",
                        "2,7A,2013-08-01,2014-02-01",
                        "2,7B,2014-01-01,2014-03-01",
                        "3,7A,2013-08-01,2014-02-01",
                        "3,7A,2013-08-01,",
                        "4,7A,,2014-02-01",
                        "4,7A,2014-02-01,2014-01-01",
                        "4,7A,2014-02-01,9999-01-01",
                        "4,7A,2014-02-01,2014-02-01",
                        "4,7A,2014-02-01,2014-02-01")
                .run();

        String span = "the student was in class \"7A\" from 2013-08-01";
        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "class_members.csv:2: joined_on: " + span + ": nobody is in two on a day",
                        "class_members.csv:4: joined_on: " + span + " to 2014-02-01: nobody is in two on a day",
                        "class_members.csv:5: joined_on: " + span + ": nobody is in two on a day",
                        "class_members.csv:7: joined_on: is missing: send the first day in the class",
                        "class_members.csv:8: left_on: is before joined_on, 2014-02-01",
                        "class_members.csv:9: left_on: 9999-01-01 is to come: send a day that has come",
                        "class_members.csv:11: student_number: is on line 10 already, with the same class and days");
    }

    @Test
    void teachersGetClassesFromAFileAndKeepThoseThatItHasNot() throws Exception {
        bench.file("teachers", "number,name,email", "T1,Mary,mary@x.org", "T2,Emmy,emmy@x.org")
                .file("class_teachers", "class_code,teacher_number", "7A,T1", "7B,T1", "7A,T2")
                .run();
        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.file("class_teachers", "class_code,teacher_number", "7B,T1")
                        .run()
                        .outcome())
                .isEqualTo(Outcome.UNCHANGED);

        bench.skipInvalid()
                .file("class_teachers", "class_code,teacher_number", "7B,T2", "7B,T2", "7C,T1", "7A,T3")
                .run();

        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "class_teachers.csv:3: teacher_number: \"T2\" is on line 2 already, of the same class",
                        "class_teachers.csv:4: class_code: there is no class \"7C\", neither stored nor to be stored",
                        "class_teachers.csv:5: teacher_number: there is no teacher \"T3\", neither stored nor to be stored");
        assertThat(bench.rows(ImportBench.sheet("class_teachers").export()))
                .containsExactlyInAnyOrder("7A|T1", "7A|T2", "7B|T1", "7B|T2");
    }

    @Test
    void aLineIsRefusedForTheSakeOfOthersAndOfWhatIsStored() throws Exception {
        bench.skipInvalid()
                .file(
                        "class_members",
                        "student_number,class_code,roll_number,joined_on",
                        "1,7A,2,",
                        "2,7C,3,",
                        "3,7B,1,2013-07-31",
                        "4,7A,0,",
                        "9,7A,4,",
                        "1,7B,5,")
                .run();

        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "class_members.csv:2: roll_number: 2 is that of student \"2\", who keeps it",
                        "class_members.csv:3: class_code: there is no class \"7C\", neither stored nor to be stored",
                        "class_members.csv:4: joined_on: is before 2013-08-01, on which the student joined or left a class:"
                                + " send that day or a later one",
                        "class_members.csv:5: roll_number: \"0\" is not a roll number: send 1 to 999999999, or nothing",
                        "class_members.csv:6: student_number: there is no student \"9\", neither stored nor to be stored",
                        "class_members.csv:7: student_number: \"1\" is on line 2 already");
        assertThat(bench.rows(MEMBERS)).hasSize(3);

        bench.file("classes", "code,name,term", "7C,7A,Y1", "7D,X,Y1", "7E,X,Y1")
                .run();
        assertThat(bench.refusals())
                .containsExactly(
                        "classes.csv:2: name: \"7A\" is the name of class \"7A\" in that term already",
                        "classes.csv:4: name: \"X\" is on line 3 already, of the same term");
    }

    @Test
    void whatIsKnownOfStudentsIsChangedColumnByColumn() throws Exception {
        bench.file("profiles", "student_number,registration_number,date_of_birth,phone", "1,R/1,2000-02-29,123", "2,,,")
                .run();
        bench.file("profiles", "student_number,guardian_name", "1,Anne").run();
        assertThat(bench.file("profiles", "student_number,phone", "1,123").run().outcome())
                .isEqualTo(Outcome.UNCHANGED);

        assertThat(bench.rows(ImportBench.sheet("profiles").export()))
                .containsExactly("1|R/1|2000-02-29|Anne|null|123|null", "2|null|null|null|null|null|null");
        bench.file(
                        "profiles",
                        "student_number,registration_number,date_of_birth,phone",
                        "3,R/1,9000-01-01,",
                        "4,,9000-01-01,",
                        "2,,,call me")
                .run();
        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "profiles.csv:2: registration_number: \"R/1\" is that of student \"1\"",
                        "profiles.csv:3: date_of_birth: is to come",
                        "profiles.csv:4: phone: \"call me\" is not a telephone number: send one like +49 30 123456");
    }
}
