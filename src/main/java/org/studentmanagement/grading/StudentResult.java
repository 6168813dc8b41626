package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.course.Course;
import org.studentmanagement.schoolclass.SchoolClass;

/** What a student has reached in the published tests of a course or of a class, added up of the marks each time it is asked for. */
@Schema(description = "What a student has reached in the published tests of a course or of a class")
record StudentResult(
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

    static final String HOW =
            "Each mark counts with its share of the maximum and the weight of its test. Who was absent has 0; who was excused,"
                    + " or has no mark yet, is not judged by that test.";

    /** All of a course, or of a class. */
    @Schema(name = "Results", description = "The results of a course or of a class, complete, the best first")
    record All(List<StudentResult> items) {}

    /**
     * Of the tests of something, and of its members. Who is absent has 0 points, and who is excused is not counted. Students are looked
     * up as in {@link MarkEntry}; who has no mark is added instead of joined, or PostgreSQL takes it for so many rows that it compiles.
     */
    private static final String RESULTS = """
            WITH scale AS MATERIALIZED (%s),
              added AS (
                SELECT m.student_id, count(*) AS marks, sum(coalesce(m.score, 0) / m.maximum * t.weight) AS points,
                  sum(t.weight) AS weight
                FROM tests t JOIN marks m ON m.test_id = t.id
                WHERE t.%s = $1 AND t.published_at IS NOT NULL AND m.state <> 'excused'
                GROUP BY m.student_id),
              rated AS MATERIALIZED (SELECT added.*, round(100 * points / nullif(weight, 0), 2) AS percentage FROM added),
              listed AS (
                SELECT * FROM rated
                UNION ALL
                SELECT member.student_id, 0, 0, 0.00, NULL FROM (%s) member
                WHERE member.student_id NOT IN (SELECT student_id FROM rated))
            SELECT s.id AS student_id, s.number, s.name, r.marks, round(r.points, 2) AS points, r.weight, r.percentage,
              (SELECT grade FROM scale WHERE lowest <= r.percentage ORDER BY lowest DESC LIMIT 1) AS grade,
              CASE WHEN r.percentage IS NOT NULL THEN rank() OVER (ORDER BY r.percentage DESC NULLS LAST) END AS rank
            FROM listed r CROSS JOIN LATERAL (SELECT id, number, name FROM students WHERE id = r.student_id OFFSET 0) s
            ORDER BY r.percentage DESC NULLS LAST, s.name, s.id
            """;

    /** Of who takes a course, or has a mark in it. */
    static Uni<All> ofCourse(long course) {
        return of(
                "course_id",
                "SELECT student_id FROM student_courses WHERE course_id = $1",
                course,
                () -> Course.mustExist(course));
    }

    /** Of who is in a class, or has a mark in one of its tests, as who has gone on to the next class has. */
    static Uni<All> ofClass(long schoolClass) {
        return of(
                "class_id",
                "SELECT student_id FROM class_members WHERE class_id = $1 AND left_on IS NULL",
                schoolClass,
                () -> SchoolClass.mustExist(schoolClass));
    }

    private static Uni<All> of(String whose, String members, long id, Supplier<Uni<Void>> mustExist) {
        return Sql.list(StudentResult.class, RESULTS.formatted(GradeScale.steps(), whose, members), id)
                .call(found ->
                        found.isEmpty() ? mustExist.get() : Uni.createFrom().voidItem())
                .map(All::new);
    }
}
