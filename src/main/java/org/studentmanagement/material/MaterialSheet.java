package org.studentmanagement.material;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.schoolclass.SchoolClassSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/**
 * Study material, without the files. It has no number: it is known by whom it is for and its title and, of several that are alike in
 * that, the first line is the first that was stored.
 */
public final class MaterialSheet implements Sheet {
    /** Lines with the materials that they are about. */
    private static final String NAMED = """
            FROM (
              SELECT *, row_number() OVER (PARTITION BY title, course, class ORDER BY line) AS place
              FROM import_materials WHERE reason IS NULL
            ) i
            LEFT JOIN (
              SELECT m.id, m.title, c.code AS course, l.code AS class, m.url, m.description, m.file_id,
                row_number() OVER (PARTITION BY m.title, m.course_id, m.class_id ORDER BY m.id) AS place
              FROM materials m LEFT JOIN courses c ON c.id = m.course_id LEFT JOIN classes l ON l.id = m.class_id
            ) m ON m.title = i.title AND coalesce(m.course, '') = coalesce(i.course, '')
              AND coalesce(m.class, '') = coalesce(i.class, '') AND m.place = i.place
            """;

    @Override
    public String name() {
        return "materials";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.EDITOR);
    }

    @Override
    public String table() {
        return "materials";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("title", Rules.name(MaterialValues.TITLE_LENGTH)),
                Column.required(
                        "url",
                        Rules.orNone(Rules.matching(
                                MaterialValues.URL,
                                MaterialValues.URL_LENGTH,
                                "an address: send one like https://library.example/algebra, or nothing"))),
                Column.optional("description", Rules.text(MaterialValues.DESCRIPTION_LENGTH)),
                CourseSheet.KEY.referredToAs("course"),
                SchoolClassSheet.KEY.referredToAs("class"));
    }

    @Override
    public String description() {
        return "Columns title, url, which is empty of what a file is uploaded to, and, if wanted, description and course or class, the"
                + " code of one; without either it is for all.";
    }

    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                """
                UPDATE import_materials SET refused_column = 'class', reason = 'has to be empty with a course: send one of the two'
                WHERE reason IS NULL AND course IS NOT NULL AND class IS NOT NULL""",
                CourseSheet.KEY.refuseUnknown(name(), "course"),
                SchoolClassSheet.KEY.refuseUnknown(name(), "class"),
                """
                UPDATE import_materials e SET refused_column = 'url', reason = 'is of a material that has a file: delete that first'
                FROM (SELECT i.line %sWHERE m.file_id IS NOT NULL AND i.url IS NOT NULL) n
                WHERE n.line = e.line""".formatted(NAMED));
    }

    /** What the file has no column for stays as it is stored. */
    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_materials AS
                SELECT m.id IS NULL AS is_new, m.id, i.line, i.title, i.url, %1$s AS description, i.course, i.class
                %2$sWHERE m.id IS NULL OR (i.url, %1$s) IS DISTINCT FROM (m.url, m.description)""".formatted(given.contains("description") ? "i.description" : "m.description", NAMED);
    }

    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE materials m SET url = i.url, description = i.description
                FROM changed_materials i WHERE NOT i.is_new AND m.id = i.id""", """
                INSERT INTO materials (title, url, description, course_id, class_id)
                SELECT i.title, i.url, i.description, c.id, l.id
                FROM changed_materials i LEFT JOIN courses c ON c.code = i.course LEFT JOIN classes l ON l.code = i.class
                WHERE i.is_new
                ORDER BY i.line""");
    }

    @Override
    public String export() {
        return """
                SELECT m.title, m.url, nullif(m.description, '') AS description, c.code AS course, l.code AS class
                FROM materials m LEFT JOIN courses c ON c.id = m.course_id LEFT JOIN classes l ON l.id = m.class_id
                ORDER BY m.id""";
    }
}
