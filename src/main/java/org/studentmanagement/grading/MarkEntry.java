package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;

/** A line of the mark sheet of a test. */
@Schema(name = "Mark", description = "A student of a test's course or class, with the mark, if there is one")
record MarkEntry(
        @Schema(examples = "1") long studentId,

        @Schema(description = "Registration number", examples = "11391")
        String number,

        @Schema(examples = "Ada Lovelace") String name,

        @Schema(
                description = "marked, absent or excused; null where the student has no mark yet",
                examples = "marked",
                nullable = true)
        String state,

        @Schema(description = "Null unless marked", examples = "78.00", nullable = true)
        BigDecimal score,

        @Schema(description = "The highest score of the test", examples = "100.00")
        BigDecimal maximum,

        @Schema(description = "In words, which the student sees too", nullable = true)
        String remark,

        @Schema(description = "Who marked last: the subject of a token, or a user of the database", nullable = true)
        String actor,

        @Schema(description = "When the mark last changed", examples = "2026-11-20T09:00:00Z", nullable = true)
        Instant updatedAt,

        @Schema(
                description =
                        "Another after each change, 0 where there is no mark; in quotes, it is the ETag of the mark",
                examples = "0")
        long version) {

    /** All of a test. */
    @Schema(
            name = "Marks",
            description =
                    "The mark sheet of a test, by name: who takes the course or is in the class, and who has a mark")
    record All(List<MarkEntry> items) {}

    private static final String COLUMNS = """
            SELECT s.id AS student_id, s.number, s.name, m.state, m.score, t.maximum, m.remark, m.actor, m.updated_at,
              coalesce(m.version, 0) AS version
            """;

    /** Students are looked up one by one: how many there are, PostgreSQL does not know, and would rather read all of the school. */
    private static final String SHEET = """
            WITH test AS MATERIALIZED (SELECT id, course_id, class_id, maximum FROM tests WHERE id = $1),
              members AS (
                SELECT e.student_id FROM test JOIN student_courses e ON e.course_id = test.course_id
                UNION
                SELECT c.student_id FROM test JOIN class_members c ON c.class_id = test.class_id AND c.left_on IS NULL
                UNION
                SELECT m.student_id FROM test JOIN marks m ON m.test_id = test.id)
            """ + COLUMNS + """
            FROM test t CROSS JOIN members
            CROSS JOIN LATERAL (SELECT id, number, name FROM students WHERE id = members.student_id OFFSET 0) s
            LEFT JOIN marks m ON m.test_id = $1 AND m.student_id = s.id
            ORDER BY s.name, s.id
            """;

    private static final String ONE = COLUMNS + """
            FROM tests t JOIN students s ON s.id = $2
            LEFT JOIN marks m ON m.test_id = t.id AND m.student_id = s.id
            WHERE t.id = $1
            """;

    static Uni<All> sheet(long test) {
        return Sql.list(MarkEntry.class, SHEET, test)
                .call(found -> found.isEmpty()
                        ? Sql.require(() -> new NotFound("test", test), "SELECT FROM tests WHERE id = $1", test)
                        : Uni.createFrom().voidItem())
                .map(All::new);
    }

    /** Of any student, whose mark may be none. */
    static Uni<MarkEntry> of(long test, long student) {
        return Sql.list(MarkEntry.class, ONE, test, student).map(found -> {
            if (found.isEmpty()) {
                throw new NotFound("There is no such test, or no such student.");
            }
            return found.get(0);
        });
    }
}
