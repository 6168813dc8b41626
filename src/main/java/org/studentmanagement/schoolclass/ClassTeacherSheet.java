package org.studentmanagement.schoolclass;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.people.TeacherSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Sheet;

/** Which teachers have which classes, both known as in their own sheets. Who is in no line of the file keeps the class. */
public final class ClassTeacherSheet implements Sheet {
    @Override
    public String name() {
        return "class_teachers";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR);
    }

    @Override
    public String table() {
        return "class_teachers";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("class_code", SchoolClassSheet.CODE),
                Column.required("teacher_number", TeacherSheet.KEY.column().rule()));
    }

    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                """
                UPDATE import_class_teachers i
                SET refused_column = 'teacher_number', reason = format('"%s" is on line %s already, of the same class', i.teacher_number, earlier.line)
                FROM (
                  SELECT class_code, teacher_number, min(line) AS line FROM import_class_teachers
                  WHERE reason IS NULL GROUP BY class_code, teacher_number HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.class_code = earlier.class_code AND i.teacher_number = earlier.teacher_number
                  AND i.line > earlier.line""",
                SchoolClassSheet.KEY.refuseUnknown(name(), "class_code"),
                TeacherSheet.KEY.refuseUnknown(name(), "teacher_number"));
    }

    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_class_teachers AS
                SELECT true AS is_new, i.line, i.class_code, i.teacher_number
                FROM import_class_teachers i
                WHERE i.reason IS NULL AND NOT EXISTS (
                  SELECT FROM class_teachers ct JOIN classes c ON c.id = ct.class_id JOIN teachers t ON t.id = ct.teacher_id
                  WHERE c.code = i.class_code AND t.number = i.teacher_number)""";
    }

    @Override
    public List<String> stores() {
        return List.of("""
                INSERT INTO class_teachers (class_id, teacher_id)
                SELECT c.id, t.id
                FROM changed_class_teachers i
                JOIN classes c ON c.code = i.class_code
                JOIN teachers t ON t.number = i.teacher_number
                ORDER BY c.id, t.id""");
    }

    @Override
    public String export() {
        return """
                SELECT c.code AS class_code, t.number AS teacher_number
                FROM class_teachers ct JOIN classes c ON c.id = ct.class_id JOIN teachers t ON t.id = ct.teacher_id
                ORDER BY c.id, t.id""";
    }
}
