package org.studentmanagement.enrollment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Sql;

/**
 * Many students enroll in many courses: as many statements as for one. Rows are locked in the order in which {@link Enrollment} locks
 * them, students, courses, seats, each by id. Of several who ask for the last seats, those who come first in the request get them.
 */
final class EnrollmentBatch {
    /** The ids of an item, where its number and its code are known. */
    @RegisterForReflection
    record Ids(Long student, Long course) {}

    /** As in {@link Verdict}, NO_STUDENT, and LEFT of who has left school. */
    @RegisterForReflection
    record Decision(
            Long student,
            Long course,
            String outcome,
            Instant opensAt,
            Instant closesAt,
            Long place,
            String[] missing) {
        Verdict verdict() {
            return new Verdict(course, outcome, true, opensAt, closesAt, place, missing);
        }
    }

    /** Nothing but that it is done. */
    @RegisterForReflection
    record Done(boolean done) {}

    private static final String RESOLVE = """
            SELECT coalesce(asked.student_id, s.id) AS student, coalesce(asked.course_id, c.id) AS course
            FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[])
              WITH ORDINALITY AS asked (student_id, student_number, course_id, course_code, position)
            LEFT JOIN students s ON s.number = asked.student_number
            LEFT JOIN courses c ON c.code = asked.course_code
            ORDER BY position
            """;

    private static final String LOCK = """
            WITH locked_students AS (SELECT id FROM students WHERE id = ANY($1::bigint[]) ORDER BY id FOR SHARE),
              locked_courses AS (
                SELECT id FROM courses WHERE id = ANY($2::bigint[]) AND (SELECT count(*) FROM locked_students) >= 0
                ORDER BY id FOR KEY SHARE),
              locked_seats AS (
                SELECT s.course_id FROM locked_courses c JOIN course_seats s ON s.course_id = c.id
                ORDER BY s.course_id FOR UPDATE OF s)
            SELECT count(*) >= 0 AS done FROM locked_seats
            """;

    private static final String ENROLL = "WITH " + Cause.ACTING + """
            ,
              asked AS (
                SELECT student_id, course_id, position,
                  row_number() OVER (PARTITION BY student_id, course_id ORDER BY position) > 1 AS repeated
                FROM unnest($2::bigint[], $3::bigint[]) WITH ORDINALITY AS asked (student_id, course_id, position)),
              judged AS (
                SELECT asked.*, s.capacity - s.taken AS free, w.id AS waits,
                  c.enrollment_opens_at AS opens_at, c.enrollment_closes_at AS closes_at, needed.missing,
                  CASE WHEN r.id IS NULL THEN 'NO_STUDENT' WHEN c.id IS NULL THEN 'UNKNOWN'
                    WHEN e.course_id IS NOT NULL OR repeated THEN 'KEPT'
                    WHEN EXISTS (SELECT FROM departures d WHERE d.student_id = r.id AND d.state = 'granted') THEN 'LEFT'
                    WHEN c.enrollment_opens_at > now() THEN 'EARLY' WHEN c.enrollment_closes_at <= now() THEN 'LATE'
                    WHEN needed.missing <> '{}' THEN 'UNPREPARED' ELSE 'ADDED' END AS ruling
                FROM asked
                LEFT JOIN students r ON r.id = asked.student_id
                LEFT JOIN courses c ON c.id = asked.course_id
                LEFT JOIN course_seats s ON s.course_id = c.id
                LEFT JOIN student_courses e ON e.student_id = r.id AND e.course_id = c.id
                LEFT JOIN waitlist_entries w ON w.student_id = r.id AND w.course_id = c.id
                CROSS JOIN LATERAL (
                  SELECT ARRAY(
                    SELECT before.code FROM course_prerequisites p JOIN courses before ON before.id = p.prerequisite_id
                    WHERE p.course_id = c.id AND NOT EXISTS (
                      SELECT FROM student_courses done
                      WHERE done.student_id = r.id AND done.course_id = before.id AND done.result IN ('distinction', 'pass'))
                    ORDER BY before.code) AS missing) needed),
              seated AS (
                SELECT judged.*,
                  row_number() OVER (PARTITION BY course_id, ruling ORDER BY position) > free AS none_left
                FROM judged),
              decided AS (
                SELECT seated.*,
                  CASE WHEN ruling = 'ADDED' AND none_left THEN CASE WHEN $4 THEN 'WAITING' ELSE 'FULL' END ELSE ruling END AS outcome
                FROM seated),
              accepted AS (
                SELECT FROM acting
                WHERE NOT $6 AND (NOT $5 OR NOT EXISTS (
                  SELECT FROM decided WHERE outcome NOT IN ('ADDED', 'KEPT', 'WAITING')))),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT student_id, course_id FROM decided, accepted WHERE outcome = 'ADDED'
                ORDER BY student_id, course_id
                ON CONFLICT DO NOTHING)
            SELECT student_id AS student, course_id AS course, outcome,
              CASE outcome WHEN 'EARLY' THEN opens_at END AS opens_at,
              CASE outcome WHEN 'LATE' THEN closes_at END AS closes_at,
              CASE WHEN outcome IN ('WAITING', 'FULL') THEN
                (SELECT count(*) FROM waitlist_entries b WHERE b.course_id = decided.course_id AND (b.id <= waits) IS NOT FALSE)
                + CASE WHEN waits IS NOT NULL THEN 0 WHEN outcome = 'FULL' THEN 1
                  ELSE count(*) FILTER (WHERE waits IS NULL) OVER (PARTITION BY course_id, outcome ORDER BY position) END
                END AS place,
              missing
            FROM decided
            ORDER BY position
            """;

    /** After the seats are taken: nobody waits where one is left. */
    private static final String WAIT = "WITH " + Cause.ACTING + """
            ,
              joined AS (
                INSERT INTO waitlist_entries (student_id, course_id)
                SELECT student_id, course_id
                FROM acting, unnest($2::bigint[], $3::bigint[]) WITH ORDINALITY AS asked (student_id, course_id, position)
                ORDER BY position
                ON CONFLICT DO NOTHING)
            SELECT true AS done
            """;

    private EnrollmentBatch() {}

    /** Fails with {@link BatchRefused} where it is to be all or nothing, and an item is refused. */
    static Uni<BatchResponse> enroll(BatchRequest request) {
        Cause cause = Cause.of(null);
        return Enrollment.anew(Sql.transaction(sql -> sql.run(Ids.class, RESOLVE, asked(request))
                        .flatMap(ids -> {
                            Long[] students = of(ids, Ids::student);
                            Long[] courses = of(ids, Ids::course);
                            return sql.order(EnrollmentSql.BEFORE_SEATS)
                                    .flatMap(ready -> sql.run(Done.class, LOCK, students, courses))
                                    .flatMap(locked -> sql.run(
                                            Decision.class,
                                            ENROLL,
                                            cause.values(),
                                            students,
                                            courses,
                                            request.waitlist(),
                                            request.allOrNothing(),
                                            request.dryRun()));
                        })
                        .invoke(decisions -> {
                            if (request.allOrNothing()) {
                                BatchRefused.unlessAccepted(decisions);
                            }
                        })
                        .call(decisions ->
                                request.dryRun() ? Uni.createFrom().voidItem() : wait(sql, cause, decisions))))
                .map(decisions -> BatchResponse.of(
                        decisions.stream().map(BatchRefused::item).toList(), request.dryRun()));
    }

    private static Uni<?> wait(Sql sql, Cause cause, List<Decision> decisions) {
        List<Decision> waiting = decisions.stream()
                .filter(decision -> decision.outcome().equals("WAITING"))
                .toList();
        return waiting.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.run(
                        Done.class,
                        WAIT,
                        cause.values(),
                        of(waiting, Decision::student),
                        of(waiting, Decision::course));
    }

    private static Object[] asked(BatchRequest request) {
        List<BatchRequest.Pair> pairs = request.enrollments();
        return new Object[] {
            of(pairs, BatchRequest.Pair::studentId),
            pairs.stream().map(BatchRequest.Pair::studentNumber).toArray(String[]::new),
            of(pairs, BatchRequest.Pair::courseId),
            pairs.stream().map(BatchRequest.Pair::courseCode).toArray(String[]::new)
        };
    }

    private static <T> Long[] of(List<T> items, Function<T, Long> id) {
        return items.stream().map(id).toArray(Long[]::new);
    }
}
