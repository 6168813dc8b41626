package org.studentmanagement.schoolclass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** In which class each student is, both known as in their own sheets. Who is in another one moves, and leaves a history. */
public final class ClassMemberSheet implements Sheet {
    private static final int LONGEST_NUMBER = 9;

    /** A roll number or none, in this or another sheet. */
    public static final Column.Rule ROLL_NUMBER = Rules.orNone(
            Rules.matching("[1-9][0-9]*", LONGEST_NUMBER, "a roll number: send 1 to 999999999, or nothing"));

    /** Members that a line is about, present or former, with what they are to be. */
    private static final String NAMED = """
            FROM import_class_members i
            LEFT JOIN students s ON s.number = i.student_number
            LEFT JOIN classes c ON c.code = i.class_code
            LEFT JOIN LATERAL (
              SELECT m.* FROM class_members m
              WHERE m.student_id = s.id AND CASE WHEN i.left_on IS NULL THEN m.left_on IS NULL ELSE %s END
              ORDER BY m.left_on LIMIT 1
            ) m ON true
            """.formatted(FormerMembers.SAME);

    @Override
    public String name() {
        return "class_members";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR);
    }

    @Override
    public String table() {
        return "class_members";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("student_number", StudentSheet.NUMBER),
                Column.required("class_code", SchoolClassSheet.CODE),
                Column.optional("roll_number", ROLL_NUMBER).as("integer"),
                Column.optional("joined_on", Rules.orNone(Rules::date)).as("date"),
                Column.optional("left_on", Rules.orNone(Rules::date)).as("date"));
    }

    @Override
    public String description() {
        return "Columns student_number, class_code and, if wanted, roll_number, joined_on and left_on, dates like 2026-09-01:"
                + " the class in which a student is now. Who is in another one leaves it on that day, or today."
                + " With left_on, the class in which the student was before that day.";
    }

    @Override
    public List<String> checks(Set<String> given) {
        List<String> checks = new ArrayList<>(List.of(
                """
                UPDATE import_class_members i
                SET refused_column = 'student_number',
                  reason = format('"%s" is on line %s already', i.student_number, earlier.line)
                FROM (
                  SELECT student_number, min(line) AS line FROM import_class_members
                  WHERE reason IS NULL AND left_on IS NULL GROUP BY student_number HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.left_on IS NULL AND i.student_number = earlier.student_number AND i.line > earlier.line""",
                StudentSheet.KEY.refuseUnknown(name(), "student_number"),
                SchoolClassSheet.KEY.refuseUnknown(name(), "class_code"),
                """
                UPDATE import_class_members i
                SET refused_column = 'student_number', reason = format('"%s" has left school: take the departure back first', i.student_number)
                FROM students s JOIN departures d ON d.student_id = s.id AND d.state = 'granted'
                WHERE i.reason IS NULL AND i.left_on IS NULL AND s.number = i.student_number""",
                """
                UPDATE import_class_members i
                SET refused_column = 'joined_on', reason = format('%s is to come: send a day that has come', i.joined_on)
                WHERE i.reason IS NULL AND i.joined_on > (now() AT TIME ZONE 'UTC' + interval '14 hours')::date""",
                """
                UPDATE import_class_members i
                SET refused_column = 'joined_on',
                  reason = format('is before %s, on which the student joined or left a class: send that day or a later one', last.day)
                FROM (
                  SELECT s.number, max(coalesce(m.left_on, m.joined_on)) AS day, max(c.code) FILTER (WHERE m.left_on IS NULL) AS code
                  FROM class_members m JOIN students s ON s.id = m.student_id JOIN classes c ON c.id = m.class_id
                  GROUP BY s.number
                ) last
                WHERE i.reason IS NULL AND i.left_on IS NULL AND last.number = i.student_number AND last.code IS DISTINCT FROM i.class_code
                  AND coalesce(i.joined_on, (now() AT TIME ZONE 'UTC')::date) < last.day""",
                """
                UPDATE import_class_members i
                SET refused_column = 'roll_number', reason = format('%s is on line %s already, of the same class', i.roll_number, earlier.line)
                FROM (
                  SELECT class_code, roll_number, min(line) AS line FROM import_class_members
                  WHERE reason IS NULL AND left_on IS NULL AND roll_number IS NOT NULL GROUP BY class_code, roll_number HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.left_on IS NULL AND i.class_code = earlier.class_code AND i.roll_number = earlier.roll_number
                  AND i.line > earlier.line""",
                // who moves or gets another number frees it; whose line is refused keeps it, and so on
                """
                WITH RECURSIVE refused AS (
                  SELECT i.line, i.student_number, s.number AS holder
                  FROM import_class_members i
                  JOIN classes c ON c.code = i.class_code
                  JOIN class_members m ON m.class_id = c.id AND m.roll_number = i.roll_number AND m.left_on IS NULL
                  JOIN students s ON s.id = m.student_id
                  WHERE i.reason IS NULL AND i.left_on IS NULL AND s.number <> i.student_number
                    AND NOT EXISTS (
                      SELECT FROM import_class_members o
                      WHERE o.student_number = s.number AND o.reason IS NULL
                        AND (o.left_on IS NULL OR o.class_code = i.class_code AND o.joined_on = m.joined_on))
                  UNION
                  SELECT i.line, i.student_number, s.number
                  FROM refused r
                  JOIN students s ON s.number = r.student_number
                  JOIN class_members m ON m.student_id = s.id AND m.left_on IS NULL
                  JOIN classes c ON c.id = m.class_id
                  JOIN import_class_members i ON i.class_code = c.code AND i.roll_number = m.roll_number
                  WHERE i.reason IS NULL AND i.left_on IS NULL AND i.student_number <> r.student_number
                )
                UPDATE import_class_members i
                SET refused_column = 'roll_number', reason = format('%s is that of student "%s", who keeps it', i.roll_number, refused.holder)
                FROM refused
                WHERE i.line = refused.line"""));
        checks.addAll(checks.size() - 1, FormerMembers.checks());
        return checks;
    }

    /** What the file has no column for stays, of who is in the class already. */
    @Override
    public String changes(Set<String> given) {
        String number =
                given.contains("roll_number") ? "i.roll_number" : "CASE WHEN m.class_id = c.id THEN m.roll_number END";
        return """
                CREATE TEMP TABLE changed_class_members AS
                SELECT m.id IS NULL AS is_new, m.id AS member_id, i.line, i.student_number, i.class_code, %1$s AS roll_number,
                  coalesce(i.joined_on, (now() AT TIME ZONE 'UTC')::date) AS joined_on, i.left_on
                %2$sWHERE i.reason IS NULL AND (m.id IS NULL
                  OR (c.id, %1$s, i.left_on) IS DISTINCT FROM (m.class_id, m.roll_number, m.left_on))""".formatted(number, NAMED);
    }

    /** Whoever moves or leaves has left before anybody gets a number. */
    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE class_members m SET left_on = i.left_on, roll_number = i.roll_number
                FROM changed_class_members i
                WHERE i.left_on IS NOT NULL AND m.id = i.member_id""", """
                UPDATE class_members m SET left_on = i.joined_on
                FROM changed_class_members i
                JOIN students s ON s.number = i.student_number
                JOIN classes c ON c.code = i.class_code
                WHERE i.left_on IS NULL AND m.student_id = s.id AND m.left_on IS NULL AND m.class_id <> c.id""", """
                UPDATE class_members m SET roll_number = i.roll_number
                FROM changed_class_members i
                JOIN students s ON s.number = i.student_number
                WHERE i.left_on IS NULL AND m.student_id = s.id AND m.left_on IS NULL""", """
                INSERT INTO class_members (class_id, student_id, roll_number, joined_on, left_on)
                SELECT c.id, s.id, i.roll_number, i.joined_on, i.left_on
                FROM changed_class_members i
                JOIN students s ON s.number = i.student_number
                JOIN classes c ON c.code = i.class_code
                WHERE CASE WHEN i.left_on IS NULL
                  THEN NOT EXISTS (SELECT FROM class_members m WHERE m.student_id = s.id AND m.left_on IS NULL)
                  ELSE i.member_id IS NULL END
                ORDER BY i.line""");
    }

    @Override
    public String export() {
        return lines("IS NULL") + "ORDER BY m.id";
    }

    @Override
    public Optional<String> exportOfHistory() {
        return Optional.of(lines("IS NOT NULL") + "ORDER BY m.student_id, m.joined_on, m.left_on, m.id");
    }

    private static String lines(String left) {
        return """
                SELECT s.number AS student_number, c.code AS class_code, m.roll_number, m.joined_on, m.left_on
                FROM class_members m JOIN students s ON s.id = m.student_id JOIN classes c ON c.id = m.class_id
                WHERE m.left_on %s
                """.formatted(left);
    }
}
