package org.studentmanagement.grading;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** Who has which mark in which test, both known as in their own sheets. */
public final class MarkSheet implements Sheet {
    private static final int LONGEST_STATE = 7;

    @Override
    public String name() {
        return "marks";
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR);
    }

    @Override
    public String table() {
        return "marks";
    }

    /** Nobody lowers a maximum meanwhile. */
    @Override
    public List<String> locked() {
        return List.of(table(), "tests");
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("test", TestSheet.KEY.column().rule()),
                Column.required("student_number", StudentSheet.NUMBER),
                Column.required("score", Rules.orNone(TestSheet.decimal("", "a score: send 0 to 99999.99, or nothing")))
                        .as(TestSheet.NUMBER),
                Column.optional(
                        "state",
                        Rules.orNone(Rules.matching(
                                TestValues.STATE, LONGEST_STATE, "a state: send marked, absent or excused"))),
                Column.optional("remark", Rules.text(TestValues.REMARK_LENGTH)));
    }

    @Override
    public String description() {
        return "Columns test, the code of one, student_number, score, which is empty of who has none, and, if wanted, state"
                + " (marked, absent or excused) and remark.";
    }

    @Override
    public List<String> checks(Set<String> given) {
        return List.of(
                """
                UPDATE import_marks i SET refused_column = 'score',
                  reason = CASE WHEN score IS NULL THEN 'is empty: send one, or absent or excused as the state'
                    ELSE format('is of who is %s: leave it empty', state) END
                WHERE i.reason IS NULL AND (coalesce(state, 'marked') = 'marked') <> (score IS NOT NULL)""",
                """
                UPDATE import_marks i
                SET refused_column = 'student_number',
                  reason = format('"%s" with test "%s" is on line %s already', i.student_number, i.test, earlier.line)
                FROM (
                  SELECT test, student_number, min(line) AS line FROM import_marks
                  WHERE reason IS NULL GROUP BY test, student_number HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.test = earlier.test AND i.student_number = earlier.student_number
                  AND i.line > earlier.line""",
                TestSheet.KEY.refuseUnknown(name(), "test"),
                StudentSheet.KEY.refuseUnknown(name(), "student_number"),
                """
                UPDATE import_marks i
                SET refused_column = 'score', reason = format('is above the maximum of the test: send at most %s', known.maximum)
                FROM (
                  SELECT coalesce(n.code, s.code) AS code, coalesce(n.maximum, s.maximum) AS maximum
                  FROM tests s FULL JOIN changed_tests n ON n.code = s.code
                ) known
                WHERE i.reason IS NULL AND known.code = i.test AND i.score > known.maximum""");
    }

    /** What the file has no column for stays as it is stored. */
    @Override
    public String changes(Set<String> given) {
        return """
                CREATE TEMP TABLE changed_marks AS
                SELECT m.test_id IS NULL AS is_new, i.line, i.test, i.student_number, i.score, v.state, v.remark
                FROM import_marks i
                LEFT JOIN tests t ON t.code = i.test
                LEFT JOIN students s ON s.number = i.student_number
                LEFT JOIN marks m ON m.test_id = t.id AND m.student_id = s.id
                CROSS JOIN LATERAL (SELECT coalesce(i.state, 'marked') AS state, %s AS remark) v
                WHERE i.reason IS NULL
                  AND (m.test_id IS NULL OR (i.score, v.state, v.remark) IS DISTINCT FROM (m.score, m.state, m.remark))""".formatted(given.contains("remark") ? "i.remark" : "m.remark");
    }

    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE marks m SET state = i.state, score = i.score, remark = i.remark
                FROM changed_marks i
                JOIN tests t ON t.code = i.test
                JOIN students s ON s.number = i.student_number
                WHERE NOT i.is_new AND m.test_id = t.id AND m.student_id = s.id""", """
                INSERT INTO marks (test_id, student_id, state, score, maximum, remark)
                SELECT t.id, s.id, i.state, i.score, t.maximum, i.remark
                FROM changed_marks i
                JOIN tests t ON t.code = i.test
                JOIN students s ON s.number = i.student_number
                WHERE i.is_new
                ORDER BY t.id, s.id""");
    }

    @Override
    public String export() {
        return """
                SELECT t.code AS test, s.number AS student_number, m.score, nullif(m.state, 'marked') AS state, m.remark
                FROM marks m JOIN tests t ON t.id = m.test_id JOIN students s ON s.id = m.student_id
                ORDER BY m.test_id, m.student_id""";
    }
}
