package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.RosterColumns.WORD_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.day;
import static org.studentmanagement.oneroster.RosterColumns.id;
import static org.studentmanagement.oneroster.RosterColumns.rule;
import static org.studentmanagement.oneroster.RosterLines.MADE_CODE;
import static org.studentmanagement.oneroster.RosterLines.refuse;
import static org.studentmanagement.oneroster.RosterLines.refuseUnknown;
import static org.studentmanagement.oneroster.RosterLines.said;

import java.util.List;
import java.util.Set;
import org.studentmanagement.grading.MarkSheet;
import org.studentmanagement.grading.TestSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;

/** Tests and marks. */
final class GradebookFiles {
    private static final String WEIGHT = "metadata.weight";
    private static final String PUBLISHED = "metadata.published";

    private GradebookFiles() {}

    static RosterSheet categories() {
        return new KeptFile(
                        RosterFile.CATEGORIES,
                        List.of(Column.required("title", rule(new TestSheet(), "category"))),
                        """
                SELECT i.line, i.sourcedid, 11 AS noun, coalesce(c.id, k.id) AS row_id, 0::bigint AS other_id
                FROM import_roster_categories i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN test_categories c ON k.id IS NULL AND c.title = i.title
                WHERE coalesce(c.id, k.id) IS NOT NULL""")
                .locks("test_categories")
                .changes("""
                        SELECT i.line, false AS is_new FROM import_roster_categories i
                        JOIN roster_known k ON k.sourced_id = i.sourcedid JOIN test_categories c ON c.id = k.id
                        WHERE i.reason IS NULL AND c.title <> i.title""")
                .stores("""
                        UPDATE test_categories c SET title = i.title
                        FROM import_roster_categories i JOIN roster_known k ON k.sourced_id = i.sourcedid
                        WHERE i.reason IS NULL AND c.id = k.id AND c.title <> i.title""", """
                        INSERT INTO test_categories (title)
                        SELECT i.title FROM import_roster_categories i
                        WHERE i.reason IS NULL AND NOT EXISTS (SELECT FROM roster_known k WHERE k.sourced_id = i.sourcedid)
                        ORDER BY i.line
                        ON CONFLICT (title) DO NOTHING""")
                .sheet();
    }

    static RosterSheet lineItems() {
        return new KeptFile(
                        RosterFile.LINE_ITEMS,
                        List.of(
                                Column.required("title", rule(new TestSheet(), "title")),
                                day("dueDate"),
                                id("classSourcedId"),
                                id("categorySourcedId"),
                                Column.optional(
                                                "resultValueMin",
                                                Rules.orNone(Rules.matching(
                                                        "[0-9]{1,5}(?:[.][0-9]{1,2})?", 8, "a number: send 0")))
                                        .as("numeric"),
                                Column.required("resultValueMax", rule(new TestSheet(), "maximum"))
                                        .as("numeric"),
                                Column.optional("weight", Rules.orNone(rule(new TestSheet(), "weight")))
                                        .as("numeric")
                                        .called(WEIGHT),
                                Column.optional(
                                                "published",
                                                Rules.orNone(Rules.matching(
                                                        "true|false", WORD_LENGTH, "true or false: send one of them")))
                                        .called(PUBLISHED)),
                        """
                SELECT r.line, r.sourcedid, 12 AS noun, t.id AS row_id, 0::bigint AS other_id
                FROM roster_items r JOIN tests t ON t.code = r.code WHERE r.line IS NOT NULL""")
                .storedBy(
                        "tests",
                        "code sourcedId, title title, category categorySourcedId, held_on dueDate, maximum resultValueMax, weight metadata.weight, published_at metadata.published, course classSourcedId, class classSourcedId",
                        "s.line")
                .stores(GoneRows.emptiedCategories())
                .sheet();
    }

    /** A mark that is new has the day of the line; the sheet of the marks would give it this one. */
    static RosterSheet results() {
        return new KeptFile(
                        RosterFile.RESULTS,
                        List.of(
                                id("lineItemSourcedId"),
                                id("studentSourcedId"),
                                Column.required(
                                        "scoreStatus",
                                        Rules.matching(
                                                "fully graded|not submitted|exempt",
                                                WORD_LENGTH,
                                                "a mark: send fully graded, not submitted or exempt")),
                                Column.required("score", rule(new MarkSheet(), "score"))
                                        .as("numeric"),
                                Column.optional("scoreDate", Rules.orNone(Rules::date))
                                        .as("date"),
                                Column.optional("comment", rule(new MarkSheet(), "remark"))),
                        """
                SELECT i.line, i.sourcedid, 13 AS noun, t.id AS row_id, s.id AS other_id
                FROM import_roster_results i
                JOIN roster_items r ON r.sourcedid = i.lineitemsourcedid
                JOIN roster_people p ON p.sourcedid = i.studentsourcedid
                JOIN tests t ON t.code = r.code
                JOIN students s ON s.number = p.number
                JOIN marks m ON m.test_id = t.id AND m.student_id = s.id""")
                .storedBy(
                        "marks",
                        "test lineItemSourcedId, student_number studentSourcedId, score score, remark comment",
                        "s.line")
                .checks("""
                        INSERT INTO roster_marks (line, is_new, test, student_number, state, score, remark)
                        SELECT line, is_new, test, student_number, state, score, remark FROM changed_marks WHERE is_new;
                        DELETE FROM changed_marks WHERE is_new""")
                .changes("SELECT line, is_new FROM roster_marks")
                .stores("""
                        INSERT INTO marks (test_id, student_id, state, score, maximum, remark, updated_at)
                        SELECT t.id, s.id, n.state, n.score, t.maximum, n.remark,
                          least(coalesce(i.scoredate::timestamp AT TIME ZONE 'UTC', now()), now())
                        FROM roster_marks n
                        JOIN import_roster_results i USING (line)
                        JOIN tests t ON t.code = n.test
                        JOIN students s ON s.number = n.student_number
                        ORDER BY t.id, s.id""")
                .sheet();
    }

    /** @param given the columns that the file of lineItems has */
    static List<String> translation(Set<String> given) {
        return List.of(
                """
                UPDATE import_roster_categories i
                SET refused_column = 'title', reason = format('"%s" is on line %s already', i.title, earlier.line)
                FROM (
                  SELECT title, min(line) AS line FROM import_roster_categories WHERE reason IS NULL GROUP BY title HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.title = earlier.title AND i.line > earlier.line""",
                """
                UPDATE import_roster_categories i SET refused_column = 'title', reason = format('"%s" is the title of another category here', i.title)
                FROM test_categories c, roster_known k
                WHERE i.reason IS NULL AND c.title = i.title AND k.sourced_id = i.sourcedid AND k.id <> c.id""",
                """
                CREATE TEMP TABLE roster_categories AS
                SELECT i.sourcedid, i.title FROM import_roster_categories i WHERE i.reason IS NULL
                UNION ALL
                SELECT k.sourced_id, c.title FROM roster_known k JOIN test_categories c ON c.id = k.id
                WHERE k.kind = 'categories' AND NOT EXISTS (SELECT FROM import_roster_categories i WHERE i.sourcedid = k.sourced_id)""",
                refuseUnknown(RosterFile.LINE_ITEMS, "classSourcedId", "roster_classes", "class"),
                refuseUnknown(RosterFile.LINE_ITEMS, "categorySourcedId", "roster_categories", "category"),
                refuse(
                        RosterFile.LINE_ITEMS,
                        "resultValueMin",
                        said("is not 0: scores begin there"),
                        "i.resultvaluemin <> 0"),
                """
                CREATE TEMP TABLE roster_items AS
                SELECT i.line, i.sourcedid, coalesce(t.code, %s) AS code, t.weight, t.published_at
                FROM import_roster_lineitems i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN tests t ON t.id = k.id
                WHERE i.reason IS NULL
                UNION ALL
                SELECT NULL, k.sourced_id, t.code, t.weight, t.published_at FROM roster_known k JOIN tests t ON t.id = k.id
                WHERE k.kind = 'lineItems' AND NOT EXISTS (SELECT FROM import_roster_lineitems i WHERE i.sourcedid = k.sourced_id)""".formatted(MADE_CODE),
                "CREATE INDEX ON roster_items (sourcedid)",
                "ANALYZE roster_items",
                """
                INSERT INTO import_tests (line, code, title, category, held_on, maximum, weight, published_at, course, class)
                SELECT i.line, t.code, i.title, g.title, i.duedate, i.resultvaluemax, coalesce(%s, t.weight, 1),
                  CASE %s WHEN 'true' THEN coalesce(t.published_at, now()) WHEN 'false' THEN NULL ELSE t.published_at END,
                  CASE c.noun WHEN 5 THEN c.code END, CASE c.noun WHEN 6 THEN c.code END
                FROM import_roster_lineitems i
                JOIN roster_items t USING (line)
                JOIN roster_classes c ON c.sourcedid = i.classsourcedid
                JOIN roster_categories g ON g.sourcedid = i.categorysourcedid
                ORDER BY i.line""".formatted(
                                given.contains("weight") ? "i.weight" : "NULL::numeric",
                                given.contains("published") ? "i.published" : "NULL"),
                refuseUnknown(RosterFile.RESULTS, "lineItemSourcedId", "roster_items", "lineItem"),
                refuseUnknown(
                        RosterFile.RESULTS,
                        "studentSourcedId",
                        "(SELECT sourcedid FROM roster_people WHERE noun = 1)",
                        "student"),
                """
                INSERT INTO import_marks (line, test, student_number, score, state, remark)
                SELECT i.line, t.code, p.number, i.score,
                  CASE i.scorestatus WHEN 'fully graded' THEN 'marked' WHEN 'not submitted' THEN 'absent' ELSE 'excused' END,
                  CASE WHEN m.joined = i.comment THEN m.remark ELSE i.comment END
                FROM import_roster_results i
                JOIN roster_items t ON t.sourcedid = i.lineitemsourcedid
                JOIN roster_people p ON p.sourcedid = i.studentsourcedid
                LEFT JOIN (
                  SELECT te.code, s.number, x.remark, regexp_replace(x.remark, '[\\n\\r]+', ' ', 'g') AS joined
                  FROM marks x JOIN tests te ON te.id = x.test_id JOIN students s ON s.id = x.student_id WHERE x.remark IS NOT NULL
                ) m ON m.code = t.code AND m.number = p.number
                WHERE i.reason IS NULL ORDER BY i.line""");
    }
}
