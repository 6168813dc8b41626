package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

@BesideTheService
class RefusalTest {
    private static final String STUDENTS = "number,name,email";
    private static final String COURSES = "code,name,description";
    private static final String ENROLLMENTS = "student_number,course_code,enrolled_at";

    private static final String NOT_A_NUMBER =
            " is not a student's number: send 1 to 32 letters, digits, '.', '_', '/' and '-', a letter or digit first";
    private static final String NOT_A_CODE =
            " is not a course's code: send 1 to 32 capitals and digits, single hyphens between";
    private static final String NOT_AN_EMAIL =
            " is not an e-mail address of at most 120 characters: send one like ada@example.org";
    private static final String NOT_A_TIME = " is not a time: send one like 2013-05-20 or 2013-05-20T09:30:00Z";

    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws SQLException {
        bench = new ImportBench();
    }

    @Test
    void every_malformed_row_is_refused_with_line_column_and_reason_and_nothing_is_stored() throws Exception {
        ImportResult result = bench.students(
                        STUDENTS,
                        "1,Ada,ada@x.org",
                        "2,Bob",
                        "3,Cy,cy@x.org,more",
                        ",Di,di@x.org",
                        "-5,Ed,ed@x.org",
                        "\"6\n\",Flo,flo@x.org",
                        "7".repeat(33) + ",Gil,gil@x.org",
                        "8,\u00A0\t,h@x.org",
                        "9," + "é".repeat(101) + ",i@x.org",
                        "10,Ja\0ne,j@x.org",
                        "11,Kay,k@x@org",
                        "12,Lea,\u001B[2J l@x.org",
                        "13,Max," + "m".repeat(115) + "@x.org",
                        "14,Noa\u202E,n@x.org",
                        "15,\u200B,o@x.org",
                        "16,Pia,p..q@x.org")
                .courses(COURSES, "cs-1,Computing,", "CS-1,,", "CS--1,Computing,", "CS-2,Computing," + "d".repeat(4001))
                .enrollments(ENROLLMENTS, "1,CS-2,20.5.2013", "1,CS-2,2013-02-30", "1,CS-2,0000-12-31T00:00:00Z")
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "s.csv:3: has 2 fields: send 3, as in the header",
                        "s.csv:4: has 4 fields: send 3, as in the header",
                        "s.csv:5: number: \"\"" + NOT_A_NUMBER,
                        "s.csv:6: number: \"-5\"" + NOT_A_NUMBER,
                        "s.csv:7: number: \"6?\"" + NOT_A_NUMBER,
                        "s.csv:9: number: \"" + "7".repeat(33) + '"' + NOT_A_NUMBER,
                        "s.csv:10: name: is blank: send a name",
                        "s.csv:11: name: has 101 characters: send at most 100",
                        "s.csv:12: name: holds a NUL character, which cannot be stored",
                        "s.csv:13: email: \"k@x@org\"" + NOT_AN_EMAIL,
                        "s.csv:14: email: \"?[2J l@x.org\"" + NOT_AN_EMAIL,
                        "s.csv:15: email: \"" + "m".repeat(40) + "...\"" + NOT_AN_EMAIL,
                        "s.csv:16: name: must not contain U+202E, a character that controls how text is shown",
                        "s.csv:17: name: is blank: send a name",
                        "s.csv:18: email: \"p..q@x.org\"" + NOT_AN_EMAIL,
                        "c.csv:2: code: \"cs-1\"" + NOT_A_CODE,
                        "c.csv:3: name: is blank: send a name",
                        "c.csv:4: code: \"CS--1\"" + NOT_A_CODE,
                        "c.csv:5: description: has 4001 characters: send at most 4000",
                        "e.csv:2: enrolled_at: \"20.5.2013\"" + NOT_A_TIME,
                        "e.csv:3: enrolled_at: \"2013-02-30\"" + NOT_A_TIME,
                        "e.csv:4: enrolled_at: \"0000-12-31T00:00:00Z\" is not in the years 1 to 9999");
        assertThat(result.tallies())
                .containsExactly(
                        new Tally("s.csv", 1, 0, 15, 16),
                        new Tally("c.csv", 0, 0, 4, 4),
                        new Tally("e.csv", 0, 0, 3, 3));
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(bench.rows("SELECT number FROM students")).isEmpty();
    }

    @Test
    void the_longest_values_that_are_accepted_are_stored() throws Exception {
        ImportResult result = bench.students(
                        STUDENTS,
                        "9".repeat(32) + "," + "🎓".repeat(100) + "," + "m".repeat(64) + "@" + "x".repeat(51) + ".org")
                .courses(COURSES, "C".repeat(32) + "," + "ß".repeat(100) + "," + "🎓".repeat(4000))
                .enrollments(ENROLLMENTS, "9".repeat(32) + "," + "C".repeat(32) + ",9999-12-31T23:59:59.999999Z")
                .run();

        assertThat(bench.refusals()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.STORED);
    }

    @Test
    void text_that_is_not_utf_8_is_refused() throws Exception {
        bench.bytes(
                        ImportBench.STUDENTS,
                        "s.csv",
                        "number,name,email\n1,Zoë,zoe@x.org\n".getBytes(StandardCharsets.ISO_8859_1))
                .run();

        assertThat(bench.refusals()).containsExactly("s.csv:2: name: is not UTF-8: save the file with that encoding");
    }

    @Test
    void the_later_of_two_rows_with_one_key_is_refused_and_the_earlier_stored() throws Exception {
        bench.students(STUDENTS, "1,Ada,ada@x.org", "1,Eve,eve@x.org", "2,Bob,ADA@x.org", "3,Cy,cy@x.org")
                .courses(COURSES, "A,First,", "A,Second,")
                .enrollments(ENROLLMENTS, "1,A,2013-01-01", "3,A,2013-01-01", "1,A,2014-01-01", "2,A,", "3,B,")
                .skipInvalid()
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "s.csv:3: number: \"1\" is on line 2 already",
                        "s.csv:4: email: \"ADA@x.org\" is on line 2 already",
                        "c.csv:3: code: \"A\" is on line 2 already",
                        "e.csv:4: course_code: \"A\" with student \"1\" is on line 2 already",
                        "e.csv:5: student_number: there is no student \"2\", neither stored nor to be stored",
                        "e.csv:6: course_code: there is no course \"B\", neither stored nor to be stored");
        assertThat(bench.rows("SELECT number, students.name, courses.name, extract(year FROM enrolled_at)"
                        + " FROM student_courses JOIN students ON students.id = student_id"
                        + " JOIN courses ON courses.id = course_id ORDER BY number"))
                .containsExactly("1|Ada|First|2013", "3|Cy|First|2013");
    }

    @Test
    void an_address_is_refused_along_the_whole_chain_that_waits_for_it() throws Exception {
        bench.students(STUDENTS, "1,Ada,a@x.org", "2,Bob,b@x.org", "3,Cy,c@x.org", "4,Di,d@x.org")
                .run();

        ImportResult result = bench.students(
                        STUDENTS, "1,Ada,b@x.org", "2,Bob,c@x.org", "3,Cy,D@x.org", "5,Ed,a@x.org", "6,Flo,f@x.org")
                .skipInvalid()
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "s.csv:2: email: \"b@x.org\" belongs to student \"2\"",
                        "s.csv:3: email: \"c@x.org\" belongs to student \"3\"",
                        "s.csv:4: email: \"D@x.org\" belongs to student \"4\"",
                        "s.csv:5: email: \"a@x.org\" belongs to student \"1\"");
        assertThat(result.tallies()).containsExactly(new Tally("s.csv", 1, 0, 4, 5));
        assertThat(result.outcome()).isEqualTo(Outcome.STORED);
    }

    @Test
    void an_enrollment_is_stored_if_its_student_is_even_if_the_students_new_row_is_refused() throws Exception {
        bench.students(STUDENTS, "1,Ada,ada@x.org").courses(COURSES, "A,First,").run();

        ImportResult result = bench.students(STUDENTS, "1,,ada@x.org")
                .enrollments(ENROLLMENTS, "1,A,")
                .skipInvalid()
                .run();

        assertThat(result.tallies()).containsExactly(new Tally("s.csv", 0, 0, 1, 1), new Tally("e.csv", 1, 0, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "number,nmae,email;             s.csv: unknown column \"nmae\": the columns are number, name, email",
                "number,name,email,name;        s.csv: column \"name\" comes twice",
                "number,name;                   s.csv: column \"email\" is missing",
                "\\n;                           s.csv: is empty: its first line must name the columns number, name, email"
            })
    void a_wrong_header_is_refused_by_the_name_of_the_column(String header, String sentence) {
        assertThatThrownBy(() -> bench.students(header.replace("\\n", "\n")).run())
                .isInstanceOf(UnusableFileException.class)
                .hasMessage(sentence);
    }

    @Test
    void a_file_with_semicolons_is_told_to_have_commas() {
        assertThatThrownBy(() -> bench.students("number;name;email").run())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageEndingWith("Semicolons are between the values: save it with commas");
    }

    static Stream<Arguments> brokenFiles() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(utf8(STUDENTS + "\n1,Ada,ada@x.org\n"));
        }
        byte[] whole = gzip.toByteArray();
        return Stream.of(
                Arguments.of(utf8(STUDENTS + "\n1,\"Ada,ada@x.org\n2,Bob,b@x.org\n"), "not well-formed CSV", "line 2"),
                Arguments.of(utf8(STUDENTS + "\n1,\"Ada\"!,ada@x.org\n"), "not well-formed CSV", "line 2"),
                Arguments.of(utf8(STUDENTS + "\n1,\"" + "a".repeat(1 << 21)), "not well-formed CSV", "line 2"),
                Arguments.of(Arrays.copyOf(whole, 5), "cannot be read", "cut short"),
                Arguments.of(Arrays.copyOf(whole, whole.length - 5), "cannot be read", "cut short"));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void a_file_that_cannot_be_read_to_its_end_stores_nothing(byte[] content, String fault, String place)
            throws Exception {
        assertThatThrownBy(() -> bench.bytes(ImportBench.STUDENTS, "s.csv", content)
                        .skipInvalid()
                        .run())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContainingAll("s.csv: ", fault, place);
        assertThat(bench.rows("SELECT number FROM students")).isEmpty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
