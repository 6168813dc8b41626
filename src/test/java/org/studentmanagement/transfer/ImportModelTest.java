package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Small random files, which meet each other's keys and addresses far more often than real ones do. */
@BesideTheService
class ImportModelTest {
    private static final int ROUNDS = 40;
    private static final int MOST_ROWS = 7;

    /** In full tables few rows are new, so now and then the rounds begin with empty ones. */
    private static final int ROUNDS_TOGETHER = 4;

    @RegisterExtension
    private final Seed seed = new Seed();

    private final Random random = seed.random();

    @Test
    void random_files_come_to_what_the_model_says_and_the_second_time_to_nothing() throws Exception {
        ImportBench bench = new ImportBench();
        ImportModel model = new ImportModel();
        for (int round = 0; round < ROUNDS; round++) {
            if (round % ROUNDS_TOGETHER == 0) {
                bench.execute("DELETE FROM student_courses; DELETE FROM students; DELETE FROM courses");
                model = new ImportModel();
            }
            List<List<String>> students = rows(() -> List.of(number(), name(), email()));
            List<List<String>> courses = rows(() -> List.of(code(), name(), one("", "about")));
            List<List<String>> enrollments = rows(() -> List.of(number(), code(), one("", "2013-05-20", "2014-10-01")));
            String story = "round %d: %s %s %s".formatted(round, students, courses, enrollments);

            List<String> refused = model.skipInvalid(students, courses, enrollments);
            load(bench, students, courses, enrollments).run();

            assertThat(refusedLines(bench)).as(story).isEqualTo(refused);
            assertThat(stored(bench)).as(story).isEqualTo(expected(model));

            List<String> before = everything(bench);
            ImportResult again = load(bench, students, courses, enrollments).run();

            assertThat(again.outcome()).as(story).isEqualTo(Outcome.UNCHANGED);
            assertThat(refusedLines(bench)).as(story).isEqualTo(refused);
            assertThat(everything(bench)).as(story).isEqualTo(before);
        }
    }

    private static ImportBench load(
            ImportBench bench, List<List<String>> students, List<List<String>> courses, List<List<String>> pairs) {
        return bench.students(lines("number,name,email", students))
                .courses(lines("code,name,description", courses))
                .enrollments(lines("student_number,course_code,enrolled_at", pairs))
                .skipInvalid();
    }

    private static String[] lines(String header, List<List<String>> rows) {
        return Stream.concat(Stream.of(header), rows.stream().map(row -> String.join(",", row)))
                .toArray(String[]::new);
    }

    /** As in {@code s:3}. */
    private static List<String> refusedLines(ImportBench bench) {
        return bench.refusals().stream()
                .map(refusal -> refusal.replaceFirst("^(.)\\.csv:(\\d+):.*", "$1:$2"))
                .toList();
    }

    private static List<String> stored(ImportBench bench) throws Exception {
        List<String> rows = new ArrayList<>();
        rows.addAll(bench.rows("SELECT number, name, email FROM students ORDER BY number"));
        rows.addAll(bench.rows("SELECT code, name, coalesce(description, '') FROM courses ORDER BY code"));
        rows.addAll(bench.rows("SELECT number, code, CASE WHEN enrolled_at > now() - interval '1 hour' THEN '"
                + ImportModel.NOW + "' ELSE to_char(enrolled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') END"
                + " FROM student_courses JOIN students s ON s.id = student_id JOIN courses c ON c.id = course_id"
                + " ORDER BY number, code"));
        return rows;
    }

    private static List<String> expected(ImportModel model) {
        List<String> rows = new ArrayList<>();
        for (Map<String, List<String>> table : List.of(model.students, model.courses)) {
            table.forEach((key, values) -> rows.add(key + "|" + String.join("|", values)));
        }
        model.enrollments.forEach((pair, time) -> rows.add(pair + "|" + time));
        return rows;
    }

    private static List<String> everything(ImportBench bench) throws Exception {
        return bench.rows("SELECT s::text FROM students s UNION ALL SELECT c::text FROM courses c"
                + " UNION ALL SELECT e::text FROM student_courses e ORDER BY 1");
    }

    private List<List<String>> rows(Supplier<List<String>> row) {
        return Stream.generate(row).limit(random.nextInt(MOST_ROWS)).toList();
    }

    private String number() {
        return one("1", "2", "3", "4", "5", "6");
    }

    private String code() {
        return one("A", "B", "C");
    }

    private String name() {
        return one("Ada", "Bob", "Cy", "Di", " ");
    }

    private String email() {
        return one("a@x", "A@x", "b@x", "c@x", "C@x", "d@x", "e@x", "f@x");
    }

    private String one(String... values) {
        return values[random.nextInt(values.length)];
    }
}
