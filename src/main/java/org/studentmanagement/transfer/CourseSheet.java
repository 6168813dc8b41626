package org.studentmanagement.transfer;

import java.util.List;
import java.util.Set;

final class CourseSheet implements Sheet {
    private static final Column NAME = Column.required("name", Rules::name).unlessStored();
    private static final Column DESCRIPTION =
            Column.optional("description", Rules::description).unlessStored();

    @Override
    public String name() {
        return "courses";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.required("code", Rules::code), NAME, DESCRIPTION);
    }

    @Override
    public String staging() {
        return """
                CREATE TEMP TABLE import_courses (
                  line bigint, refused_column text, reason text, code text, name text, description text,
                  name_fault text, description_fault text)""";
    }

    @Override
    public List<String> checks() {
        return List.of(
                NAME.refuseUnlessStored("courses", "code"), DESCRIPTION.refuseUnlessStored("courses", "code"), """
                UPDATE import_courses i
                SET refused_column = 'code', reason = format('"%s" is on line %s already', i.code, earlier.line)
                FROM (
                  SELECT code, min(line) AS line FROM import_courses
                  WHERE reason IS NULL GROUP BY code HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.code = earlier.code AND i.line > earlier.line""");
    }

    /** Without its column the description stays as it is stored. */
    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_courses AS
                SELECT c.id IS NULL AS is_new, c.id, i.line, i.code, i.name, %1$s.description
                FROM import_courses i LEFT JOIN courses c ON c.code = i.code
                WHERE i.reason IS NULL
                  AND (c.id IS NULL OR (c.name, c.description) IS DISTINCT FROM (i.name, %1$s.description))""".formatted(given.contains(DESCRIPTION.name()) ? "i" : "c");
    }

    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE courses s SET name = c.name, description = c.description
                FROM changed_courses c
                WHERE c.id = s.id""", """
                INSERT INTO courses (code, name, description)
                SELECT code, name, description FROM changed_courses WHERE is_new ORDER BY line""");
    }
}
