package org.studentmanagement.notice;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.schoolclass.SchoolClassSheet;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/**
 * Notices, without who has seen them. One has no number: it is known by whom it concerns, its title and when it begins and, of several
 * that are alike in that, the first line is the first that was stored.
 */
public final class NoticeSheet implements Sheet {
    private static final String TIME = "timestamp with time zone";

    private static final int LONGEST_TRUTH = 5;

    /** Lines with the notices that they are about. */
    private static final String NAMED = """
            FROM (
              SELECT *, row_number() OVER (PARTITION BY title, shown_from, class, course, student_number ORDER BY line) AS place
              FROM import_notices WHERE reason IS NULL
            ) i
            LEFT JOIN (
              SELECT n.id, n.title, n.shown_from, c.code AS course, l.code AS class, s.number AS student_number, n.body, n.shown_until,
                n.popup, row_number() OVER (
                  PARTITION BY n.title, n.shown_from, n.class_id, n.course_id, n.student_id ORDER BY n.id) AS place
              FROM notices n LEFT JOIN courses c ON c.id = n.course_id LEFT JOIN classes l ON l.id = n.class_id
              LEFT JOIN students s ON s.id = n.student_id
            ) n ON n.title = i.title AND n.shown_from = i.shown_from AND coalesce(n.course, '') = coalesce(i.course, '')
              AND coalesce(n.class, '') = coalesce(i.class, '') AND coalesce(n.student_number, '') = coalesce(i.student_number, '')
              AND n.place = i.place
            """;

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
                Column.required("title", Rules.name(NoticeValues.TITLE_LENGTH)),
                Column.required("body", Rules.text(NoticeValues.BODY_LENGTH)),
                Column.required("shown_from", Rules::time).as(TIME),
                Column.optional("shown_until", Rules::time).as(TIME),
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
        return "Columns title, body, shown_from, a time, and, if wanted, shown_until, popup (true or false) and whom it concerns: class or"
                + " course, the code of one, or student_number; without any of them it concerns all.";
    }

    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                """
                UPDATE import_notices SET refused_column = 'shown_from', reason = 'is empty: send a time'
                WHERE reason IS NULL AND shown_from IS NULL""",
                """
                UPDATE import_notices SET refused_column = 'shown_until', reason = 'is not after shown_from'
                WHERE reason IS NULL AND shown_until <= shown_from""",
                """
                UPDATE import_notices SET refused_column = 'class', reason = 'or course or student_number: at most one of the three has a value'
                WHERE reason IS NULL AND num_nonnulls(class, course, student_number) > 1""",
                SchoolClassSheet.KEY.refuseUnknown(name(), "class"),
                CourseSheet.KEY.refuseUnknown(name(), "course"),
                StudentSheet.KEY.refuseUnknown(name(), "student_number"));
    }

    /** What the file has no column for stays as it is stored. */
    @Override
    public String changes(Set<String> given) {
        String values = "coalesce(i.body, '') AS body, %s AS shown_until, coalesce(%s, false) AS popup"
                .formatted(
                        given.contains("shown_until") ? "i.shown_until" : "n.shown_until",
                        given.contains("popup") ? "i.popup" : "n.popup");
        return """
                CREATE TEMP TABLE changed_notices AS
                SELECT n.id IS NULL AS is_new, n.id, i.line, i.title, i.shown_from, i.class, i.course, i.student_number, v.*
                %1$sCROSS JOIN LATERAL (SELECT %2$s) v
                WHERE n.id IS NULL OR (v.body, v.shown_until, v.popup) IS DISTINCT FROM (n.body, n.shown_until, n.popup)""".formatted(NAMED, values);
    }

    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE notices n SET body = i.body, shown_until = i.shown_until, popup = i.popup
                FROM changed_notices i WHERE NOT i.is_new AND n.id = i.id""", """
                INSERT INTO notices (audience, class_id, course_id, student_id, title, body, shown_from, shown_until, popup)
                SELECT CASE WHEN l.id IS NOT NULL THEN 'class' WHEN c.id IS NOT NULL THEN 'course'
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
                SELECT n.title, n.body, %s AS shown_from, %s AS shown_until, CASE WHEN n.popup THEN 'true' END AS popup,
                  l.code AS class, c.code AS course, s.number AS student_number
                FROM notices n LEFT JOIN classes l ON l.id = n.class_id LEFT JOIN courses c ON c.id = n.course_id
                LEFT JOIN students s ON s.id = n.student_id
                ORDER BY n.id""".formatted(Column.time("n.shown_from"), Column.time("n.shown_until"));
    }
}
