package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.student.Student;

/** A test that is to come. Of a draft too: it is the marks of one that nobody sees. */
@RegisterForReflection
@Schema(description = "A test that a student is to take, or to hand in")
record DueTest(
        @Schema(examples = "1") long testId,

        @Schema(description = "Code of the course or class", examples = "AAA-2013J")
        String of,

        @Schema(description = "What the test is called", examples = "First assignment")
        String title,

        @Schema(description = "Of what sort the test is", examples = "coursework")
        String category,

        @Schema(examples = "2013-10-20") LocalDate heldOn,

        @Schema(description = "The highest score", examples = "100.00")
        BigDecimal maximum,

        @Schema(description = "What the test counts, compared with the others", examples = "10.00")
        BigDecimal weight) {

    /** All of a student. */
    @Schema(name = "DueTests", description = "The tests that are to come for a student, complete, by day")
    record All(List<DueTest> items) {}

    private static final String DUE = """
            SELECT t.id AS test_id, c.code AS of, t.title, t.category, t.held_on, t.maximum, t.weight
            FROM student_courses e JOIN courses c ON c.id = e.course_id JOIN tests t ON t.course_id = c.id
            WHERE e.student_id = $1 AND e.completed_on IS NULL AND t.held_on >= coalesce($2::date, (now() AT TIME ZONE 'UTC')::date)
            UNION ALL
            SELECT t.id, k.code, t.title, t.category, t.held_on, t.maximum, t.weight
            FROM class_members m JOIN classes k ON k.id = m.class_id JOIN tests t ON t.class_id = k.id
            WHERE m.student_id = $1 AND m.left_on IS NULL AND t.held_on >= coalesce($2::date, (now() AT TIME ZONE 'UTC')::date)
            ORDER BY held_on, test_id
            """;

    /** @param from the first day; today where null */
    static Uni<All> of(long student, LocalDate from) {
        return Sql.list(DueTest.class, DUE, student, from)
                .call(found -> found.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem())
                .map(All::new);
    }
}
