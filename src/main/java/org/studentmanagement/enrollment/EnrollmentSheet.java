package org.studentmanagement.enrollment;

import java.util.List;
import java.util.Set;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** Which student takes which course, each known as in its own sheet. */
public final class EnrollmentSheet implements Sheet {
    @Override
    public String name() {
        return "enrollments";
    }

    @Override
    public String table() {
        return "student_courses";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("student_number", StudentSheet.NUMBER),
                Column.required("course_code", CourseSheet.CODE),
                Column.optional("enrolled_at", Rules::time).as("timestamp with time zone"));
    }

    @Override
    public String description() {
        return "Columns student_number, course_code and, if wanted, enrolled_at, a time like 2013-05-20T09:30:00Z or a date.";
    }

    @Override
    public List<String> checks() {
        return List.of(
                """
                UPDATE import_enrollments i
                SET refused_column = 'course_code',
                  reason = format('"%s" with student "%s" is on line %s already',
                    i.course_code, i.student_number, earlier.line)
                FROM (
                  SELECT student_number, course_code, min(line) AS line FROM import_enrollments
                  WHERE reason IS NULL GROUP BY student_number, course_code HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.line > earlier.line
                  AND i.student_number = earlier.student_number AND i.course_code = earlier.course_code""",
                StudentSheet.KEY.refuseUnknown(name(), "student_number"),
                CourseSheet.KEY.refuseUnknown(name(), "course_code"));
    }

    /** Without a time a stored enrollment stays as it is. */
    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_enrollments AS
                SELECT e.student_id IS NULL AS is_new, i.student_number, i.course_code, i.enrolled_at
                FROM import_enrollments i
                LEFT JOIN students s ON s.number = i.student_number
                LEFT JOIN courses c ON c.code = i.course_code
                LEFT JOIN student_courses e ON e.student_id = s.id AND e.course_id = c.id
                WHERE i.reason IS NULL
                  AND (e.student_id IS NULL
                    OR i.enrolled_at IS NOT NULL AND i.enrolled_at IS DISTINCT FROM e.enrolled_at)""";
    }

    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE student_courses e SET enrolled_at = i.enrolled_at
                FROM changed_enrollments i
                JOIN students s ON s.number = i.student_number
                JOIN courses c ON c.code = i.course_code
                WHERE NOT i.is_new AND e.student_id = s.id AND e.course_id = c.id""", """
                INSERT INTO student_courses (student_id, course_id, enrolled_at)
                SELECT s.id, c.id, coalesce(i.enrolled_at, now())
                FROM changed_enrollments i
                JOIN students s ON s.number = i.student_number
                JOIN courses c ON c.code = i.course_code
                WHERE i.is_new""");
    }
}
