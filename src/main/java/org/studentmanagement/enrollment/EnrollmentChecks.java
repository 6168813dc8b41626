package org.studentmanagement.enrollment;

import java.util.List;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.student.StudentSheet;

/** What a line of the enrollments' file is refused for, for the sake of others or of what is stored. */
final class EnrollmentChecks {
    private static final String HALF_A_STINT = """
            UPDATE import_enrollments
            SET refused_column = CASE WHEN enrolled_at IS NULL THEN 'enrolled_at' ELSE 'withdrawn_at' END,
              reason = CASE
                WHEN enrolled_at IS NULL THEN 'is empty: send when the enrollment began that was withdrawn, or unknown'
                ELSE 'is of an enrollment that has ended: leave it empty, or completed_on, result and over_capacity' END
            WHERE reason IS NULL AND withdrawn_at IS NOT NULL
              AND (enrolled_at IS NULL OR num_nonnulls(completed_on, result, over_capacity) > 0)""";

    private static final String HALF_A_COMPLETION = """
            UPDATE import_enrollments
            SET refused_column = CASE WHEN result IS NULL THEN 'result' ELSE 'completed_on' END,
              reason = CASE WHEN result IS NULL THEN 'is empty: send distinction, pass or fail beside completed_on'
                ELSE 'is empty: send the day of the completion beside result' END
            WHERE reason IS NULL AND (completed_on IS NULL) <> (result IS NULL)""";

    private static final String REPEATED = """
            UPDATE import_enrollments i
            SET refused_column = 'course_code',
              reason = format('"%s" with student "%s" is on line %s already',
                i.course_code, i.student_number, earlier.line)
            FROM (
              SELECT student_number, course_code, withdrawn_at, min(line) AS line,
                CASE WHEN withdrawn_at IS NOT NULL THEN enrolled_at END AS began
              FROM import_enrollments
              WHERE reason IS NULL GROUP BY student_number, course_code, withdrawn_at, began HAVING count(*) > 1
            ) earlier
            WHERE i.reason IS NULL AND i.line > earlier.line
              AND i.student_number = earlier.student_number AND i.course_code = earlier.course_code
              AND i.withdrawn_at IS NOT DISTINCT FROM earlier.withdrawn_at
              AND (i.withdrawn_at IS NULL OR i.enrolled_at = earlier.began)""";

    private static final String LEFT = """
            UPDATE import_enrollments i
            SET refused_column = 'student_number', reason = format('"%s" has left school: take the departure back first', i.student_number)
            FROM students s JOIN departures d ON d.student_id = s.id AND d.state = 'granted'
            WHERE i.reason IS NULL AND i.withdrawn_at IS NULL AND i.completed_on IS NULL AND s.number = i.student_number
              AND NOT EXISTS (
                SELECT FROM student_courses e JOIN courses c ON c.id = e.course_id
                WHERE e.student_id = s.id AND c.code = i.course_code)""";

    private static final String SEAT_CHANGED = """
            UPDATE import_enrollments i
            SET refused_column = 'over_capacity',
              reason = format('is stored as %s: send that, or withdraw the student first', e.over_capacity::text)
            FROM student_courses e
            JOIN students s ON s.id = e.student_id
            JOIN courses c ON c.id = e.course_id
            WHERE i.reason IS NULL AND i.over_capacity <> e.over_capacity
              AND s.number = i.student_number AND c.code = i.course_code""";

    /**
     * The first lines get the seats that are left when the courses are stored and the missing are withdrawn, which gives those who
     * wait the seats that are new or freed.
     */
    private static final String FULL = """
            WITH freed AS (
              SELECT course_id, count(*) AS seats FROM missing_enrollments WHERE NOT over_capacity GROUP BY course_id
            ), limited AS (
              SELECT coalesce(n.code, c.code) AS code, c.id, l.capacity,
                l.capacity + coalesce(freed.seats, 0) - coalesce(
                  (SELECT s.taken FROM course_seats s WHERE s.course_id = c.id),
                  (SELECT count(*) FROM student_courses e WHERE e.course_id = c.id AND NOT e.over_capacity)) AS free
              FROM courses c
              FULL JOIN changed_courses n ON n.id = c.id
              LEFT JOIN freed ON freed.course_id = c.id
              CROSS JOIN LATERAL (SELECT CASE WHEN n.code IS NULL THEN c.capacity ELSE n.capacity END AS capacity) l
              WHERE l.capacity IS NOT NULL
            ), promoted AS (
              SELECT course_id, student_id
              FROM (
                SELECT w.course_id, w.student_id, l.free, row_number() OVER (PARTITION BY w.course_id ORDER BY w.id) AS place
                FROM limited l JOIN waitlist_entries w ON w.course_id = l.id) waiting
              WHERE place <= free
            ), seats AS (
              SELECT l.*, l.free - (SELECT count(*) FROM promoted p WHERE p.course_id = l.id) AS remaining FROM limited l
            ), asked AS (
              SELECT i.line, l.capacity, l.remaining, row_number() OVER (PARTITION BY i.course_code ORDER BY i.line) AS place
              FROM import_enrollments i
              JOIN seats l ON l.code = i.course_code
              LEFT JOIN students s ON s.number = i.student_number
              WHERE i.reason IS NULL AND i.withdrawn_at IS NULL AND i.over_capacity IS NOT TRUE
                AND NOT EXISTS (SELECT FROM student_courses e WHERE e.student_id = s.id AND e.course_id = l.id)
                AND NOT EXISTS (SELECT FROM promoted p WHERE p.student_id = s.id AND p.course_id = l.id)
            )
            UPDATE import_enrollments i
            SET refused_column = 'course_code',
              reason = format('"%s" is full: its capacity is %s, taken by what is stored and by earlier lines', i.course_code, asked.capacity)
            FROM asked
            WHERE i.line = asked.line AND asked.place > asked.remaining""";

    private EnrollmentChecks() {}

    static List<String> of(String sheet) {
        return List.of(
                HALF_A_STINT,
                HALF_A_COMPLETION,
                REPEATED,
                StudentSheet.KEY.refuseUnknown(sheet, "student_number"),
                CourseSheet.KEY.refuseUnknown(sheet, "course_code"),
                LEFT,
                SEAT_CHANGED,
                FULL);
    }
}
