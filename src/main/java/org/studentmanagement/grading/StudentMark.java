package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.student.Student;

/** A mark of a student in a published test. */
@Schema(description = "A mark of a student in a published test")
record StudentMark(
        @Schema(examples = "1") long testId,

        @Schema(description = "Code of the course or class", examples = "AAA-2013J")
        String of,

        @Schema(description = "What the test is called", examples = "First assignment")
        String title,

        @Schema(description = "Of what sort the test is", examples = "coursework")
        String category,

        @Schema(examples = "2013-10-20") LocalDate heldOn,

        @Schema(
                description = "absent counts as 0, excused does not count",
                enumeration = {TestValues.MARKED, TestValues.ABSENT, TestValues.EXCUSED})
        String state,

        @Schema(description = "Null unless marked", examples = "78.00", nullable = true)
        BigDecimal score,

        @Schema(description = "The highest score of the test", examples = "100.00")
        BigDecimal maximum,

        @Schema(description = "What the test counts, compared with the others", examples = "10.00")
        BigDecimal weight,

        @Schema(description = "In the words of who marked", nullable = true)
        String remark) {

    /** All of a student. */
    @Schema(name = "StudentMarks", description = "The marks of a student in published tests, complete, by day")
    record All(List<StudentMark> items) {}

    private static final String MARKS = """
            SELECT t.id AS test_id, coalesce(c.code, k.code) AS of, t.title, t.category, t.held_on, m.state, m.score, m.maximum, t.weight,
              m.remark
            FROM marks m JOIN tests t ON t.id = m.test_id
            LEFT JOIN courses c ON c.id = t.course_id
            LEFT JOIN classes k ON k.id = t.class_id
            WHERE m.student_id = $1 AND t.published_at IS NOT NULL
            ORDER BY t.held_on, t.id
            """;

    static Uni<All> of(long student) {
        return Sql.list(StudentMark.class, MARKS, student)
                .call(found -> found.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem())
                .map(All::new);
    }
}
