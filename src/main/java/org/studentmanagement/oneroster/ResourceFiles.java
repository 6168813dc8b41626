package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.RosterColumns.WORD_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.id;
import static org.studentmanagement.oneroster.RosterColumns.rule;
import static org.studentmanagement.oneroster.RosterLines.MADE_CODE;
import static org.studentmanagement.oneroster.RosterLines.refuse;
import static org.studentmanagement.oneroster.RosterLines.refuseUnknown;
import static org.studentmanagement.oneroster.RosterLines.said;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.studentmanagement.material.MaterialSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;

/**
 * Study material. The binding has no column for where it is, so that is in those that it leaves to everybody: of a file which one of the
 * store it is, as in the file of materials, and not what it has.
 */
final class ResourceFiles {
    /** The columns of the sheet of materials, each with its heading. */
    private static final Map<String, String> PLACE = new LinkedHashMap<>();

    static {
        PLACE.put("description", "metadata.description");
        PLACE.put("url", "metadata.url");
        PLACE.put("file", "metadata.file");
        PLACE.put("file_name", "metadata.fileName");
        PLACE.put("content_type", "metadata.contentType");
        PLACE.put("size", "metadata.size");
        PLACE.put("sha256", "metadata.sha256");
    }

    private static final String JOINED = "regexp_replace(s.description, '[\\n\\r]+', ' ', 'g')";

    private ResourceFiles() {}

    static RosterSheet resources() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.required("vendorResourceId", Rules.orNone(rule(new MaterialSheet(), "number"))),
                Column.required("title", rule(new MaterialSheet(), "title")),
                Column.optional(
                        "importance",
                        Rules.orNone(Rules.matching(
                                "primary|secondary",
                                WORD_LENGTH,
                                "an importance: send primary, secondary or nothing")))));
        MaterialSheet sheet = new MaterialSheet();
        sheet.columns().stream()
                .filter(column -> PLACE.containsKey(column.name()))
                .forEach(column -> columns.add(Column.optional(column.name(), column.rule())
                        .as(column.type())
                        .called(PLACE.get(column.name()))));
        return new KeptFile(RosterFile.RESOURCES, columns, """
                SELECT r.line, r.sourcedid, 15 AS noun, m.id AS row_id, 0::bigint AS other_id
                FROM roster_materials r JOIN materials m ON m.number = r.number WHERE r.line IS NOT NULL""")
                .storedBy(
                        "materials",
                        PLACE.entrySet().stream()
                                .map(column -> column.getKey() + " " + column.getValue())
                                .collect(Collectors.joining(
                                        ", ",
                                        "number vendorResourceId, title title, course importance, class importance, ",
                                        "")),
                        "s.line")
                .sheet();
    }

    /** For whom it is. */
    static List<Column> link(String of) {
        return List.of(id(of), id("resourceSourcedId"));
    }

    /** @param given the columns that the file of resources has */
    static List<String> translation(Set<String> given) {
        return List.of(
                """
                CREATE TEMP TABLE roster_offered AS
                SELECT sourcedid, code FROM roster_courses WHERE NOT homeroom
                UNION ALL
                SELECT k.sourced_id, c.code FROM roster_known k JOIN courses c ON c.id = k.id
                WHERE k.kind = 'courses' AND NOT EXISTS (SELECT FROM roster_courses r WHERE r.sourcedid = k.sourced_id)""",
                """
                CREATE TEMP TABLE roster_materials AS
                SELECT i.line, i.sourcedid, s.id, coalesce(s.number, i.vendorresourceid, %s) AS number
                FROM import_roster_resources i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN materials s ON s.id = k.id
                WHERE i.reason IS NULL
                UNION ALL
                SELECT NULL, k.sourced_id, s.id, s.number FROM roster_known k JOIN materials s ON s.id = k.id
                WHERE k.kind = 'resources' AND NOT EXISTS (SELECT FROM import_roster_resources i WHERE i.sourcedid = k.sourced_id)""".formatted(MADE_CODE),
                """
                UPDATE import_roster_resources i
                SET refused_column = 'vendorResourceId', reason = format('is stored as "%s": an import changes no number', r.number)
                FROM roster_materials r WHERE i.reason IS NULL AND r.line = i.line AND r.number <> i.vendorresourceid""",
                refuseUnknown(RosterFile.COURSE_RESOURCES, "courseSourcedId", "roster_offered", "course"),
                refuseUnknown(RosterFile.CLASS_RESOURCES, "classSourcedId", "roster_classes", "class"),
                refuseUnknown(RosterFile.COURSE_RESOURCES, "resourceSourcedId", "roster_materials", "resource"),
                refuseUnknown(RosterFile.CLASS_RESOURCES, "resourceSourcedId", "roster_materials", "resource"),
                """
                CREATE TEMP TABLE roster_audiences AS
                SELECT 1 AS nth, i.line, i.resourcesourcedid AS sourcedid, c.code AS course, NULL::text AS class
                FROM import_roster_courseresources i JOIN roster_offered c ON c.sourcedid = i.coursesourcedid WHERE i.reason IS NULL
                UNION ALL
                SELECT 2, i.line, i.resourcesourcedid, CASE c.noun WHEN 5 THEN c.code END, CASE c.noun WHEN 6 THEN c.code END
                FROM import_roster_classresources i JOIN roster_classes c ON c.sourcedid = i.classsourcedid WHERE i.reason IS NULL""",
                """
                CREATE TEMP TABLE roster_audience AS
                SELECT DISTINCT ON (sourcedid) * FROM roster_audiences ORDER BY sourcedid, nth, line""",
                refuseOther(RosterFile.COURSE_RESOURCES, 1),
                refuseOther(RosterFile.CLASS_RESOURCES, 2),
                refuse(
                        RosterFile.RESOURCES,
                        "importance",
                        said("is primary, and no line says for which course or class it is"),
                        "i.importance = 'primary' AND NOT EXISTS (SELECT FROM roster_audience a WHERE a.sourcedid = i.sourcedid)"
                                + " AND NOT EXISTS (SELECT FROM roster_materials r WHERE r.line = i.line AND r.id IS NOT NULL)"),
                """
                INSERT INTO import_materials (line, number, title, course, class, %s)
                SELECT i.line, r.number, i.title,
                  CASE WHEN a.line IS NOT NULL THEN a.course WHEN i.importance IS DISTINCT FROM 'secondary' THEN c.code END,
                  CASE WHEN a.line IS NOT NULL THEN a.class WHEN i.importance IS DISTINCT FROM 'secondary' THEN h.code END,
                  %s
                FROM import_roster_resources i
                JOIN roster_materials r USING (line)
                LEFT JOIN materials s ON s.id = r.id
                LEFT JOIN courses c ON c.id = s.course_id
                LEFT JOIN classes h ON h.id = s.class_id
                LEFT JOIN roster_audience a ON a.sourcedid = i.sourcedid
                WHERE i.reason IS NULL ORDER BY i.line""".formatted(
                                String.join(", ", PLACE.keySet()),
                                PLACE.keySet().stream()
                                        .map(column -> place(column, given.contains(column)))
                                        .collect(Collectors.joining(", "))),
                """
                UPDATE import_roster_resources i
                SET refused_column = 'metadata.url', reason = 'is empty, and metadata.file as well: say where it is'
                FROM import_materials m
                WHERE i.reason IS NULL AND m.line = i.line AND num_nonnulls(m.url, m.file) = 0
                  AND NOT EXISTS (SELECT FROM roster_materials r JOIN materials s ON s.id = r.id WHERE r.line = i.line AND s.file_id IS NOT NULL)""");
    }

    private static String refuseOther(RosterFile file, int nth) {
        return """
                UPDATE import_%s i SET refused_column = 'resourceSourcedId', reason = 'is of material that is for another course or class by a line before: it is for one'
                FROM roster_audiences n JOIN roster_audience a USING (sourcedid)
                WHERE i.reason IS NULL AND n.nth = %d AND n.line = i.line AND (a.course, a.class) IS DISTINCT FROM (n.course, n.class)""".formatted(RosterSheet.name(file), nth);
    }

    /** What the file has no column for stays as it is stored. */
    private static String place(String column, boolean given) {
        if (column.equals("description")) {
            return given
                    ? "CASE WHEN i.description = " + JOINED + " THEN s.description ELSE i.description END"
                    : "s.description";
        }
        return given ? "i." + column : "s." + (column.equals("file") ? "file_id" : column);
    }
}
