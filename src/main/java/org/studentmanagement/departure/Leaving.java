package org.studentmanagement.departure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Sql;
import org.studentmanagement.schoolclass.Day;
import org.studentmanagement.schoolclass.Membership;

/**
 * What a student leaves with a granted request, and has again where that is taken back: the class, with the roll number unless somebody
 * has it by now, and the enrollments that were not completed, of courses that have a seat left. Windows and prerequisites are not
 * looked at again, and places on waiting lists do not come back. The student is locked.
 */
final class Leaving {
    @RegisterForReflection
    record Back(String code, boolean enrolled) {}

    static final String GRANTED = "granted";

    private static final String ACT = "WITH " + Cause.ACTING + " SELECT true AS done FROM acting";

    private static final String LOCK_COURSES = """
            WITH known AS (
                SELECT id FROM courses WHERE id IN (
                  SELECT course_id FROM student_courses WHERE student_id = $1
                  UNION SELECT course_id FROM waitlist_entries WHERE student_id = $1
                  UNION SELECT unnest(course_ids) FROM departures WHERE id = $2)
                ORDER BY id FOR KEY SHARE),
              seats AS (
                SELECT s.course_id FROM known JOIN course_seats s ON s.course_id = known.id
                ORDER BY s.course_id FOR UPDATE OF s)
            SELECT count(*) >= 0 AS done FROM seats
            """;

    private static final String STOP_WAITING =
            "DELETE FROM waitlist_entries WHERE student_id = $1 RETURNING true AS done";

    private static final String END_ENROLLMENTS = """
            WITH ended AS (DELETE FROM student_courses WHERE student_id = $1 AND completed_on IS NULL RETURNING course_id)
            UPDATE departures SET course_ids = ARRAY(SELECT course_id FROM ended ORDER BY course_id),
              leaves_on = $3, class_id = $4::bigint, roll_number = $5::integer
            WHERE id = $2
            RETURNING true AS done
            """;

    private static final String ENROLL_AGAIN = """
            WITH wanted AS (
                SELECT c.id, c.code, (s.taken < s.capacity) IS NOT FALSE AS free,
                  EXISTS (SELECT FROM student_courses e WHERE e.student_id = $1 AND e.course_id = c.id) AS enrolled
                FROM departures d JOIN courses c ON c.id = ANY(d.course_ids) LEFT JOIN course_seats s ON s.course_id = c.id
                WHERE d.id = $2),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT $1, id FROM wanted WHERE free AND NOT enrolled ORDER BY id)
            SELECT code, free OR enrolled AS enrolled FROM wanted ORDER BY code
            """;

    private Leaving() {}

    static Uni<DepartureResponse> grant(
            Sql sql, long student, long id, Departures.Stored asked, DecisionRequest decision, Cause cause) {
        LocalDate wanted = Objects.requireNonNullElse(decision.leavesOn(), asked.leavesOn());
        return Day.of(wanted, "/leaves_on", sql)
                .flatMap(day -> Membership.end(sql, student, day, "/leaves_on"))
                .flatMap(left -> done(sql, LOCK_COURSES, student, id)
                        .flatMap(locked -> done(sql, ACT, (Object) cause.values()))
                        .flatMap(told -> done(sql, STOP_WAITING, student))
                        .flatMap(waited -> done(
                                sql,
                                END_ENROLLMENTS,
                                student,
                                id,
                                wanted,
                                left.map(Membership::classId).orElse(null),
                                left.map(Membership::rollNumber).orElse(null))))
                .flatMap(ended -> Departures.decided(sql, id, GRANTED, cause));
    }

    static Uni<DepartureReturn> takeBack(Sql sql, long student, long id, Departures.Stored left, Cause cause) {
        return done(sql, LOCK_COURSES, student, id)
                .flatMap(locked -> done(sql, ACT, (Object) cause.values()))
                .flatMap(told -> Departures.decided(sql, id, "taken_back", cause))
                .flatMap(back -> Membership.again(sql, student, left.classId(), left.rollNumber()))
                .flatMap(schoolClass -> sql.run(Back.class, ENROLL_AGAIN, student, id)
                        .map(back ->
                                new DepartureReturn(schoolClass.orElse(null), codes(back, true), codes(back, false))));
    }

    private static List<String> codes(List<Back> back, boolean enrolled) {
        return back.stream()
                .filter(course -> course.enrolled() == enrolled)
                .map(Back::code)
                .toList();
    }

    private static Uni<Void> done(Sql sql, String statement, Object... values) {
        return sql.run(Departures.Done.class, statement, values).replaceWithVoid();
    }
}
