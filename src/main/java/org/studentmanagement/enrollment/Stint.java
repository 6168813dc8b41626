package org.studentmanagement.enrollment;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.student.Student;

/** One enrollment from its beginning to its end, as the history tells it. Who left a course and came back has two. */
@Schema(name = "StudentEnrollment", description = "An enrollment, be it over or not")
record Stint(
        @Schema(description = "Which all its events name as stint", format = "uuid")
        String id,

        @Schema(examples = "2") long courseId,

        @Schema(description = "Null where the course is gone", examples = "AAA-2013J", nullable = true)
        String code,

        @Schema(
                description = "Null where the course is gone",
                examples = "Module AAA, presentation 2013J",
                nullable = true)
        String name,

        @Schema(enumeration = {"enrolled", "completed", "withdrawn"})
        String state,

        @Schema(
                description = "Null where it happened before times were recorded",
                examples = "2026-11-20T09:00:00Z",
                nullable = true)
        Instant enrolledAt,

        @Schema(description = "When the student withdrew; null while it goes on", nullable = true)
        Instant endedAt,

        @Schema(description = "Day of the completion; null if there is none", examples = "2026-06-25", nullable = true)
        LocalDate completedOn,

        @Schema(
                description = "With what result: distinction, pass or fail; null with the day",
                examples = "pass",
                nullable = true)
        String result,

        @Schema(description = "Rules that a registrar has set aside: seats, window, prerequisites; none mostly")
        List<String> overrides,

        @Schema(description = "Why it ended, in the words of who ended it", nullable = true)
        String reason) {

    /** All of a student. */
    @Schema(
            name = "StudentEnrollments",
            description = "The enrollments of a student, those that are over too, complete, the latest begun first")
    record All(List<Stint> items) {}

    /** An enrollment from before the history is in it when it ends or is completed. Until then its row tells of it. */
    static final String OF_STUDENT = """
            WITH student AS MATERIALIZED (SELECT id FROM students WHERE id = $1),
              told AS MATERIALIZED (
                SELECT e.stint AS id, e.course_id,
                  min(e.id) FILTER (WHERE e.kind IN ('enrolled', 'promoted')) AS beginning,
                  max(e.id) FILTER (WHERE e.kind IN ('completed', 'reopened')) AS completion,
                  max(e.id) FILTER (WHERE e.kind = 'withdrawn') AS ending
                FROM student JOIN enrollment_events e ON e.student_id = student.id
                WHERE e.stint IS NOT NULL
                GROUP BY e.stint, e.course_id),
              stints AS (
                SELECT told.*,
                  CASE WHEN ending IS NOT NULL THEN 'withdrawn' WHEN done.completed_on IS NOT NULL THEN 'completed' ELSE 'enrolled' END AS state,
                  begun.happened_at AS enrolled_at, ended.happened_at AS ended_at, done.completed_on, done.result,
                  coalesce(begun.overrides, '{}') AS overrides, ended.reason
                FROM told
                LEFT JOIN enrollment_events begun ON begun.id = told.beginning
                LEFT JOIN enrollment_events done ON done.id = told.completion
                LEFT JOIN enrollment_events ended ON ended.id = told.ending
                UNION ALL
                SELECT first_stint(e.student_id, e.course_id), e.course_id, NULL, NULL, NULL,
                  CASE WHEN e.completed_on IS NOT NULL THEN 'completed' ELSE 'enrolled' END,
                  e.enrolled_at, NULL, e.completed_on, e.result, '{}', NULL
                FROM student JOIN student_courses e ON e.student_id = student.id
                WHERE NOT EXISTS (SELECT FROM told WHERE told.course_id = e.course_id AND told.ending IS NULL))
            SELECT s.id::text AS id, s.course_id, c.code, c.name, s.state, s.enrolled_at, s.ended_at, s.completed_on, s.result, s.overrides, s.reason
            FROM stints s LEFT JOIN courses c ON c.id = s.course_id
            ORDER BY s.enrolled_at DESC NULLS LAST, s.beginning DESC NULLS LAST, s.course_id
            """;

    static Uni<List<Stint>> ofStudent(long student) {
        return Sql.list(Stint.class, OF_STUDENT, student)
                .call(stints -> stints.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }
}
