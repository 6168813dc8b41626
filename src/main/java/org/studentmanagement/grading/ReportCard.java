package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;
import org.studentmanagement.setting.School;
import org.studentmanagement.student.NoSuchStudent;

/** What a student has reached in a term, or ever, in the tests that are published. */
@Schema(description = "What a student has reached in published tests")
record ReportCard(
        @Schema(description = "The setting school_name", examples = "School")
        String school,

        @Schema(description = "Registration number of the student", examples = "11391")
        String number,

        @Schema(description = "Name of the student", examples = "Ada Lovelace")
        String name,

        @Schema(description = "Name of the term; null where none was asked for", nullable = true)
        String term,

        @Schema(
                description =
                        "The courses that the student takes and the classes that have marked the student, by code")
        List<Subject> subjects) {

    /** A course or a class. */
    @Schema(name = "ReportCardSubject", description = "A course or a class, and what the student has reached there")
    record Subject(
            @Schema(examples = "AAA-2013J") String code,

            @Schema(examples = "Module AAA, presentation 2013J")
            String name,

            @Schema(
                    description = "Weighted over the marks that count, rounded to two decimals; null where none does",
                    examples = "82.20",
                    nullable = true)
            BigDecimal percentage,

            @Schema(
                    description = "By the setting grade_scale; null where no mark counts",
                    examples = "B",
                    nullable = true)
            String grade,

            List<StudentMark> marks) {}

    /** A mark, or a subject that has none, or nothing where there is no subject; each beside what is said of the student. */
    @RegisterForReflection
    record Line(
            String school,
            String studentNumber,
            String studentName,
            String term,
            String code,
            String name,
            BigDecimal percentage,
            String grade,
            Long testId,
            String title,
            String category,
            LocalDate heldOn,
            String state,
            BigDecimal score,
            BigDecimal maximum,
            BigDecimal weight,
            String remark) {
        StudentMark mark() {
            return new StudentMark(testId, code, title, category, heldOn, state, score, maximum, weight, remark);
        }
    }

    /** Of the term, and of those that are parts of it. */
    private static final String LINES = """
            WITH RECURSIVE scale AS MATERIALIZED (%s),
              wanted AS (
                SELECT id FROM terms WHERE id = $2
                UNION ALL SELECT t.id FROM wanted w JOIN terms t ON t.parent_id = w.id),
              given AS MATERIALIZED (
                SELECT t.course_id, t.class_id, t.id AS test_id, t.title, t.category, t.held_on, t.weight,
                  m.state, m.score, m.maximum, m.remark
                FROM marks m JOIN tests t ON t.id = m.test_id
                WHERE m.student_id = $1 AND t.published_at IS NOT NULL),
              subjects AS (
                SELECT c.id AS course_id, NULL::bigint AS class_id, c.code, c.name, c.term_id
                FROM courses c
                WHERE c.id IN (
                  SELECT course_id FROM student_courses WHERE student_id = $1 UNION ALL SELECT course_id FROM given)
                UNION ALL
                SELECT NULL, k.id, k.code, k.name, k.term_id FROM classes k WHERE k.id IN (SELECT class_id FROM given)),
              lines AS (
                SELECT s.code, s.name, g.*,
                  round(100 * sum(coalesce(g.score, 0) / g.maximum * g.weight) FILTER (WHERE g.state <> 'excused') OVER same
                    / nullif(sum(g.weight) FILTER (WHERE g.state <> 'excused') OVER same, 0), 2) AS percentage
                FROM subjects s LEFT JOIN given g ON g.course_id = s.course_id OR g.class_id = s.class_id
                WHERE $2::bigint IS NULL OR s.term_id IN (SELECT id FROM wanted)
                WINDOW same AS (PARTITION BY s.course_id, s.class_id))
            SELECT %s #>> '{}' AS school, s.number AS student_number, s.name AS student_name,
              (SELECT name FROM terms WHERE id = $2) AS term, l.code, l.name, percentage,
              (SELECT grade FROM scale WHERE lowest <= percentage ORDER BY lowest DESC LIMIT 1) AS grade,
              test_id, title, category, held_on, state, score, maximum, weight, remark
            FROM students s LEFT JOIN lines l ON true
            WHERE s.id = $1
            ORDER BY l.code, l.name, held_on, test_id
            """;

    /** @param term or null, for all */
    static Uni<ReportCard> of(long student, Long term) {
        return Sql.list(Line.class, LINES.formatted(GradeScale.steps(), School.NAME.expression()), student, term)
                .map(lines -> {
                    if (lines.isEmpty()) {
                        throw new NoSuchStudent(student);
                    }
                    if (term != null && lines.get(0).term() == null) {
                        throw new NotFound("term", term);
                    }
                    return of(lines);
                });
    }

    private static ReportCard of(List<Line> lines) {
        List<Subject> subjects = new ArrayList<>();
        Line first = null;
        for (Line line : lines) {
            if (line.name() == null) {
                break;
            }
            if (first == null
                    || !Objects.equals(first.code(), line.code())
                    || !first.name().equals(line.name())) {
                first = line;
                subjects.add(new Subject(line.code(), line.name(), line.percentage(), line.grade(), new ArrayList<>()));
            }
            if (line.testId() != null) {
                subjects.get(subjects.size() - 1).marks().add(line.mark());
            }
        }
        Line any = lines.get(0);
        return new ReportCard(any.school(), any.studentNumber(), any.studentName(), any.term(), subjects);
    }
}
