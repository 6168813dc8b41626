package org.studentmanagement.enrollment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** Which student takes which course, each known as in its own sheet, and with what result, or took it until a withdrawal. */
public final class EnrollmentSheet implements Sheet {
    private static final int LONGEST_RESULT = 11;
    private static final String TIME = "timestamp with time zone";

    /** In a file, the time of an enrollment that was made before times were recorded; an empty one leaves what is stored, or is now. */
    private static final String UNKNOWN = "unknown";

    /** Enrollments that have ended; the ends that somebody has added without a time were written down at one. */
    private static final String ENDED = """
            SELECT ended.student_id, ended.course_id, begun.happened_at AS enrolled_at,
              coalesce(ended.happened_at, ended.recorded_at) AS withdrawn_at
            FROM enrollment_events ended
            JOIN enrollment_events begun USING (student_id, course_id, stint)
            WHERE ended.kind = 'withdrawn' AND begun.kind IN ('enrolled', 'promoted')""";

    @Override
    public String name() {
        return "enrollments";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR);
    }

    @Override
    public String table() {
        return "student_courses";
    }

    /** Who joins a waiting list meanwhile would be given a seat that a line was promised. */
    @Override
    public List<String> locked() {
        return List.of(table(), "waitlist_entries");
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("student_number", StudentSheet.NUMBER),
                Column.required("course_code", CourseSheet.CODE),
                // there is no earlier time, so it can stand for that which nobody knows
                Column.optional("enrolled_at", value -> value.equals(UNKNOWN) ? "-infinity" : Rules.time(value))
                        .as(TIME),
                Column.optional("withdrawn_at", Rules::time).as(TIME),
                Column.optional("completed_on", Rules.orNone(Rules::date)).as("date"),
                Column.optional(
                        "result",
                        Rules.orNone(Rules.matching(
                                Completion.RESULT, LONGEST_RESULT, "a result: send distinction, pass or fail"))),
                Column.optional(
                                "over_capacity",
                                Rules.orNone(Rules.matching("true|false", 5, "true or false: send one of them")))
                        .as("boolean"));
    }

    @Override
    public String description() {
        return "Columns student_number, course_code and, if wanted, enrolled_at, a time like 2013-05-20T09:30:00Z, a date or"
                + " unknown, withdrawn_at, a time or date that makes the line one of the history, completed_on, a date, with result"
                + " (distinction, pass or fail), and over_capacity, true of who was allowed though the course was full.";
    }

    private static final String PRESENT = lines(
                    "e.enrolled_at",
                    "NULL",
                    "e.completed_on, e.result, CASE WHEN e.over_capacity THEN 'true' END AS over_capacity")
            + "FROM student_courses e JOIN students s ON s.id = e.student_id JOIN courses c ON c.id = e.course_id\n";

    @Override
    public String export() {
        return PRESENT + "ORDER BY e.student_id, e.course_id";
    }

    /** The lines of one course, by name. */
    static String roster(long course) {
        return PRESENT + "WHERE c.id = " + course + " ORDER BY s.name, s.id";
    }

    /** What students and courses have left behind that are gone has no numbers and codes. */
    @Override
    public Optional<String> exportOfHistory() {
        return Optional.of(
                lines("e.enrolled_at", "e.withdrawn_at", "NULL AS completed_on, NULL AS result, NULL AS over_capacity")
                        + """
                FROM (SELECT DISTINCT * FROM (%s) ended) e JOIN students s ON s.id = e.student_id JOIN courses c ON c.id = e.course_id
                ORDER BY e.student_id, e.course_id, e.enrolled_at NULLS FIRST, e.withdrawn_at""".formatted(ENDED));
    }

    private static String lines(String enrolledAt, String withdrawnAt, String others) {
        return """
                SELECT s.number AS student_number, c.code AS course_code, coalesce(%s, '%s') AS enrolled_at, %s AS withdrawn_at, %s
                """.formatted(
                        Column.time(enrolledAt),
                        UNKNOWN,
                        withdrawnAt.equals("NULL") ? withdrawnAt : Column.time(withdrawnAt),
                        others);
    }

    @Override
    public List<String> checks(Set<String> given) {
        return EnrollmentChecks.of(name());
    }

    /** Without a time, or the columns of a completion, those of a stored enrollment stay as they are. */
    @Override
    public String changes(Set<String> given) {
        String completion = given.containsAll(List.of("completed_on", "result"))
                ? "i.completed_on, i.result"
                : "e.completed_on, e.result";
        String enrolledAt = """
                CASE WHEN i.enrolled_at IS NOT NULL THEN nullif(i.enrolled_at, '-infinity')
                  WHEN e.student_id IS NULL THEN now() ELSE e.enrolled_at END""";
        return """
                CREATE TEMP TABLE changed_enrollments AS
                SELECT e.student_id IS NULL AS is_new, i.line, i.student_number, i.course_code,
                  %2$s AS enrolled_at, i.withdrawn_at, %1$s, i.over_capacity IS TRUE AS over_capacity
                FROM import_enrollments i
                LEFT JOIN students s ON s.number = i.student_number
                LEFT JOIN courses c ON c.code = i.course_code
                LEFT JOIN student_courses e ON i.withdrawn_at IS NULL AND e.student_id = s.id AND e.course_id = c.id
                WHERE i.reason IS NULL
                  AND CASE WHEN i.withdrawn_at IS NULL
                    THEN e.student_id IS NULL OR (%2$s, %1$s) IS DISTINCT FROM (e.enrolled_at, e.completed_on, e.result)
                    ELSE NOT EXISTS (
                      SELECT FROM (%3$s) known
                      WHERE known.student_id = s.id AND known.course_id = c.id AND known.withdrawn_at = i.withdrawn_at
                        AND known.enrolled_at IS NOT DISTINCT FROM %2$s) END""".formatted(completion, enrolledAt, ENDED);
    }

    /** What is completed stays, as it does where somebody sends the set of a student's courses. */
    @Override
    public Optional<String> missing() {
        return Optional.of("""
                SELECT e.student_id, e.course_id, e.over_capacity
                FROM student_courses e JOIN students s ON s.id = e.student_id JOIN courses c ON c.id = e.course_id
                WHERE e.completed_on IS NULL
                  AND NOT EXISTS (
                    SELECT FROM import_enrollments i
                    WHERE i.withdrawn_at IS NULL AND i.student_number = s.number AND i.course_code = c.code)""");
    }

    @Override
    public String present() {
        return "SELECT count(*) FROM student_courses WHERE completed_on IS NULL";
    }

    /** Seats that are freed are given to those who wait. */
    @Override
    public String withdraw() {
        return """
                DELETE FROM student_courses e USING missing_enrollments m
                WHERE e.student_id = m.student_id AND e.course_id = m.course_id""";
    }

    /**
     * The history comes first, in the order of time, though one may have been withdrawn before the day of the enrollment. Who waited may have been given a seat by now, of a course the capacity of which
     * the import has changed.
     */
    @Override
    public List<String> stores() {
        return List.of("""
                INSERT INTO enrollment_events (kind, stint, student_id, course_id, happened_at)
                SELECT event.kind,
                  md5(concat_ws('/', s.id, c.id, extract(epoch FROM i.enrolled_at), extract(epoch FROM i.withdrawn_at)))::uuid,
                  s.id, c.id, event.happened_at
                FROM changed_enrollments i
                JOIN students s ON s.number = i.student_number
                JOIN courses c ON c.code = i.course_code
                CROSS JOIN LATERAL (VALUES ('enrolled', i.enrolled_at), ('withdrawn', i.withdrawn_at)) event (kind, happened_at)
                WHERE i.withdrawn_at IS NOT NULL
                ORDER BY least(event.happened_at, i.withdrawn_at), i.line, event.kind""", """
                UPDATE student_courses e SET enrolled_at = i.enrolled_at, completed_on = i.completed_on, result = i.result
                FROM changed_enrollments i
                JOIN students s ON s.number = i.student_number
                JOIN courses c ON c.code = i.course_code
                WHERE NOT i.is_new AND e.student_id = s.id AND e.course_id = c.id""", """
                INSERT INTO student_courses (student_id, course_id, enrolled_at, completed_on, result, over_capacity)
                SELECT s.id, c.id, i.enrolled_at, i.completed_on, i.result, i.over_capacity
                FROM changed_enrollments i
                JOIN students s ON s.number = i.student_number
                JOIN courses c ON c.code = i.course_code
                WHERE i.is_new AND i.withdrawn_at IS NULL
                ON CONFLICT (student_id, course_id) DO UPDATE
                SET enrolled_at = EXCLUDED.enrolled_at, completed_on = EXCLUDED.completed_on, result = EXCLUDED.result""");
    }
}
