package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.course.Course;

/** What a student has reached in the published tests of a course, added up of the marks each time it is asked for. */
@Schema(description = "What a student has reached in the published tests of a course")
record CourseResult(
        @Schema(examples = "1") long studentId,

        @Schema(description = "Registration number", examples = "11391")
        String number,

        @Schema(examples = "Ada Lovelace") String name,

        @Schema(description = "How many marks count: those that are not excused", examples = "5")
        long marks,

        @Schema(
                description = "The share of the maximum times the weight, of all marks that count together",
                examples = "41.10")
        BigDecimal points,

        @Schema(description = "The weights of the marks that count", examples = "50.00")
        BigDecimal weight,

        @Schema(
                description = "100 times points by weight, rounded to two decimals; null where nothing counts",
                examples = "82.20",
                nullable = true)
        BigDecimal percentage,

        @Schema(description = "By the setting grade_scale; null where nothing counts", examples = "B", nullable = true)
        String grade,

        @Schema(
                description = "1 has the highest percentage; equal ones have the same rank; null where nothing counts",
                examples = "3",
                nullable = true)
        Long rank) {

    /** All of a course. */
    @Schema(name = "CourseResults", description = "The results of a course, complete, the best first")
    record All(List<CourseResult> items) {}

    /** Who is absent has 0 points, and who is excused is not counted. Students are looked up as in {@link MarkEntry}. */
    private static final String RESULTS = """
            WITH scale AS MATERIALIZED (%s),
              added AS (
                SELECT m.student_id, count(*) AS marks, sum(coalesce(m.score, 0) / m.maximum * t.weight) AS points,
                  sum(t.weight) AS weight
                FROM tests t JOIN marks m ON m.test_id = t.id
                WHERE t.course_id = $1 AND t.published_at IS NOT NULL AND m.state <> 'excused'
                GROUP BY m.student_id),
              rated AS (SELECT added.*, round(100 * points / nullif(weight, 0), 2) AS percentage FROM added),
              listed AS (SELECT student_id FROM student_courses WHERE course_id = $1 UNION SELECT student_id FROM rated)
            SELECT s.id AS student_id, s.number, s.name, coalesce(r.marks, 0) AS marks,
              round(coalesce(r.points, 0), 2) AS points, coalesce(r.weight, 0.00) AS weight, r.percentage,
              (SELECT grade FROM scale WHERE lowest <= r.percentage ORDER BY lowest DESC LIMIT 1) AS grade,
              CASE WHEN r.percentage IS NOT NULL THEN rank() OVER (ORDER BY r.percentage DESC NULLS LAST) END AS rank
            FROM listed CROSS JOIN LATERAL (SELECT id, number, name FROM students WHERE id = listed.student_id OFFSET 0) s
            LEFT JOIN rated r ON r.student_id = s.id
            ORDER BY r.percentage DESC NULLS LAST, s.name, s.id
            """;

    static Uni<All> of(long course) {
        return Sql.list(CourseResult.class, RESULTS.formatted(GradeScale.steps()), course)
                .call(found -> found.isEmpty()
                        ? Course.mustExist(course)
                        : Uni.createFrom().voidItem())
                .map(All::new);
    }
}
