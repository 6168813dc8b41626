package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Notices, material and departures. */
@BesideTheService
class NoticesImportTest {
    private static final String NOTICES = "number,title,body,shown_from,shown_until,popup,class,course,student_number";
    private static final String MATERIALS =
            "number,title,url,description,course,class,file,file_name,content_type,size,sha256";

    private static final String FILE = "0f1e2d3c-0000-4000-8000-00000000000";
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String DEPARTURES =
            "student_number,leaves_on,reason_given,state,asked_by,asked_at,decided_by,decided_at,note,class,roll_number,courses";

    private ImportBench bench;

    @BeforeEach
    void aSchool() throws Exception {
        bench = school().file(
                        "notices",
                        NOTICES,
                        "N1,Holiday,No school,2026-10-03,2026-10-04,true,,,",
                        "N2,Trip,To the sea,2026-10-01,,,7A,,",
                        "N3,Trip,To the hills,2026-10-01,,,7A,,",
                        "N4,Exam,On Monday,2026-10-05,,,,A-1,",
                        "N5,Books,Bring them back,2026-10-05,,,,,2")
                .file(
                        "materials",
                        MATERIALS,
                        "M1,Euclid,https://library.example/euclid,Elements,A-1,,,,,,",
                        "M2,Rules,https://school.example/rules,,,,,,,,",
                        "M3,Rules,,To be uploaded,,7A,,,,,",
                        "M4,Notes,,,,," + FILE + "1,notes.pdf,application/pdf,81920," + HASH)
                .file(
                        "departures",
                        DEPARTURES,
                        "2,2026-10-31,We move,granted,guardian,2026-10-01,registrar,2026-10-02,Books are back,7A,12,A-1 A-2",
                        "1,2026-12-31,We move,requested,,,,,,,,");
        bench.run();
        assertThat(bench.refusals()).isEmpty();
    }

    private static ImportBench school() throws Exception {
        return new ImportBench()
                .students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org")
                .terms("code,name,kind,begins_on,ends_on", "2026-27,Year,school_year,2026-09-01,2027-07-31")
                .courses("code,name", "A-1,Algebra", "A-2,Geometry")
                .file("classes", "code,name,term", "7A,7A,2026-27")
                .file("class_members", "student_number,class_code", "1,7A");
    }

    @Test
    void theyAreForWhomTheLineSays() throws Exception {
        assertThat(bench.rows("SELECT audience, title, body, popup, num_nonnulls(class_id, course_id, student_id)"
                        + " FROM notices ORDER BY id"))
                .containsExactly(
                        "all|Holiday|No school|t|0",
                        "class|Trip|To the sea|f|1",
                        "class|Trip|To the hills|f|1",
                        "course|Exam|On Monday|f|1",
                        "student|Books|Bring them back|f|1");
        assertThat(bench.rows("SELECT title, kind, course_id, class_id FROM materials ORDER BY id"))
                .containsExactly(
                        "Euclid|link|1|null", "Rules|link|null|null", "Rules|file|null|1", "Notes|pdf|null|null");
        assertThat(bench.rows("SELECT student_id, state, asked_by = 'guardian', decided_at IS NULL FROM departures"))
                .containsExactly("2|granted|t|f", "1|requested|f|t");
        assertThat(bench.rows("SELECT class_id, roll_number, course_ids FROM departures"))
                .as("what comes back with the student")
                .containsExactly("1|12|{1,2}", "null|null|{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notices", "materials", "departures"})
    void whatIsExportedChangesNothingAndBringsTheSame(String sheet) throws Exception {
        assertThat(file(bench, sheet).run().outcome()).isEqualTo(Outcome.UNCHANGED);

        ImportBench other = school();
        file(other, sheet).run();
        assertThat(other.rows(ImportBench.sheet(sheet).export()))
                .isEqualTo(bench.rows(ImportBench.sheet(sheet).export()));
    }

    @Test
    void whatHasTheNumberIsChangedAndTheRestIsNew() throws Exception {
        ImportResult result = bench.file(
                        "notices",
                        "number,title,body,shown_from",
                        "N2,Excursion,To the sea,2026-10-01",
                        "N6,Trip,To the sea,2026-10-01")
                .file("materials", "number,title,url", "M2,New rules,https://school.example/new")
                .run();

        assertThat(bench.refusals()).isEmpty();
        assertThat(result.tallies())
                .containsExactly(new Tally("notices.csv", 1, 1, 0, 2), new Tally("materials.csv", 0, 1, 0, 1));
        assertThat(bench.rows("SELECT number, title, audience FROM notices WHERE body = 'To the sea' ORDER BY id"))
                .containsExactly("N2|Excursion|class", "N6|Trip|all");
        assertThat(bench.rows("SELECT title, url FROM materials WHERE number = 'M2'"))
                .containsExactly("New rules|https://school.example/new");
    }

    @Test
    void ofAFileTheLineSaysWhichOneOfTheStoreItIsAndWhatIsStoredStays() throws Exception {
        assertThat(bench.rows(
                        "SELECT m.file_id, file_name, size, sha256 = '%s', stored_at IS NOT NULL, removed_at IS NULL"
                                        .formatted(HASH)
                                + " FROM materials m JOIN stored_files f ON f.id = m.file_id"))
                .containsExactly(FILE + "1|notes.pdf|81920|t|t|t");

        bench.file(
                        "materials",
                        MATERIALS,
                        "M3,Rules,,To be uploaded,,7A," + FILE + "2,rules.txt,text/plain,10," + HASH,
                        "M4,Notes,,,,,,,,,")
                .run();

        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.rows("SELECT number, file_name FROM materials WHERE file_id IS NOT NULL ORDER BY id"))
                .containsExactly("M3|rules.txt", "M4|notes.pdf");
    }

    @Test
    void whatCannotBeStoredIsRefusedWithItsLine() throws Exception {
        bench.skipInvalid()
                .file(
                        "notices",
                        NOTICES,
                        "A,A,,,,,,,",
                        "B,A,,2026-10-02,2026-10-02,,,,",
                        "C,A,,2026-10-02,,yes,,,",
                        "D,A,,2026-10-02,,,7A,,1",
                        "E,A,,2026-10-02,,,,B-1,",
                        "F/ ,A,,2026-10-02,,,,,",
                        "N2,Trip,To the sea,2026-10-01,,,,A-1,",
                        "N1,Holiday,No school,2026-10-03,2026-10-04,true,,,",
                        "N1,Holiday,No school,2026-10-03,2026-10-04,true,,,")
                .file(
                        "materials",
                        MATERIALS,
                        "A,A,javascript:alert(1),,,,,,,,",
                        "B,A,,,A-1,7A,,,,,",
                        "M4,Notes,https://school.example/rules,,,,,,,,",
                        "C,A,,,,," + FILE + "1,a,text/plain,1," + HASH,
                        "D,A,,,,," + FILE + "3,,text/plain,1," + HASH,
                        "E,A,,,,," + FILE + "4,a,text/html,1," + HASH,
                        "M4,Notes,,,,," + FILE + "5,a,text/plain,1," + HASH,
                        "F,A,,,,," + FILE + "6,a,text/plain,1," + HASH,
                        "G,A,,,,," + FILE + "6,a,text/plain,1," + HASH)
                .file(
                        "departures",
                        DEPARTURES,
                        "1,2026-12-31,We move,refused,,,,,,,,",
                        "1,2026-11-30,We stay,granted,,,,,,,,",
                        "2,2026-11-30,,refused,,,,,,,,",
                        "2,2026-11-30,Once more,requested,,,,,,,,",
                        "9,2026-11-30,Who,refused,,,,,,,,",
                        "1,2026-11-29,We go,refused,,,,,,7B,,",
                        "1,2026-11-28,We go,refused,,,,,,,,A-1 B-1")
                .run();

        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "notices.csv:2: shown_from: is empty: send a time",
                        "notices.csv:3: shown_until: is not after shown_from",
                        "notices.csv:4: popup: \"yes\" is not true or false: send one of them",
                        "notices.csv:5: class: or course or student_number: at most one of the three has a value",
                        "notices.csv:6: course: there is no course \"B-1\", neither stored nor to be stored",
                        "notices.csv:7: number: \"F/ \" is not a number: send 1 to 40 letters, digits, '.', '_', '/' and '-', a letter or digit first",
                        "notices.csv:8: class: is not whom the notice concerns that is stored, which stays",
                        "notices.csv:10: number: \"N1\" is on line 9 already",
                        "materials.csv:2: url: \"javascript:alert(1)\" is not an address: send one like https://library.example/algebra, or nothing",
                        "materials.csv:3: class: has to be empty with a course: send one of the two",
                        "materials.csv:4: url: is of a material that has a file: delete that first",
                        "materials.csv:5: file: is known already, of another material, or as one that was deleted: upload it",
                        "materials.csv:6: file: comes with file_name, content_type, size and sha256: send all five, or none of them",
                        "materials.csv:7: content_type: \"text/html\" is not a type of files that is taken",
                        "materials.csv:8: number: \"M4\" is on line 4 already",
                        "materials.csv:10: file: is on line 9 already",
                        "departures.csv:2: state: is stored as requested: an import decides nothing",
                        "departures.csv:3: state: is not that of the only one: of those that wait or are granted a student has one",
                        "departures.csv:4: reason_given: is blank: say why",
                        "departures.csv:5: state: is not that of the only one: of those that wait or are granted a student has one",
                        "departures.csv:6: student_number: there is no student \"9\", neither stored nor to be stored",
                        "departures.csv:7: class: there is no class \"7B\", neither stored nor to be stored",
                        "departures.csv:8: courses: there is no course \"B-1\", neither stored nor to be stored");
    }

    @Test
    void feesThatWereStoppedComeBackWithWhoTakesADepartureBack() throws Exception {
        bench.execute("INSERT INTO fees (student_id, month, amount, discount, discount_reason, due_on) VALUES"
                + " (1, '2027-01-01', 100, 30, 'A sibling', '2027-01-15'), (1, '2027-02-01', 100, 0, NULL, '2027-02-15'),"
                + " (1, '2026-12-01', 100, 0, NULL, '2026-12-15');"
                + " DELETE FROM class_members WHERE student_id = 1;"
                + " UPDATE departures SET state = 'granted', decided_at = now() WHERE student_id = 1");
        ImportBench other = school();
        other.run();
        other.execute("DELETE FROM class_members");

        file(file(other, "fees"), "departures").run();

        assertThat(other.refusals()).isEmpty();
        String fees = ImportBench.sheet("fees").export();
        assertThat(other.rows(fees)).isEqualTo(bench.rows(fees)).hasSize(3);
        for (ImportBench school : List.of(bench, other)) {
            school.execute("UPDATE departures SET state = 'taken_back' WHERE student_id = 1");
            assertThat(school.rows("SELECT month, discount, discount_reason, settled FROM fees ORDER BY month"))
                    .containsExactly(
                            "2026-12-01|0.00|null|f", "2027-01-01|30.00|A sibling|f", "2027-02-01|0.00|null|f");
        }
    }

    @Test
    void whoIsStillThereHasNotLeft() throws Exception {
        ImportBench other = school().skipInvalid()
                .enrollments("student_number,course_code", "2,A-1")
                .file(
                        "departures",
                        DEPARTURES,
                        "1,2026-10-31,We move,granted,,,,,,,,",
                        "2,2026-10-31,We move,granted,,,,,,,,");
        other.run();

        assertThat(other.refusals())
                .containsExactlyInAnyOrder(
                        "departures.csv:2: state: is granted, and the student is enrolled, waits or is in a class: end that first",
                        "departures.csv:3: state: is granted, and the student is enrolled, waits or is in a class: end that first");
    }

    /** As the export has it. */
    private ImportBench file(ImportBench target, String sheet) throws Exception {
        Sheet exported = ImportBench.sheet(sheet);
        String header =
                String.join(",", exported.columns().stream().map(Column::name).toList());
        String[] lines = Stream.concat(
                        Stream.of(header),
                        bench.rows(exported.export()).stream()
                                .map(row -> row.replace("null", "").replace('|', ',')))
                .toArray(String[]::new);
        return target.file(sheet, lines);
    }
}
