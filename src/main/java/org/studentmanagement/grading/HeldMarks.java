package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.math.BigDecimal;
import java.time.Instant;
import org.studentmanagement.student.Holding;

/** What is held about the marks of a student, also of tests that are not published. */
@ApplicationScoped
class HeldMarks {
    /** A mark with its test, by which the student knows it. */
    @RegisterForReflection
    record Given(
            long testId,
            String code,
            String title,
            String state,
            BigDecimal score,
            BigDecimal maximum,
            String remark,
            String actor,
            Instant updatedAt) {}

    private static final String MARKS = """
            SELECT m.test_id, t.code, t.title, m.state, m.score, m.maximum, m.remark, m.actor, m.updated_at
            FROM marks m JOIN tests t ON t.id = m.test_id
            WHERE m.student_id = $1
            ORDER BY t.held_on, t.id
            """;

    private static final String CHANGES =
            "SELECT " + MarkChange.COLUMNS + " FROM mark_changes c WHERE c.student_id = $1 ORDER BY c.id";

    @Produces
    Holding marks() {
        return new Holding("marks", Given.class, MARKS);
    }

    @Produces
    Holding changes() {
        return new Holding("mark_changes", MarkChange.class, CHANGES);
    }
}
