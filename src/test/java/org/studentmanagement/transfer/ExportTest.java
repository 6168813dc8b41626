package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.Sheets;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.transfer.ImportResult.Outcome;

@BesideTheService
class ExportTest {
    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws SQLException {
        bench = new ImportBench();
    }

    @Test
    void the_files_have_the_columns_of_the_import_and_times_in_utc() throws Exception {
        fill(bench);
        bench.execute("ALTER DATABASE " + bench.database + " SET timezone = 'Asia/Tokyo'");

        Map<Sheet, String> files = export(bench, true);

        assertThat(files.get(ImportBench.sheet("students"))).isEqualTo("""
                number,name,email
                1,"Ada ""the first"", of all",ada@x.org
                2,=1+1,bob@x.org
                3,NULL,cy@x.org
                """);
        assertThat(files.get(ImportBench.sheet("terms"))).isEqualTo("""
                code,name,kind,begins_on,ends_on,parent
                J,Autumn,term,2013-10-01,2014-01-31,YEAR
                YEAR,Year,school_year,2013-10-01,2014-06-30,
                """);
        assertThat(files.get(ImportBench.sheet("courses"))).isEqualTo("""
                code,name,description,term,capacity,enrollment_opens_at,enrollment_closes_at
                B,Second,,,,,
                A,First,"lines
                and\rmore",J,1,2013-09-01T08:00:00Z,2013-10-01T09:30:00.000001Z
                C,Third,,YEAR,0,,
                """);
        assertThat(files.get(ImportBench.sheet("enrollments"))).isEqualTo("""
                student_number,course_code,enrolled_at,withdrawn_at,completed_on,result,over_capacity
                1,A,2013-09-02T00:00:00Z,,2014-01-31,distinction,
                2,B,unknown,,,,
                2,A,2013-09-03T00:00:00Z,,,,true
                1,A,unknown,2011-09-01T00:00:00Z,,,
                1,A,2012-09-01T00:00:00Z,2012-09-08T00:00:00.5Z,,,
                """);
    }

    @Test
    void what_is_exported_is_unchanged_where_it_comes_from_and_the_same_where_nothing_was() throws Exception {
        fill(bench);
        ImportBench other = new ImportBench();

        Map<Sheet, String> files = export(bench, true);

        assertThat(load(bench, files).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(load(other, files).outcome()).isEqualTo(Outcome.STORED);
        assertThat(other.refusals()).isEmpty();
        assertThat(export(other, true)).isEqualTo(files);
        assertThat(load(other, files).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(load(bench.withdrawMissing(0), files).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void what_the_service_wrote_itself_is_known_again_with_its_past() throws Exception {
        fill(bench);
        bench.execute("DELETE FROM student_courses WHERE completed_on IS NULL");

        Map<Sheet, String> files = export(bench, true);

        assertThat(files.get(ImportBench.sheet("enrollments")).lines()).hasSize(6);
        assertThat(load(bench, files).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void what_is_over_is_left_out_unless_it_is_asked_for() throws Exception {
        fill(bench);

        assertThat(export(bench, false).get(ImportBench.sheet("enrollments")).lines())
                .hasSize(4);
    }

    @Test
    void the_history_of_who_was_erased_is_nobodys_to_bring_anywhere() throws Exception {
        fill(bench);
        bench.execute("SELECT erase_student(id) FROM students WHERE number = '1'");
        ImportBench other = new ImportBench();

        Map<Sheet, String> files = export(bench, true);

        assertThat(bench.rows("SELECT count(*) FROM enrollment_events WHERE kind = 'withdrawn'"))
                .containsExactly("3");
        assertThat(files.get(ImportBench.sheet("enrollments")).lines())
                .hasSize(3)
                .noneMatch(line -> line.startsWith("1,"));
        assertThat(load(bench, files).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(load(other, files).outcome()).isEqualTo(Outcome.STORED);
        assertThat(export(other, true)).isEqualTo(files);
    }

    @Test
    void all_files_are_of_one_moment_though_others_write_meanwhile() throws Exception {
        fill(bench);
        ByteArrayOutputStream enrollments = new ByteArrayOutputStream();
        Map<Sheet, Target> targets = new LinkedHashMap<>();
        targets.put(ImportBench.sheet("students"), new Target("s.csv", new ByteArrayOutputStream() {
            @Override
            public void close() {
                writeMeanwhile();
            }
        }));
        targets.put(ImportBench.sheet("enrollments"), new Target("e.csv", enrollments));

        assertThat(exporter(bench, false).run(targets).values()).containsExactly(3L, 3L);

        assertThat(enrollments.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
        assertThat(bench.rows("SELECT count(*) FROM student_courses")).containsExactly("4");
    }

    @Test
    void where_a_file_cannot_be_written_the_failure_is_that_of_the_file() throws Exception {
        fill(bench);
        Target full = new Target("full", new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        });

        assertThatThrownBy(() -> exporter(bench, false).run(Map.of(ImportBench.sheet("students"), full)))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    /** Terms and courses are stored in another order than that of their codes, and a term before its parent. */
    private static void fill(ImportBench bench) throws Exception {
        bench.students(
                        "number,name,email",
                        "1,\"Ada \"\"the first\"\", of all\",ada@x.org",
                        "2,=1+1,bob@x.org",
                        "3,NULL,cy@x.org")
                .terms(
                        "code,name,kind,begins_on,ends_on,parent",
                        "J,Autumn,term,2013-10-01,2014-01-31,YEAR",
                        "YEAR,Year,school_year,2013-10-01,2014-06-30,")
                .courses(
                        "code,name,description,term,capacity,enrollment_opens_at,enrollment_closes_at",
                        "B,Second,,,,,",
                        "A,First,\"lines\nand\rmore\",J,1,2013-09-01T10:00:00+02:00,2013-10-01T09:30:00.000001Z",
                        "C,Third,,YEAR,0,,")
                .enrollments(
                        "student_number,course_code,enrolled_at,withdrawn_at,completed_on,result,over_capacity",
                        "1,A,2013-09-02,,2014-01-31,distinction,",
                        "2,A,2013-09-03,,,,true",
                        "2,B,unknown,,,,",
                        "1,A,2012-09-01,2012-09-08T00:00:00.5Z,,,",
                        "1,A,unknown,2011-09-01,,,")
                .run();
        assertThat(bench.refusals()).isEmpty();
        // who asks the API for it gets it
        bench.execute("UPDATE courses SET description = '' WHERE code = 'C'");
    }

    private void writeMeanwhile() {
        try {
            bench.execute("INSERT INTO students (number, name, email) VALUES ('9', 'Late', 'late@x.org');"
                    + "INSERT INTO student_courses (student_id, course_id)"
                    + " SELECT s.id, c.id FROM students s, courses c WHERE number = '9' AND code = 'B'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Sheet, String> export(ImportBench bench, boolean history) throws Exception {
        Map<Sheet, ByteArrayOutputStream> streams = new LinkedHashMap<>();
        Map<Sheet, Target> targets = new LinkedHashMap<>();
        for (Sheet sheet : Sheets.ALL) {
            streams.put(sheet, new ByteArrayOutputStream());
            targets.put(sheet, new Target(sheet.name(), streams.get(sheet)));
        }
        exporter(bench, history).run(targets);
        Map<Sheet, String> files = new LinkedHashMap<>();
        streams.forEach((sheet, stream) -> files.put(sheet, stream.toString(StandardCharsets.UTF_8)));
        return files;
    }

    private static Exporter exporter(ImportBench bench, boolean history) {
        return new Exporter(
                new Datasource(PostgresServer.url(bench.database), Optional.empty(), Optional.empty()), history);
    }

    private static ImportResult load(ImportBench bench, Map<Sheet, String> files) throws Exception {
        files.forEach((sheet, text) -> bench.bytes(sheet, sheet.name(), text.getBytes(StandardCharsets.UTF_8)));
        return bench.run();
    }
}
