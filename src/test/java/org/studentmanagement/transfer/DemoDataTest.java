package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.Sheets;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.transfer.ImportResult.Outcome;

@BesideTheService
class DemoDataTest {
    private static final int PRESENT = 22_521;
    private static final int WITHDRAWN = 10_072;
    private static final int MARKS = 173_912;
    private static final int CLASSES = 245;
    private static final int MEMBERS = 7_289;

    @Test
    void the_whole_dataset_is_stored_once_and_unchanged_the_second_time() throws Exception {
        String database = MigratedDatabase.create();
        Datasource datasource = new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());
        Importer importer = new Importer(datasource, Sheets.ALL, ImportOptions.NONE, refusal -> {});

        assertThat(importer.run(new DemoData(Sheets.ALL).sources()).tallies())
                .containsExactly(
                        new Tally("students.csv.gz", 28_785, 0, 0, 28_785),
                        new Tally("profiles.csv.gz", MEMBERS, 0, 0, MEMBERS),
                        new Tally("teachers.csv.gz", 7, 0, 0, 7),
                        new Tally("terms.csv.gz", 4, 0, 0, 4),
                        new Tally("courses.csv.gz", 22, 0, 0, 22),
                        new Tally("enrollments.csv.gz", 32_593, 0, 0, 32_593),
                        new Tally("classes.csv.gz", CLASSES, 0, 0, CLASSES),
                        new Tally("class_members.csv.gz", MEMBERS, 0, 0, MEMBERS),
                        new Tally("class_teachers.csv.gz", CLASSES, 0, 0, CLASSES),
                        new Tally("tests.csv.gz", 206, 0, 0, 206),
                        new Tally("marks.csv.gz", MARKS, 0, 0, MARKS),
                        new Tally("fees.csv.gz", 3_696, 0, 0, 3_696),
                        new Tally("payments.csv.gz", 3_516, 0, 0, 3_516),
                        new Tally("departures.csv.gz", 193, 0, 0, 193),
                        new Tally("notices.csv.gz", 116, 0, 0, 116),
                        new Tally("materials.csv.gz", 23, 0, 0, 23));
        assertThat(
                        PostgresServer.query(
                                database,
                                "SELECT count(*) || ' open, ' || (SELECT sum(amount) FROM allocations) || ' paid' FROM fees WHERE NOT settled"))
                .isEqualTo("180 open, 415400.00 paid");
        assertThat(PostgresServer.query(database, "SELECT count(*) FROM student_courses"))
                .isEqualTo(Integer.toString(PRESENT));
        assertThat(PostgresServer.query(
                        database,
                        "SELECT string_agg(concat_ws(' ', result, n), ', ' ORDER BY result) FROM"
                                + " (SELECT result, count(*) AS n FROM student_courses GROUP BY result) results"))
                .isEqualTo("distinction 3024, fail 7043, pass 12361, 93");
        assertThat(PostgresServer.query(database, "SELECT count(*) FROM enrollment_events WHERE kind = 'withdrawn'"))
                .isEqualTo(Integer.toString(WITHDRAWN));
        assertThat(importer.run(new DemoData(Sheets.ALL).sources()).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void the_derivation_counts_days_from_the_start_and_has_who_withdrew_as_history(@TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("courses.csv"), """
                "code_module","code_presentation","module_presentation_length"
                "BBB","2014B","234"
                "BBB","2013J","261"
                "AAA","2013J","268"
                "DDD","2014J","262"
                """);
        Files.writeString(folder.resolve("studentRegistration.csv"), """
                "code_module","code_presentation","id_student","date_registration","date_unregistration"
                "BBB","2014B","30","-31",""
                "AAA","2013J","30","","12"
                "AAA","2013J","7","",""
                "AAA","2013J","8","2",""
                "AAA","2013J","9","","-3"
                "AAA","2013J","10","-8","-3"
                "BBB","2013J","7","1",""
                "DDD","2014J","30","","5"
                "DDD","2014J","8","",""
                """);
        Files.writeString(folder.resolve("studentInfo.csv"), """
                code_module,code_presentation,id_student,gender,final_result
                BBB,2014B,30,F,Distinction
                AAA,2013J,30,F,Withdrawn
                AAA,2013J,7,M,Pass
                AAA,2013J,8,M,Withdrawn
                AAA,2013J,9,M,Withdrawn
                AAA,2013J,10,M,Fail
                BBB,2013J,7,M,Fail
                DDD,2014J,30,F,North,HE,10-20%,35-55,0,60,N,Withdrawn
                DDD,2014J,8,M,North,HE,10-20%,0-35,0,60,N,Pass
                """);
        Files.writeString(folder.resolve("assessments.csv"), """
                code_module,code_presentation,id_assessment,assessment_type,date,weight
                AAA,2013J,12,Exam,,100
                AAA,2013J,11,TMA,54,12.5
                AAA,2013J,9,TMA,19,10
                """);
        Files.writeString(folder.resolve("studentAssessment.csv"), """
                id_assessment,id_student,date_submitted,is_banked,score
                11,8,18,0,78
                9,10,18,0,?
                9,8,18,0,100
                """);

        DemoDerivation.derive(folder, folder);

        assertThat(content(folder.resolve("students.csv.gz"))).isEqualTo("""
                        number,name,email
                        7,Student 7,s7@students.example
                        8,Student 8,s8@students.example
                        9,Student 9,s9@students.example
                        10,Student 10,s10@students.example
                        30,Student 30,s30@students.example
                        """);
        assertThat(content(folder.resolve("courses.csv.gz"))).isEqualTo("""
                        code,name,description,term
                        AAA-2013J,"Module AAA, presentation 2013J",Starts on 2013-10-01 and lasts 268 days,2013J
                        BBB-2013J,"Module BBB, presentation 2013J",Starts on 2013-10-01 and lasts 261 days,2013J
                        BBB-2014B,"Module BBB, presentation 2014B",Starts on 2014-02-01 and lasts 234 days,2014B
                        DDD-2014J,"Module DDD, presentation 2014J",Starts on 2014-10-01 and lasts 262 days,2014J
                        """);
        assertThat(content(folder.resolve("terms.csv.gz"))).isEqualTo("""
                        code,name,kind,begins_on,ends_on
                        2013J,Presentation 2013J,term,2013-10-01,2014-06-25
                        2014B,Presentation 2014B,term,2014-02-01,2014-09-22
                        2014J,Presentation 2014J,term,2014-10-01,2015-06-19
                        """);
        assertThat(content(folder.resolve("enrollments.csv.gz"))).isEqualTo("""
                        student_number,course_code,enrolled_at,withdrawn_at,completed_on,result
                        7,AAA-2013J,2013-10-01,,2014-06-25,pass
                        8,AAA-2013J,2013-10-03,,,
                        9,AAA-2013J,2013-09-28,2013-09-28,,
                        10,AAA-2013J,2013-09-23,2013-09-28,,
                        30,AAA-2013J,2013-10-01,2013-10-13,,
                        7,BBB-2013J,2013-10-02,,2014-06-18,fail
                        30,BBB-2014B,2014-01-01,,2014-09-22,distinction
                        8,DDD-2014J,2014-10-01,,2015-06-19,pass
                        30,DDD-2014J,2014-10-01,2014-10-06,,
                        """);
        assertThat(content(folder.resolve("teachers.csv.gz"))).isEqualTo("""
                        number,name,email
                        DDD,Teacher DDD,ddd@teachers.example
                        """);
        assertThat(content(folder.resolve("classes.csv.gz"))).isEqualTo("""
                        code,name,term
                        DDD-2014J-1,DDD 1,2014J
                        """);
        assertThat(content(folder.resolve("class_members.csv.gz"))).isEqualTo("""
                        student_number,class_code,roll_number,joined_on
                        8,DDD-2014J-1,1,2014-10-01
                        """);
        assertThat(content(folder.resolve("class_teachers.csv.gz"))).isEqualTo("""
                        class_code,teacher_number
                        DDD-2014J-1,DDD
                        """);
        assertThat(content(folder.resolve("profiles.csv.gz"))).matches("""
                        student_number,registration_number,date_of_birth
                        8,R-8,(19(79|8.|9[0-6])-..-..)
                        """);
        assertThat(content(folder.resolve("tests.csv.gz"))).isEqualTo("""
                        code,title,category,held_on,maximum,weight,course,published_at
                        AAA-2013J-TMA-9,Tutor-marked assignment 1,coursework,2013-10-20,100,10,AAA-2013J,2013-10-20
                        AAA-2013J-TMA-11,Tutor-marked assignment 2,coursework,2013-11-24,100,12.5,AAA-2013J,2013-11-24
                        AAA-2013J-EXAM-12,Exam 1,exam,2014-06-25,100,100,AAA-2013J,2014-06-25
                        """);
        assertThat(content(folder.resolve("notices.csv.gz"))).isEqualTo("""
                        number,title,body,shown_from,shown_until,popup,course,student_number
                        2013J-BEGINS,Presentation 2013J begins,Welcome! Your courses are listed with your record.,2013-10-01,,,,
                        2014B-BEGINS,Presentation 2014B begins,Welcome! Your courses are listed with your record.,2014-02-01,,,,
                        2014J-BEGINS,Presentation 2014J begins,Welcome! Your courses are listed with your record.,2014-10-01,,,,
                        AAA-2013J-EXAM,Exam of AAA-2013J,It is held on 2014-06-25.,2014-06-11,2014-06-26,,AAA-2013J,
                        """);
        assertThat(content(folder.resolve("marks.csv.gz"))).isEqualTo("""
                        test,student_number,score,state
                        AAA-2013J-TMA-11,8,78,
                        AAA-2013J-TMA-9,8,100,
                        AAA-2013J-TMA-9,10,,excused
                        """);
    }

    private static String content(Path file) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
