package org.studentmanagement.enrollment;

import org.studentmanagement.api.Cause;

/** The statements of the verbs of {@link Enrollment}, each with who and why as its first parameter, but for the lock. */
final class EnrollmentSql {
    /**
     * What each course says to the student: who and what is asked is {@code $1} to {@code $3}, {@code $4} sets the rules aside, and
     * {@code $5} waits where the course is full. Seats are locked in the order of the courses' ids, which are locked before them. The
     * locks keep student, courses and enrollments from being deleted until the transaction ends; they let others enroll. What was
     * there when the statement began may have ended since, so that it is stored again unless it conflicts.
     */
    private static final String DECIDED = """
              asked AS MATERIALIZED (SELECT $3::bigint[] AS ids),
              known AS (
                SELECT id, enrollment_opens_at AS opens_at, enrollment_closes_at AS closes_at
                FROM courses WHERE id = ANY((SELECT ids FROM asked)::bigint[]) ORDER BY id FOR KEY SHARE),
              seats AS (
                SELECT s.course_id, s.taken = s.capacity AS none_left
                FROM known JOIN course_seats s ON s.course_id = known.id
                ORDER BY known.id FOR UPDATE OF s),
              judged AS (
                SELECT known.*, known.id IN (SELECT e.course_id FROM student_courses e WHERE e.student_id = $2) AS enrolled,
                  known.id IN (SELECT course_id FROM seats WHERE seats.none_left) AS none_left,
                  ARRAY(
                    SELECT c.code FROM course_prerequisites p JOIN courses c ON c.id = p.prerequisite_id
                    WHERE p.course_id = known.id AND NOT EXISTS (
                      SELECT FROM student_courses done
                      WHERE done.student_id = $2 AND done.course_id = c.id AND done.result IN ('distinction', 'pass'))
                    ORDER BY c.code) AS missing
                FROM known),
              decided AS (
                SELECT judged.*,
                  CASE WHEN enrolled THEN 'KEPT' WHEN $4 THEN 'ADDED'
                    WHEN opens_at > now() THEN 'EARLY' WHEN closes_at <= now() THEN 'LATE' WHEN missing <> '{}' THEN 'UNPREPARED'
                    WHEN none_left AND $5 THEN 'WAITING' WHEN none_left THEN 'FULL' ELSE 'ADDED' END AS outcome
                FROM judged),
              accepted AS (
                SELECT WHERE (SELECT count(*) FROM decided WHERE outcome IN ('ADDED', 'KEPT', 'WAITING')) = (SELECT cardinality(ids) FROM asked)),
            """;

    /** Of the courses that were asked for, without a join: of how many each common table expression has, PostgreSQL has no idea. */
    private static final String VERDICTS = """
            SELECT id AS course,
              CASE WHEN id IN (SELECT course_id FROM added) THEN 'ADDED' WHEN outcome = 'ADDED' THEN 'KEPT' ELSE outcome END AS outcome,
              EXISTS (SELECT FROM student) AS student,
              CASE outcome WHEN 'EARLY' THEN opens_at END AS opens_at,
              CASE outcome WHEN 'LATE' THEN closes_at END AS closes_at,
              CASE WHEN outcome IN ('WAITING', 'FULL') THEN (
                SELECT 1 + count(*) FROM waitlist_entries w
                WHERE w.course_id = decided.id AND (
                  SELECT w.id < own.id FROM waitlist_entries own WHERE own.student_id = $2 AND own.course_id = decided.id) IS NOT FALSE)
                END AS place,
              missing
            FROM decided
            UNION ALL
            SELECT id, 'UNKNOWN', EXISTS (SELECT FROM student), NULL, NULL, NULL, NULL
            FROM (SELECT unnest(ids) AS id FROM asked) each_asked WHERE id NOT IN (SELECT id FROM known)
            """;

    /**
     * What most enrollments need, in a statement that costs little to begin: where a course refuses, nothing is done, and {@link
     * #DECIDE} says what is the matter. Whether a seat is left is up to the constraint of the seats. How many ids there are must not be
     * seen by the planner, who would plan each time anew, which costs more than the statement.
     */
    static final String ENROLL = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT s.id FROM students s, acting WHERE s.id = $2 FOR SHARE OF s),
              known AS (
                SELECT id, (enrollment_opens_at > now() OR enrollment_closes_at <= now()) IS TRUE AS closed
                FROM courses WHERE id = ANY((SELECT $3::bigint[])::bigint[]) ORDER BY id FOR KEY SHARE),
              accepted AS (
                SELECT FROM known HAVING count(*) = cardinality($3::bigint[]) AND NOT bool_or(closed) AND NOT EXISTS (
                  SELECT FROM known k JOIN course_prerequisites p ON p.course_id = k.id
                  WHERE NOT EXISTS (
                    SELECT FROM student_courses done
                    WHERE done.student_id = $2 AND done.course_id = p.prerequisite_id AND done.result IN ('distinction', 'pass')))),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT student.id, known.id FROM student, known, accepted
                ORDER BY known.id
                ON CONFLICT DO NOTHING
                RETURNING course_id)
            SELECT id AS course,
              CASE WHEN id IN (SELECT course_id FROM added) THEN 'ADDED' WHEN id NOT IN (SELECT id FROM known) THEN 'UNKNOWN'
                WHEN EXISTS (SELECT FROM accepted) THEN 'KEPT' ELSE 'REFUSED' END AS outcome,
              EXISTS (SELECT FROM student) AS student
            FROM unnest((SELECT $3::bigint[])) AS asked (id)
            """;

    static final String DECIDE = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT s.id FROM students s, acting WHERE s.id = $2 FOR SHARE OF s),
            """ + DECIDED + """
              set_aside AS MATERIALIZED (
                SELECT set_config('student_management.overrides', jsonb_object_agg(id, rules)::text, true)
                FROM judged CROSS JOIN LATERAL (
                  SELECT array_remove(ARRAY[
                    CASE WHEN opens_at > now() OR closes_at <= now() THEN 'window' END,
                    CASE WHEN missing <> '{}' THEN 'prerequisites' END,
                    CASE WHEN none_left THEN 'seats' END], NULL) AS rules) broken
                WHERE $4 AND NOT enrolled AND rules <> '{}'
                HAVING count(*) > 0),
              added AS (
                INSERT INTO student_courses (student_id, course_id, over_capacity)
                SELECT student.id, decided.id, decided.none_left AND decided.outcome = 'ADDED'
                FROM student, decided, accepted, (SELECT count(*) FROM set_aside) told
                WHERE decided.outcome IN ('ADDED', 'KEPT')
                ORDER BY decided.id
                ON CONFLICT DO NOTHING
                RETURNING course_id),
              joined AS (
                INSERT INTO waitlist_entries (student_id, course_id)
                SELECT student.id, decided.id FROM student, decided, accepted
                WHERE decided.outcome = 'WAITING'
                ORDER BY decided.id
                ON CONFLICT DO NOTHING)
            """ + VERDICTS;

    /**
     * Before any seat is locked: an import locks the table, and then the seats that it gives. It is a lock that every statement has that
     * changes the table.
     */
    static final String BEFORE_SEATS = "LOCK TABLE student_courses IN ROW EXCLUSIVE MODE";

    /**
     * One at a time may make the set of a student another: each must see what the one before has left. Whose course is full is told so
     * after others have left it, with the place, by a statement that begins with its seats locked; the course before them, as by
     * whoever changes or deletes it.
     */
    static final String LOCK = """
            WITH student AS (SELECT id FROM students WHERE id = $1 FOR NO KEY UPDATE),
              asked AS (
                SELECT asked.id FROM student, unnest($2::bigint[]) AS asked (id)
                UNION
                SELECT e.course_id FROM student JOIN student_courses e ON e.student_id = student.id),
              known AS (SELECT id FROM courses WHERE id IN (SELECT id FROM asked) ORDER BY id FOR KEY SHARE),
              seats AS (
                SELECT s.course_id FROM known JOIN course_seats s ON s.course_id = known.id
                ORDER BY s.course_id FOR UPDATE OF s)
            SELECT student.id FROM student, (SELECT count(*) FROM seats) locked
            """;

    static final String REPLACE = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT $2::bigint AS id FROM acting),
            """ + DECIDED + """
              others AS (
                SELECT e.course_id, e.completed_on FROM student JOIN student_courses e ON e.student_id = student.id
                WHERE e.course_id <> ALL((SELECT ids FROM asked)::bigint[])),
              unfinished AS (SELECT FROM accepted WHERE NOT EXISTS (SELECT FROM others WHERE completed_on IS NOT NULL)),
              removed AS (
                DELETE FROM student_courses
                WHERE student_id = $2 AND course_id IN (SELECT course_id FROM others, unfinished)
                RETURNING course_id),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT student.id, decided.id FROM student, decided, unfinished
                WHERE decided.outcome IN ('ADDED', 'KEPT')
                ORDER BY decided.id
                ON CONFLICT DO NOTHING
                RETURNING course_id)
            """ + VERDICTS + """
            UNION ALL
            SELECT others.course_id, CASE WHEN completed_on IS NULL THEN 'REMOVED' ELSE 'COMPLETED' END,
              true, NULL, NULL, NULL, NULL
            FROM others
            """;

    static final String WITHDRAW = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT s.id FROM students s, acting WHERE s.id = $2 FOR NO KEY UPDATE OF s),
              removed AS (
                DELETE FROM student_courses e USING student
                WHERE e.student_id = student.id AND e.course_id = $3::bigint AND e.completed_on IS NULL
                RETURNING e.course_id)
            SELECT $3::bigint AS course,
              CASE WHEN EXISTS (SELECT FROM removed) THEN 'REMOVED'
                WHEN EXISTS (
                  SELECT FROM student_courses e
                  WHERE e.student_id = $2 AND e.course_id = $3 AND e.completed_on IS NOT NULL) THEN 'COMPLETED'
                ELSE 'ABSENT' END AS outcome,
              EXISTS (SELECT FROM student) AS student,
              NULL::timestamptz AS opens_at, NULL::timestamptz AS closes_at, NULL::bigint AS place, NULL::text[] AS missing
            """;

    private EnrollmentSql() {}
}
