package org.studentmanagement.enrollment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.Sql;
import org.studentmanagement.course.Course;
import org.studentmanagement.student.NoSuchStudent;
import org.studentmanagement.student.Student;

/**
 * Who waits for a seat in a full course. Triggers give the place in line, by the order of joining, and a seat that is freed to the
 * first, in the transaction that frees it.
 */
final class Waitlist {
    /** All lists of a student. */
    @Schema(name = "StudentWaitlist", description = "The courses for which a student waits, complete, by code")
    record Courses(List<AwaitedCourse> items) {}

    /** A course as one for which a student waits. */
    @Schema(description = "A full course for which a student waits")
    record AwaitedCourse(
            @Schema(examples = "1") long id,

            @Schema(examples = "AAA-2013J") String code,

            @Schema(examples = "Module AAA, presentation 2013J")
            String name,

            @Schema(description = "1 is the next", examples = "1")
            long place,

            @Schema(examples = "2026-11-20T09:00:00Z") Instant joinedAt) {}

    /** A student in line. */
    @Schema(description = "A student who waits for a seat")
    record WaitingStudent(
            @Schema(description = "1 is the next", examples = "1")
            long place,

            @Schema(examples = "1") long id,

            @Schema(examples = "11391") String number,

            @Schema(examples = "Ada Lovelace") String name,

            @Schema(examples = "ada@students.example") String email,

            @Schema(examples = "2026-11-20T09:00:00Z") Instant joinedAt,

            // orders the pages: the place is another as soon as somebody gets a seat
            @JsonIgnore long position) {}

    /** The rule that nobody waits where a seat is left. */
    static final String FULL = "waitlist_entries_full";

    /** The rule that nobody waits for what he takes. */
    static final String ENROLLED = "waitlist_entries_enrolled";

    private static final String PLACE =
            "(SELECT count(*) FROM waitlist_entries b WHERE b.course_id = w.course_id AND b.id <= w.id) AS place";

    static final String OF_STUDENT = "SELECT c.id, c.code, c.name, w.joined_at, " + PLACE + """
             FROM waitlist_entries w JOIN courses c ON c.id = w.course_id
            WHERE w.student_id = $1
            ORDER BY c.code
            """;

    private static final String LEAVE = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT s.id FROM students s, acting WHERE s.id = $2 FOR SHARE OF s),
              gone AS (
                DELETE FROM waitlist_entries w USING student
                WHERE w.student_id = student.id AND w.course_id = $3
                RETURNING w.id)
            SELECT EXISTS (SELECT FROM gone) AS left_it, EXISTS (SELECT FROM student) AS student
            """;

    /** What became of leaving. */
    @RegisterForReflection
    record Left(boolean leftIt, boolean student) {}

    private Waitlist() {}

    static Uni<List<AwaitedCourse>> ofStudent(long student) {
        return Sql.list(AwaitedCourse.class, OF_STUDENT, student)
                .call(awaited -> awaited.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }

    /** Who waits for the course, first come first. */
    static Uni<Page<WaitingStudent>> ofCourse(long course, PageQuery page) {
        return new Listing<>(
                        WaitingStudent.class,
                        "r.id, r.number, r.name, r.email, w.joined_at, w.id AS position, " + PLACE,
                        "waitlist_entries w JOIN students r ON r.id = w.student_id",
                        "r.id",
                        WaitingStudent::id)
                .sortedBy("place", "w.id", Long.class, WaitingStudent::position)
                .where("w.course_id = %s", course)
                .page(page)
                .call(read -> read.items().isEmpty()
                        ? Course.mustExist(course)
                        : Uni.createFrom().voidItem());
    }

    /** Fails with {@link NotWaiting} where the student did not wait for the course. */
    static Uni<Void> leave(long student, long course, String reason) {
        return Sql.write(Left.class, LEAVE, Cause.of(reason).values(), student, course)
                .invoke(done -> {
                    if (!done.get(0).student()) {
                        throw new NoSuchStudent(student);
                    }
                    if (!done.get(0).leftIt()) {
                        throw new NotWaiting(student, course);
                    }
                })
                .replaceWithVoid();
    }
}
