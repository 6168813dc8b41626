package org.studentmanagement.notice;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Sql;
import org.studentmanagement.student.NoSuchStudent;
import org.studentmanagement.student.Student;

/** The notices that concern a student at present: those to all, to the class, to the courses, and to the student alone. */
final class StudentNotices {
    @RegisterForReflection
    @Schema(description = "A notice that concerns the student")
    record StudentNotice(
            @Schema(examples = "1") long id,

            @Schema(examples = NoticeValues.ALL) String audience,

            @Schema(description = "Of a course", nullable = true)
            Long courseId,

            @Schema(examples = "No school on Friday") String title,

            @Schema(examples = "The heating is repaired. Lessons go on on Monday.")
            String body,

            @Schema(examples = "2026-11-20T09:00:00Z") Instant shownFrom,

            @Schema(description = "Null where for ever", nullable = true)
            Instant shownUntil,

            @Schema(description = "Whether to put it before whatever the student wants to see", examples = "false")
            boolean popup,

            @Schema(description = "When the student has seen it; null where not yet", nullable = true)
            Instant seenAt) {}

    @RegisterForReflection
    @Schema(description = "What a student has not seen yet")
    record UnreadNotices(
            @Schema(description = "How many", examples = "2")
            long unread,

            @Schema(description = "Id of the latest; null where there is none", examples = "17", nullable = true)
            Long latest,

            @Schema(
                    description = "Id of the latest to be put before everything; null where there is none",
                    nullable = true)
            Long popup) {}

    @RegisterForReflection
    record Seen(boolean student, boolean notice) {}

    /** The rows, or what is wanted of them, each by an index, and none twice; {@code %1$s} stands for the student. */
    private static final String FOUND = """
            (SELECT n.%2$s FROM notices n WHERE n.audience = 'all'
              UNION ALL SELECT n.%2$s FROM notices n WHERE n.student_id = %1$s
              UNION ALL SELECT n.%2$s FROM student_courses e JOIN notices n ON n.course_id = e.course_id WHERE e.student_id = %1$s
              UNION ALL SELECT n.%2$s FROM class_members m JOIN notices n ON n.class_id = m.class_id
                WHERE m.student_id = %1$s AND m.joined_on <= current_date AND (m.left_on > current_date) IS NOT FALSE)
            """;

    private static final String CONCERNING = FOUND.formatted("%1$s", "id");

    private static final String SHOWN = "n.shown_from <= now() AND (n.shown_until > now()) IS NOT FALSE";

    private static final String UNREAD = """
            SELECT count(n.id) AS unread, max(n.id) AS latest, max(n.id) FILTER (WHERE n.popup) AS popup
            FROM students s
            LEFT JOIN LATERAL %s n ON %s
              AND NOT EXISTS (SELECT FROM notice_seen seen WHERE seen.student_id = $1 AND seen.notice_id = n.id)
            WHERE s.id = $1
            GROUP BY s.id
            """.formatted(FOUND.formatted("s.id", "*"), SHOWN);

    private static final String SEE = """
            WITH student AS (SELECT id FROM students WHERE id = $1 FOR KEY SHARE),
              notice AS (SELECT n.id FROM notices n WHERE n.id = $2 AND %s AND n.id IN %s),
              seen AS (
                INSERT INTO notice_seen (student_id, notice_id) SELECT student.id, notice.id FROM student, notice
                ON CONFLICT DO NOTHING)
            SELECT EXISTS (SELECT FROM student) AS student, EXISTS (SELECT FROM notice) AS notice
            """.formatted(SHOWN, CONCERNING.formatted("$1"));

    private StudentNotices() {}

    /** Fails where no student has the id. */
    static Uni<Page<StudentNotice>> list(long student, StudentNoticesQuery query) {
        return new Listing<>(
                        StudentNotice.class,
                        "n.id, n.audience, n.course_id, n.title, n.body, n.shown_from, n.shown_until, n.popup, seen.seen_at",
                        "students s CROSS JOIN notices n"
                                + " LEFT JOIN notice_seen seen ON seen.student_id = s.id AND seen.notice_id = n.id",
                        "n.id",
                        StudentNotice::id)
                .sortedBy("id", "n.id", Long.class, StudentNotice::id)
                .where("s.id = %1$s AND " + SHOWN + " AND n.id IN " + CONCERNING, student)
                .where("(seen.seen_at IS NULL) = %s", query.unread)
                .page(query)
                .call(page -> page.items().isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }

    /** Fails where no student has the id. */
    static Uni<UnreadNotices> unread(long student) {
        return Sql.listOf(UnreadNotices.class, UNREAD, student).map(found -> {
            if (found.isEmpty()) {
                throw new NoSuchStudent(student);
            }
            return found.get(0);
        });
    }

    /** Fails where the notice does not concern the student at present. */
    static Uni<Void> see(long student, long notice) {
        return Sql.write(Seen.class, SEE, student, notice)
                .invoke(done -> {
                    if (!done.get(0).student()) {
                        throw new NoSuchStudent(student);
                    }
                    if (!done.get(0).notice()) {
                        throw new NotFound("No notice that concerns the student now has the id %d.".formatted(notice));
                    }
                })
                .replaceWithVoid();
    }
}
