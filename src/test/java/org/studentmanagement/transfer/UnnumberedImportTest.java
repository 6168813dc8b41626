package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Notices, material and departures, which have no number by which they would be known. */
@BesideTheService
class UnnumberedImportTest {
    private static final String NOTICES = "title,body,shown_from,shown_until,popup,class,course,student_number";
    private static final String MATERIALS = "title,url,description,course,class";
    private static final String DEPARTURES =
            "student_number,leaves_on,reason_given,state,asked_by,asked_at,decided_by,decided_at,note";

    private ImportBench bench;

    @BeforeEach
    void aSchool() throws Exception {
        bench = school().file(
                        "notices",
                        NOTICES,
                        "Holiday,No school,2026-10-03,2026-10-04,true,,,",
                        "Trip,To the sea,2026-10-01,,,7A,,",
                        "Trip,To the hills,2026-10-01,,,7A,,",
                        "Exam,On Monday,2026-10-05,,,,A-1,",
                        "Books,Bring them back,2026-10-05,,,,,2")
                .file(
                        "materials",
                        MATERIALS,
                        "Euclid,https://library.example/euclid,Elements,A-1,",
                        "Rules,https://school.example/rules,,,",
                        "Rules,,To be uploaded,,7A")
                .file(
                        "departures",
                        DEPARTURES,
                        "2,2026-10-31,We move,granted,guardian,2026-10-01,registrar,2026-10-02,Books are back",
                        "1,2026-12-31,We move,requested,,,,,");
        bench.run();
        assertThat(bench.refusals()).isEmpty();
    }

    private static ImportBench school() throws Exception {
        return new ImportBench()
                .students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org")
                .terms("code,name,kind,begins_on,ends_on", "2026-27,Year,school_year,2026-09-01,2027-07-31")
                .courses("code,name", "A-1,Algebra")
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
                .containsExactly("Euclid|link|1|null", "Rules|link|null|null", "Rules|file|null|1");
        assertThat(bench.rows("SELECT student_id, state, asked_by = 'guardian', decided_at IS NULL FROM departures"))
                .containsExactly("2|granted|t|f", "1|requested|f|t");
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
    void ofSeveralThatAreAlikeTheFirstLineIsTheFirstThatWasStored() throws Exception {
        ImportResult result = bench.file(
                        "notices",
                        "title,body,shown_from,class",
                        "Trip,To the sea,2026-10-01,7A",
                        "Trip,To the mountains,2026-10-01,7A",
                        "Trip,To the town,2026-10-01,7A")
                .file("materials", "title,url", "Rules,https://school.example/new")
                .run();

        assertThat(result.tallies())
                .containsExactly(new Tally("notices.csv", 1, 1, 0, 3), new Tally("materials.csv", 0, 1, 0, 1));
        assertThat(bench.rows("SELECT body FROM notices WHERE title = 'Trip' ORDER BY id"))
                .containsExactly("To the sea", "To the mountains", "To the town");
        assertThat(bench.rows("SELECT url FROM materials WHERE title = 'Rules' ORDER BY id"))
                .containsExactly("https://school.example/new", "null");
    }

    @Test
    void whatCannotBeStoredIsRefusedWithItsLine() throws Exception {
        bench.execute("INSERT INTO stored_files (id) VALUES ('00000000-0000-0000-0000-000000000001');"
                + " UPDATE materials SET file_id = '00000000-0000-0000-0000-000000000001', file_name = 'a', content_type = 'text/plain',"
                + " size = 1, sha256 = '' WHERE kind = 'file'");
        bench.skipInvalid()
                .file(
                        "notices",
                        NOTICES,
                        "A,,,,,,,",
                        "A,,2026-10-02,2026-10-02,,,,",
                        "A,,2026-10-02,,yes,,,",
                        "A,,2026-10-02,,,7A,,1",
                        "A,,2026-10-02,,,,B-1,")
                .file(
                        "materials",
                        MATERIALS,
                        "A,javascript:alert(1),,,",
                        "A,,,A-1,7A",
                        "Rules,https://school.example/rules,,,7A")
                .file(
                        "departures",
                        DEPARTURES,
                        "1,2026-12-31,We move,refused,,,,,",
                        "1,2026-11-30,We stay,granted,,,,,",
                        "2,2026-11-30,,refused,,,,,",
                        "2,2026-11-30,Once more,requested,,,,,",
                        "9,2026-11-30,Who,refused,,,,,")
                .run();

        assertThat(bench.refusals())
                .containsExactlyInAnyOrder(
                        "notices.csv:2: shown_from: is empty: send a time",
                        "notices.csv:3: shown_until: is not after shown_from",
                        "notices.csv:4: popup: \"yes\" is not true or false: send one of them",
                        "notices.csv:5: class: or course or student_number: at most one of the three has a value",
                        "notices.csv:6: course: there is no course \"B-1\", neither stored nor to be stored",
                        "materials.csv:2: url: \"javascript:alert(1)\" is not an address: send one like https://library.example/algebra, or nothing",
                        "materials.csv:3: class: has to be empty with a course: send one of the two",
                        "materials.csv:4: url: is of a material that has a file: delete that first",
                        "departures.csv:2: state: is stored as requested: an import decides nothing",
                        "departures.csv:3: state: is not that of the only one: of those that wait or are granted a student has one",
                        "departures.csv:4: reason_given: is blank: say why",
                        "departures.csv:5: state: is not that of the only one: of those that wait or are granted a student has one",
                        "departures.csv:6: student_number: there is no student \"9\", neither stored nor to be stored");
    }

    @Test
    void whoIsStillThereHasNotLeft() throws Exception {
        ImportBench other = school().skipInvalid()
                .enrollments("student_number,course_code", "2,A-1")
                .file(
                        "departures",
                        DEPARTURES,
                        "1,2026-10-31,We move,granted,,,,,",
                        "2,2026-10-31,We move,granted,,,,,");
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
