package org.studentmanagement.material;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.schoolclass.SchoolClassSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/**
 * Study material. Of a file, a line says which one of the store it is, not what it has: the store is moved besides. A file that is
 * stored stays, whatever the line says.
 */
public final class MaterialSheet implements Sheet {
    private static final Key KEY = new Key(
            "material",
            "materials",
            Column.required("number", Rules.number("a number", MaterialValues.NUMBER, MaterialValues.NUMBER_LENGTH)));

    private static final int LONGEST_ID = 36;

    private static final int LONGEST_HASH = 64;

    private static final int MOST_DIGITS = 18;

    private static final int LONGEST_TYPE = 100;

    /** Lines with the materials that they are about. */
    private static final String NAMED = """
            FROM import_materials i
            LEFT JOIN (
              SELECT m.*, c.code AS course, l.code AS class
              FROM materials m LEFT JOIN courses c ON c.id = m.course_id LEFT JOIN classes l ON l.id = m.class_id
            ) m ON m.number = i.number
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
                KEY.column(),
                Column.required("title", Rules.name(MaterialValues.TITLE_LENGTH)),
                Column.required(
                        "url",
                        Rules.orNone(Rules.matching(
                                MaterialValues.URL,
                                MaterialValues.URL_LENGTH,
                                "an address: send one like https://library.example/algebra, or nothing"))),
                Column.optional("description", Rules.text(MaterialValues.DESCRIPTION_LENGTH)),
                CourseSheet.KEY.referredToAs("course"),
                SchoolClassSheet.KEY.referredToAs("class"),
                Column.optional(
                                "file",
                                Rules.orNone(Rules.matching(
                                        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                                        LONGEST_ID,
                                        "the name of a file in the store: send one as it was exported, or nothing")))
                        .as("uuid"),
                Column.optional("file_name", Rules.orNone(Rules.name(MaterialValues.FILE_NAME_LENGTH))),
                Column.optional(
                        "content_type",
                        Rules.orNone(
                                Rules.matching(ContentTypes.pattern(), LONGEST_TYPE, "a type of files that is taken"))),
                Column.optional(
                                "size",
                                Rules.orNone(
                                        Rules.matching("[0-9]+", MOST_DIGITS, "a number of bytes: send it in digits")))
                        .as("bigint"),
                Column.optional(
                        "sha256",
                        Rules.orNone(Rules.matching(
                                "[0-9a-f]{64}", LONGEST_HASH, "a SHA-256: send 64 hexadecimal digits, or nothing"))));
    }

    @Override
    public String description() {
        return "Columns number, by which a material is known, title, url, which is empty of a file, and, if wanted, description, course or"
                + " class, the code of one, without either it is for all, and, of a file that the store has or is to have, all of file,"
                + " file_name, content_type, size and sha256, as they were exported.";
    }

    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                KEY.refuseRepeated(),
                refuse(
                        given.contains("class") ? "class" : "course",
                        "has to be empty with a %s: send one of the two"
                                .formatted(given.contains("class") ? "course" : "class"),
                        "%s IS NOT NULL AND %s IS NOT NULL".formatted(value(given, "course"), value(given, "class"))),
                CourseSheet.KEY.refuseUnknown(name(), "course"),
                SchoolClassSheet.KEY.refuseUnknown(name(), "class"),
                refuse(
                        "url",
                        "is of a material that has a file: delete that first",
                        "i.url IS NOT NULL AND coalesce(m.file_id, i.file) IS NOT NULL"),
                refuse(
                        "file",
                        "comes with file_name, content_type, size and sha256: send all five, or none of them",
                        "num_nonnulls(i.file, i.file_name, i.content_type, i.size, i.sha256) NOT IN (0, 5)"),
                refuse("file", "is not the one that is stored: delete that first", "i.file <> m.file_id"),
                refuse(
                        "file",
                        "is known already, of another material, or as one that was deleted: upload it",
                        "m.file_id IS NULL AND EXISTS (SELECT FROM stored_files f WHERE f.id = i.file)"),
                """
                UPDATE import_materials i SET refused_column = 'file', reason = format('is on line %s already', earlier.line)
                FROM (SELECT file, min(line) AS line FROM import_materials WHERE reason IS NULL GROUP BY file HAVING count(*) > 1) earlier
                WHERE i.reason IS NULL AND i.file = earlier.file AND i.line > earlier.line""");
    }

    private static String refuse(String column, String reason, String condition) {
        return """
                UPDATE import_materials e SET refused_column = '%s', reason = '%s'
                FROM (SELECT i.line %sWHERE %s) n
                WHERE e.reason IS NULL AND n.line = e.line""".formatted(column, reason, NAMED, condition);
    }

    private static String value(Set<String> given, String column) {
        return (given.contains(column) ? "i." : "m.") + column;
    }

    /** What the file has no column for stays as it is stored. */
    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_materials AS
                SELECT m.id IS NULL AS is_new, m.id, i.line, i.number, i.title, i.url, %1$s AS description, %2$s AS course, %3$s AS class,
                  i.file, i.file_name, i.content_type, i.size, i.sha256, m.file_id IS NULL AND i.file IS NOT NULL AS attached
                %4$sWHERE i.reason IS NULL AND (m.id IS NULL OR m.file_id IS NULL AND i.file IS NOT NULL
                  OR (i.title, i.url, coalesce(%1$s, ''), %2$s, %3$s)
                    IS DISTINCT FROM (m.title, m.url, coalesce(m.description, ''), m.course, m.class))""".formatted(value(given, "description"), value(given, "course"), value(given, "class"), NAMED);
    }

    /** What the store has, or is to have, is known before it is of a material. */
    @Override
    public List<String> stores() {
        return List.of(
                "INSERT INTO stored_files (id, stored_at) SELECT file, now() FROM changed_materials WHERE attached",
                """
                UPDATE materials m SET title = i.title, url = i.url, description = i.description, course_id = c.id, class_id = l.id
                FROM changed_materials i LEFT JOIN courses c ON c.code = i.course LEFT JOIN classes l ON l.code = i.class
                WHERE NOT i.is_new AND m.id = i.id""",
                """
                INSERT INTO materials (number, title, url, description, course_id, class_id, file_id, file_name, content_type, size, sha256)
                SELECT i.number, i.title, i.url, i.description, c.id, l.id, i.file, i.file_name, i.content_type, i.size, i.sha256
                FROM changed_materials i LEFT JOIN courses c ON c.code = i.course LEFT JOIN classes l ON l.code = i.class
                WHERE i.is_new
                ORDER BY i.line""",
                """
                UPDATE materials m
                SET file_id = i.file, file_name = i.file_name, content_type = i.content_type, size = i.size, sha256 = i.sha256
                FROM changed_materials i WHERE i.attached AND NOT i.is_new AND m.id = i.id""");
    }

    @Override
    public String export() {
        return """
                SELECT m.number, m.title, m.url, nullif(m.description, '') AS description, c.code AS course, l.code AS class,
                  m.file_id AS file, m.file_name, m.content_type, m.size, m.sha256
                FROM materials m LEFT JOIN courses c ON c.id = m.course_id LEFT JOIN classes l ON l.id = m.class_id
                ORDER BY m.id""";
    }
}
