package org.studentmanagement.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.schoolclass.SchoolClassSheet;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** Notices, without who has seen them. */
public final class NoticeSheet implements Sheet {
    private static final Key KEY = new Key(
            "notice",
            "notices",
            Column.required("number", Rules.number("a number", NoticeValues.NUMBER, NoticeValues.NUMBER_LENGTH)));

    private static final String TIME = "timestamp with time zone";

    private static final String UNTIL = "shown_until";

    private static final int LONGEST_TRUTH = 5;

    /** Lines with the notices that they are about. */
    private static final String NAMED = """
            FROM import_notices i
            LEFT JOIN notices n ON n.number = i.number
            """;

    /** Whom a stored one concerns, which stays. */
    private static final Map<String, String> AUDIENCES = new TreeMap<>(Map.of(
            "class", "(SELECT l.code FROM classes l WHERE l.id = n.class_id)",
            "course", "(SELECT c.code FROM courses c WHERE c.id = n.course_id)",
            "student_number", "(SELECT s.number FROM students s WHERE s.id = n.student_id)"));

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR);
    }

    @Override
    public String table() {
        return "notices";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                KEY.column(),
                Column.required("title", Rules.name(NoticeValues.TITLE_LENGTH)),
                Column.required("body", Rules.text(NoticeValues.BODY_LENGTH)),
                Column.required("shown_from", Rules::time).as(TIME),
                Column.optional(UNTIL, Rules::time).as(TIME),
                Column.optional(
                                "popup",
                                Rules.orNone(
                                        Rules.matching("true|false", LONGEST_TRUTH, "true or false: send one of them")))
                        .as("boolean"),
                SchoolClassSheet.KEY.referredToAs("class"),
                CourseSheet.KEY.referredToAs("course"),
                Column.optional("student_number", Rules.orNone(StudentSheet.NUMBER)));
    }

    @Override
    public String description() {
        return "Columns number, by which a notice is known, title, body, shown_from, a time, and, if wanted, shown_until, popup (true or"
                + " false) and whom it concerns: class or course, the code of one, or student_number; without any of them it concerns all.";
    }

    @Override
    public List<String> checks(Set<String> given) {
        List<String> checks = new ArrayList<>(List.of(
                KEY.refuseRepeated(),
                refuse("shown_from", "is empty: send a time", "i.shown_from IS NULL"),
                given.contains(UNTIL)
                        ? refuse(UNTIL, "is not after shown_from", "i.shown_until <= i.shown_from")
                        : refuse(
                                "shown_from",
                                "is not before the shown_until that is stored",
                                "n.shown_until <= i.shown_from"),
                refuse(
                        "class",
                        "or course or student_number: at most one of the three has a value",
                        "num_nonnulls(i.class, i.course, i.student_number) > 1"),
                SchoolClassSheet.KEY.refuseUnknown(name(), "class"),
                CourseSheet.KEY.refuseUnknown(name(), "course"),
                StudentSheet.KEY.refuseUnknown(name(), "student_number")));
        AUDIENCES.forEach((column, stored) -> {
            if (given.contains(column)) {
                checks.add(refuse(
                        column,
                        "is not whom the notice concerns that is stored, which stays",
                        "n.id IS NOT NULL AND i.%s IS DISTINCT FROM %s".formatted(column, stored)));
            }
        });
        return checks;
    }

    private static String refuse(String column, String reason, String condition) {
        return """
                UPDATE import_notices e SET refused_column = '%s', reason = '%s'
                FROM (SELECT i.line %sWHERE %s) n
                WHERE e.reason IS NULL AND n.line = e.line""".formatted(column, reason, NAMED, condition);
    }

    /** What the file has no column for stays as it is stored. */
    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_notices AS
                SELECT n.id IS NULL AS is_new, n.id, i.line, i.number, i.title, i.shown_from, i.class, i.course, i.student_number, v.*
                %sCROSS JOIN LATERAL (SELECT coalesce(i.body, '') AS body, %s AS shown_until, coalesce(%s, false) AS popup) v
                WHERE i.reason IS NULL AND (n.id IS NULL
                  OR (i.title, i.shown_from, v.body, v.shown_until, v.popup) IS DISTINCT FROM (n.title, n.shown_from, n.body, n.shown_until, n.popup))""".formatted(NAMED, value(given, UNTIL), value(given, "popup"));
    }

    private static String value(Set<String> given, String column) {
        return (given.contains(column) ? "i." : "n.") + column;
    }

    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE notices n SET title = i.title, body = i.body, shown_from = i.shown_from, shown_until = i.shown_until, popup = i.popup
                FROM changed_notices i WHERE NOT i.is_new AND n.id = i.id""", """
                INSERT INTO notices (number, audience, class_id, course_id, student_id, title, body, shown_from, shown_until, popup)
                SELECT i.number, CASE WHEN l.id IS NOT NULL THEN 'class' WHEN c.id IS NOT NULL THEN 'course'
                    WHEN s.id IS NOT NULL THEN 'student' ELSE 'all' END,
                  l.id, c.id, s.id, i.title, i.body, i.shown_from, i.shown_until, i.popup
                FROM changed_notices i LEFT JOIN classes l ON l.code = i.class LEFT JOIN courses c ON c.code = i.course
                LEFT JOIN students s ON s.number = i.student_number
                WHERE i.is_new
                ORDER BY i.line""");
    }

    @Override
    public String export() {
        return """
                SELECT n.number, n.title, n.body, %s AS shown_from, %s AS shown_until, CASE WHEN n.popup THEN 'true' END AS popup,
                  l.code AS class, c.code AS course, s.number AS student_number
                FROM notices n LEFT JOIN classes l ON l.id = n.class_id LEFT JOIN courses c ON c.id = n.course_id
                LEFT JOIN students s ON s.id = n.student_id
                ORDER BY n.id""".formatted(Column.time("n.shown_from"), Column.time("n.shown_until"));
    }
}
