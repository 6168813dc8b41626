package org.studentmanagement.departure;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.schoolclass.ClassMemberSheet;
import org.studentmanagement.schoolclass.SchoolClassSheet;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.RefusedValueException;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/**
 * Requests to leave school of the books that a school has kept before, each known by its student, day and reason. What is stored is
 * decided by people, and no import changes it. Whose departure is granted has left already: an import ends nothing, and what was
 * ended is what the line says.
 */
public final class DepartureSheet implements Sheet {
    private static final String STATES = "requested|granted|refused|withdrawn|taken_back";

    private static final int LONGEST_STATE = 10;

    private static final int LONGEST_NAME = 200;

    private static final String TIME = "timestamp with time zone";

    /** What whoever has left has none of: neither stored nor to be stored. */
    private static final List<String> PRESENT = List.of(
            "SELECT s.number FROM student_courses e JOIN students s ON s.id = e.student_id WHERE e.completed_on IS NULL",
            "SELECT student_number FROM import_enrollments WHERE reason IS NULL AND withdrawn_at IS NULL AND completed_on IS NULL",
            "SELECT s.number FROM waitlist_entries w JOIN students s ON s.id = w.student_id",
            "SELECT s.number FROM class_members m JOIN students s ON s.id = m.student_id WHERE m.left_on IS NULL",
            "SELECT student_number FROM import_class_members WHERE reason IS NULL AND left_on IS NULL");

    @Override
    public String name() {
        return "departures";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR);
    }

    @Override
    public String table() {
        return "departures";
    }

    /** Nobody enrolls, or is charged, meanwhile. */
    @Override
    public List<String> locked() {
        return List.of("student_courses", "waitlist_entries", "class_members", "fees", table());
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("student_number", StudentSheet.NUMBER),
                Column.required("leaves_on", Rules::date).as("date"),
                Column.required("reason_given", Rules.text(Departure.TEXT_LENGTH)),
                Column.required(
                        "state",
                        Rules.matching(
                                STATES,
                                LONGEST_STATE,
                                "a state: send requested, granted, refused, withdrawn or taken_back")),
                Column.optional("asked_by", Rules.orNone(Rules.name(LONGEST_NAME))),
                Column.optional("asked_at", Rules::time).as(TIME),
                Column.optional("decided_by", Rules.orNone(Rules.name(LONGEST_NAME))),
                Column.optional("decided_at", Rules::time).as(TIME),
                Column.optional("note", Rules.text(Departure.TEXT_LENGTH)),
                SchoolClassSheet.KEY.referredToAs("class"),
                Column.optional("roll_number", ClassMemberSheet.ROLL_NUMBER).as("integer"),
                Column.optional("courses", DepartureSheet::codes));
    }

    /** With a blank between each. */
    private static String codes(String value) throws RefusedValueException {
        for (String code : value.split(" ", -1)) {
            Rules.orNone(CourseSheet.CODE).stage(code);
        }
        return value.isBlank() ? null : value;
    }

    @Override
    public String description() {
        return "Columns student_number, leaves_on, the first day without school, reason_given, state (requested, granted, refused,"
                + " withdrawn or taken_back) and, if wanted, asked_by, asked_at, decided_by, decided_at, note and what was ended and comes"
                + " back with the student: class, the code of one, roll_number, and courses, codes with blanks between. What is stored is"
                + " never changed.";
    }

    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                """
                UPDATE import_departures SET refused_column = 'reason_given', reason = 'is blank: say why'
                WHERE reason IS NULL AND (reason_given ~ '\\S') IS NOT TRUE""",
                """
                UPDATE import_departures i
                SET refused_column = 'student_number', reason = format('is on line %s already, with the same day and reason', earlier.line)
                FROM (
                  SELECT student_number, leaves_on, reason_given, min(line) AS line FROM import_departures
                  WHERE reason IS NULL GROUP BY student_number, leaves_on, reason_given HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.line > earlier.line
                  AND (i.student_number, i.leaves_on, i.reason_given) = (earlier.student_number, earlier.leaves_on, earlier.reason_given)""",
                StudentSheet.KEY.refuseUnknown(name(), "student_number"),
                SchoolClassSheet.KEY.refuseUnknown(name(), "class"),
                """
                UPDATE import_departures i
                SET refused_column = 'courses', reason = format('there is no course "%s", neither stored nor to be stored', unknown.code)
                FROM (
                  SELECT d.line, min(named.code) AS code
                  FROM import_departures d CROSS JOIN unnest(string_to_array(d.courses, ' ')) AS named (code)
                  WHERE d.reason IS NULL AND named.code <> '' AND NOT EXISTS (SELECT FROM courses c WHERE c.code = named.code)
                    AND NOT EXISTS (SELECT FROM import_courses c WHERE c.code = named.code AND c.reason IS NULL)
                  GROUP BY d.line
                ) unknown
                WHERE i.line = unknown.line""",
                """
                UPDATE import_departures i
                SET refused_column = 'state', reason = format('is stored as %s: an import decides nothing', d.state)
                FROM departures d JOIN students s ON s.id = d.student_id
                WHERE i.reason IS NULL AND s.number = i.student_number AND d.leaves_on = i.leaves_on AND d.reason = i.reason_given
                  AND d.state <> i.state""",
                """
                UPDATE import_departures i
                SET refused_column = 'state', reason = 'is not that of the only one: of those that wait or are granted a student has one'
                FROM (
                  SELECT s.number, d.leaves_on, d.reason, 0 AS line FROM departures d JOIN students s ON s.id = d.student_id
                  WHERE d.state IN ('requested', 'granted')
                  UNION ALL
                  SELECT student_number, leaves_on, reason_given, line FROM import_departures
                  WHERE reason IS NULL AND state IN ('requested', 'granted')
                ) other
                WHERE i.reason IS NULL AND i.state IN ('requested', 'granted') AND other.number = i.student_number
                  AND other.line < i.line AND (other.leaves_on, other.reason) <> (i.leaves_on, i.reason_given)""",
                """
                UPDATE import_departures i
                SET refused_column = 'state', reason = 'is granted, and the student is enrolled, waits or is in a class: end that first'
                WHERE i.reason IS NULL AND i.state = 'granted' AND i.student_number IN (%s)
                  AND NOT EXISTS (
                    SELECT FROM departures d JOIN students s ON s.id = d.student_id
                    WHERE s.number = i.student_number AND d.state = 'granted')""".formatted(String.join(" UNION ALL ", PRESENT)));
    }

    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_departures AS
                SELECT true AS is_new, i.line, i.student_number, i.leaves_on, i.reason_given, i.state, i.asked_by, i.asked_at, i.decided_by,
                  i.decided_at, i.note, i.class, i.roll_number, i.courses
                FROM import_departures i
                WHERE i.reason IS NULL AND NOT EXISTS (
                  SELECT FROM departures d JOIN students s ON s.id = d.student_id
                  WHERE s.number = i.student_number AND d.leaves_on = i.leaves_on AND d.reason = i.reason_given)""";
    }

    /** Of a time that is not told, now is what is known. Fees that come along were stopped already. */
    @Override
    public List<String> stores() {
        return List.of("""
                INSERT INTO departures (student_id, leaves_on, reason, state, asked_by, asked_at, decided_by, decided_at, note, class_id,
                  roll_number, course_ids)
                SELECT s.id, i.leaves_on, i.reason_given, i.state,
                  coalesce(i.asked_by, nullif(current_setting('student_management.actor', true), ''), session_user::text),
                  coalesce(i.asked_at, i.decided_at, now()), i.decided_by,
                  CASE WHEN i.state <> 'requested' THEN coalesce(i.decided_at, now()) END, i.note, l.id, i.roll_number,
                  ARRAY(SELECT c.id FROM courses c WHERE c.code = ANY(string_to_array(i.courses, ' ')) ORDER BY c.id)
                FROM changed_departures i JOIN students s ON s.number = i.student_number LEFT JOIN classes l ON l.code = i.class
                ORDER BY i.line""", """
                INSERT INTO stopped_fees (departure_id, fee_id, discount, discount_reason)
                SELECT d.id, f.id, i.stopped_discount, i.stopped_reason
                FROM changed_departures n JOIN students s ON s.number = n.student_number
                JOIN departures d ON d.student_id = s.id AND d.state = 'granted'
                JOIN changed_fees i ON i.student_number = s.number
                JOIN fees f ON f.student_id = s.id AND f.month = i.month
                WHERE n.state = 'granted' AND i.is_new AND i.stopped_discount IS NOT NULL
                ON CONFLICT (departure_id, fee_id)
                DO UPDATE SET discount = EXCLUDED.discount, discount_reason = EXCLUDED.discount_reason""");
    }

    @Override
    public String export() {
        return """
                SELECT s.number AS student_number, d.leaves_on, d.reason AS reason_given, d.state, d.asked_by, %s AS asked_at, d.decided_by,
                  %s AS decided_at, d.note, l.code AS class, d.roll_number,
                  (SELECT string_agg(c.code, ' ' ORDER BY c.code) FROM courses c WHERE c.id = ANY(d.course_ids)) AS courses
                FROM departures d JOIN students s ON s.id = d.student_id LEFT JOIN classes l ON l.id = d.class_id
                ORDER BY d.id""".formatted(Column.time("d.asked_at"), Column.time("d.decided_at"));
    }
}
