package org.studentmanagement.schoolclass;

import java.util.List;

/** The checks of lines of {@link ClassMemberSheet} that say when somebody has left a class. */
final class FormerMembers {
    private static final String TODAY = "(now() AT TIME ZONE 'UTC')::date";

    /** What a line, which is a former membership, is of a stored one: the same, or its end. */
    static final String SAME =
            "m.class_id = c.id AND m.joined_on = i.joined_on AND (m.left_on IS NULL OR m.left_on = i.left_on)";

    /** When each student is in a class after the import, with the line that says so. */
    private static final String SPANS = """
            SELECT i.student_number, i.line, i.class_code, i.joined_on AS begins, i.left_on AS ends, 0 AS stored
            FROM import_class_members i WHERE i.reason IS NULL AND i.left_on IS NOT NULL
            UNION ALL
            SELECT i.student_number, 0, i.class_code,
              CASE WHEN c.code = i.class_code THEN m.joined_on ELSE coalesce(i.joined_on, %1$s) END, NULL, 0
            FROM import_class_members i
            LEFT JOIN students s ON s.number = i.student_number
            LEFT JOIN class_members m ON m.student_id = s.id AND m.left_on IS NULL
            LEFT JOIN classes c ON c.id = m.class_id
            WHERE i.reason IS NULL AND i.left_on IS NULL
            UNION ALL
            SELECT s.number, 0, c.code, m.joined_on,
              coalesce(m.left_on, ended.left_on, CASE WHEN stays.class_code <> c.code THEN coalesce(stays.joined_on, %1$s) END), 1
            FROM class_members m
            JOIN students s ON s.id = m.student_id
            JOIN classes c ON c.id = m.class_id
            LEFT JOIN import_class_members stays ON stays.student_number = s.number AND stays.left_on IS NULL AND stays.reason IS NULL
            LEFT JOIN LATERAL (
              SELECT min(i.left_on) AS left_on FROM import_class_members i
              WHERE i.reason IS NULL AND i.student_number = s.number AND i.class_code = c.code AND i.joined_on = m.joined_on
            ) ended ON true
            WHERE s.number IN (SELECT student_number FROM import_class_members WHERE left_on IS NOT NULL)
              AND NOT (m.left_on IS NULL AND stays.class_code IS NOT DISTINCT FROM c.code)""".formatted(TODAY);

    private FormerMembers() {}

    static List<String> checks() {
        return List.of("""
                UPDATE import_class_members i SET refused_column = 'joined_on', reason = 'is missing: send the first day in the class'
                WHERE i.reason IS NULL AND i.left_on IS NOT NULL AND i.joined_on IS NULL""", """
                UPDATE import_class_members i SET refused_column = 'left_on', reason = format('is before joined_on, %s', i.joined_on)
                WHERE i.reason IS NULL AND i.left_on < i.joined_on""", """
                UPDATE import_class_members i
                SET refused_column = 'left_on', reason = format('%s is to come: send a day that has come', i.left_on)
                WHERE i.reason IS NULL AND i.left_on > (now() AT TIME ZONE 'UTC' + interval '14 hours')::date""", """
                UPDATE import_class_members i
                SET refused_column = 'student_number', reason = format('is on line %s already, with the same class and days', earlier.line)
                FROM (
                  SELECT student_number, class_code, joined_on, left_on, min(line) AS line FROM import_class_members
                  WHERE reason IS NULL AND left_on IS NOT NULL
                  GROUP BY student_number, class_code, joined_on, left_on HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.line > earlier.line
                  AND (i.student_number, i.class_code, i.joined_on, i.left_on)
                    = (earlier.student_number, earlier.class_code, earlier.joined_on, earlier.left_on)""", """
                UPDATE import_class_members i
                SET refused_column = 'joined_on',
                  reason = format('the student was in class "%%s" from %%s%%s: nobody is in two on a day', other.class_code, other.begins, ' to ' || other.ends)
                FROM (%s) other
                WHERE i.reason IS NULL AND i.left_on IS NOT NULL AND other.student_number = i.student_number AND other.line < i.line
                  AND NOT (other.stored = 1 AND other.class_code = i.class_code AND other.begins = i.joined_on
                    AND other.ends IS NOT DISTINCT FROM i.left_on)
                  AND daterange(i.joined_on, i.left_on) && daterange(other.begins, other.ends)""".formatted(SPANS));
    }
}
