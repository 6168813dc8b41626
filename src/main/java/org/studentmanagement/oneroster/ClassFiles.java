package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.RosterColumns.NAME_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.WORD_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.id;
import static org.studentmanagement.oneroster.RosterLines.MADE_CODE;
import static org.studentmanagement.oneroster.RosterLines.refuseUnknown;
import static org.studentmanagement.oneroster.RosterLines.said;

import java.util.List;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;

/** Courses as they are offered and held, and school classes. */
final class ClassFiles {
    private ClassFiles() {}

    static RosterSheet courses() {
        return new KeptFile(
                        RosterFile.COURSES,
                        List.of(
                                Column.required("title", Rules.name(NAME_LENGTH)),
                                Column.optional("courseCode", Rules.orNone(CourseSheet.CODE))),
                        """
                SELECT r.line, r.sourcedid, 4 AS noun, CASE WHEN r.homeroom THEN 0 ELSE c.id END AS row_id, 0::bigint AS other_id
                FROM roster_courses r LEFT JOIN courses c ON c.code = r.code WHERE r.homeroom OR c.id IS NOT NULL""")
                .storedBy("courses", "code courseCode, name title", "-s.line")
                .sheet();
    }

    static RosterSheet classes() {
        return new KeptFile(
                        RosterFile.CLASSES,
                        List.of(
                                Column.required("title", Rules.name(NAME_LENGTH)),
                                id("courseSourcedId"),
                                Column.optional("classCode", Rules.orNone(CourseSheet.CODE)),
                                Column.required(
                                        "classType",
                                        Rules.matching(
                                                "scheduled|homeroom",
                                                WORD_LENGTH,
                                                "a type: send scheduled or homeroom")),
                                Column.required("termSourcedIds", RosterSheet.UUIDS)),
                        """
                SELECT r.line, r.sourcedid, r.noun, coalesce(c.id, h.id) AS row_id, 0::bigint AS other_id
                FROM roster_classes r
                LEFT JOIN courses c ON r.noun = 5 AND c.code = r.code
                LEFT JOIN classes h ON r.noun = 6 AND h.code = r.code
                WHERE r.line IS NOT NULL AND coalesce(c.id, h.id) IS NOT NULL""")
                .storedBy("courses", "code classCode, name title, term termSourcedIds", "s.line")
                .storedBy("classes", "code classCode, name title, term termSourcedIds", "s.line")
                .sheet();
    }

    /** A scheduled class is a course; the course of which it is one is the same course of ours, of the first that names it. */
    static List<String> translation() {
        return List.of(
                refuseUnknown(RosterFile.CLASSES, "courseSourcedId", """
                        (SELECT sourcedid FROM import_roster_courses WHERE reason IS NULL
                         UNION ALL SELECT sourced_id FROM roster_known WHERE kind = 'courses')""", "course"),
                """
                CREATE TEMP TABLE roster_classes AS
                SELECT i.line, i.sourcedid, CASE i.classtype WHEN 'homeroom' THEN 6 ELSE 5 END AS noun, i.coursesourcedid,
                  coalesce(i.classcode, c.code, h.code, %s) AS code, k.noun AS known_noun, coalesce(c.code, h.code) AS known_code, t.code AS term,
                  t.sourcedid IS NULL AS unknown_term
                FROM import_roster_classes i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN courses c ON k.noun = 5 AND c.id = k.id
                LEFT JOIN classes h ON k.noun = 6 AND h.id = k.id
                LEFT JOIN roster_terms t ON t.sourcedid = split_part(i.termsourcedids, ',', 1)::uuid
                WHERE i.reason IS NULL
                UNION ALL
                SELECT NULL, k.sourced_id, k.noun, NULL, coalesce(c.code, h.code), k.noun, coalesce(c.code, h.code), NULL, false
                FROM roster_known k
                LEFT JOIN courses c ON k.noun = 5 AND c.id = k.id
                LEFT JOIN classes h ON k.noun = 6 AND h.id = k.id
                WHERE k.kind = 'classes' AND NOT EXISTS (SELECT FROM import_roster_classes i WHERE i.sourcedid = k.sourced_id)""".formatted(MADE_CODE),
                "CREATE INDEX ON roster_classes (sourcedid)",
                "CREATE INDEX ON roster_classes (line)",
                "ANALYZE roster_classes",
                refuseClass(
                        "classType", said("is another than is stored: store another class"), "c.noun <> c.known_noun"),
                refuseClass(
                        "classCode",
                        "format('is stored as \"%s\": an import changes no code', c.known_code)",
                        "c.code <> c.known_code"),
                refuseClass(
                        "termSourcedIds",
                        "format('there is no academicSession with the sourcedId \"%s\", neither stored nor to be stored', split_part(i.termsourcedids, ',', 1))",
                        "c.unknown_term"),
                refuseClass(
                        "termSourcedIds", said("is no term: a homeroom is of one"), "c.noun = 6 AND c.term IS NULL"),
                "DELETE FROM roster_classes c USING import_roster_classes i WHERE i.line = c.line AND i.reason IS NOT NULL",
                """
                CREATE TEMP TABLE roster_courses AS
                SELECT i.line, i.sourcedid, held.line AS held, coalesce(c.code, held.code, i.coursecode, %s) AS code,
                  held.line IS NULL AND coalesce(k.id = 0, i.coursecode = 'HOMEROOM', false) OR held.line IS NULL AND k.id IS NULL AND home.coursesourcedid IS NOT NULL AS homeroom,
                  c.code AS known_code
                FROM import_roster_courses i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN courses c ON c.id = k.id
                LEFT JOIN (
                  SELECT DISTINCT ON (coursesourcedid) coursesourcedid, line, code FROM roster_classes
                  WHERE noun = 5 AND line IS NOT NULL ORDER BY coursesourcedid, line
                ) held ON held.coursesourcedid = i.sourcedid
                LEFT JOIN (SELECT DISTINCT coursesourcedid FROM roster_classes WHERE noun = 6) home ON home.coursesourcedid = i.sourcedid
                WHERE i.reason IS NULL""".formatted(MADE_CODE),
                // there is one, and the others are courses like any other
                """
                UPDATE roster_courses c SET homeroom = false
                WHERE c.homeroom AND c.line <> (
                  SELECT h.line FROM roster_courses h LEFT JOIN roster_known k ON k.sourced_id = h.sourcedid
                  WHERE h.homeroom ORDER BY k.sourced_id IS NULL, h.line LIMIT 1)""",
                """
                INSERT INTO import_courses (line, code, name, term)
                SELECT i.line, c.code, i.title, c.term FROM import_roster_classes i JOIN roster_classes c USING (line)
                WHERE c.noun = 5
                UNION ALL
                SELECT -i.line, c.code, i.title, t.code
                FROM import_roster_courses i JOIN roster_courses c USING (line)
                LEFT JOIN courses s ON s.code = c.code LEFT JOIN terms t ON t.id = s.term_id
                WHERE c.held IS NULL AND NOT c.homeroom AND c.known_code IS NULL
                ORDER BY 1""",
                """
                INSERT INTO import_classes (line, code, name, term)
                SELECT i.line, c.code, i.title, c.term FROM import_roster_classes i JOIN roster_classes c USING (line)
                WHERE c.noun = 6 ORDER BY i.line""");
    }

    private static String refuseClass(String column, String reason, String where) {
        return """
                UPDATE import_roster_classes i SET refused_column = '%s', reason = %s
                FROM roster_classes c WHERE i.reason IS NULL AND c.line = i.line AND %s""".formatted(column, reason, where);
    }
}
