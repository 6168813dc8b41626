package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.grading.MarkSheet;
import org.studentmanagement.grading.TestSheet;
import org.studentmanagement.people.TeacherSheet;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** The files that are taken: their columns, what of the refusals of the features' sheets is theirs, and what no sheet of a feature stores. */
final class RosterSheets {
    private static final int NAME_LENGTH = 100;
    private static final int WORD_LENGTH = 20;
    private static final int LIST_LENGTH = 2000;

    /**
     * The sheet of a feature that stores rows of a file.
     *
     * @param columns of the sheet, each with that of the file which it is made of
     * @param lines on which its rows are, as an expression of a row {@code s}
     */
    private record Target(String sheet, String columns, String lines) {}

    /** Categories come before the tests, which would make them in the order of theirs. */
    static final List<Sheet> BEFORE = List.of(categories());

    static final List<Sheet> BEHIND = List.of(
            orgs(),
            sessions(),
            courses(),
            classes(),
            users(),
            told(RosterFile.ROLES, List.of(id("userSourcedId"), word("role"))),
            demographics(),
            enrollments(),
            lineItems(),
            scoreScales(),
            told(RosterFile.LINE_ITEM_SCORE_SCALES, List.of()),
            results(),
            told(RosterFile.RESULT_SCORE_SCALES, List.of()),
            told(RosterFile.RESOURCES, List.of()),
            told(RosterFile.COURSE_RESOURCES, List.of()),
            told(RosterFile.CLASS_RESOURCES, List.of()));

    private RosterSheets() {}

    private static RosterSheet orgs() {
        return sheet(
                RosterFile.ORGS,
                List.of(
                        Column.required("name", Rules.name(NAME_LENGTH)),
                        Column.required("type", Rules.matching("school", WORD_LENGTH, "school: one is kept here"))),
                "SELECT line, sourcedid, 0 AS noun, 0::bigint AS row_id, 0::bigint AS other_id FROM import_roster_orgs",
                List.of(),
                List.of("settings"),
                List.of("""
                        UPDATE import_roster_orgs i SET refused_column = 'type', reason = 'is on another line already: one school is kept here'
                        WHERE i.reason IS NULL AND i.line > (SELECT min(line) FROM import_roster_orgs WHERE reason IS NULL)"""),
                List.of(
                        "SELECT line, false AS is_new FROM import_roster_orgs i WHERE i.reason IS NULL AND i.name <> (SELECT o.name FROM ("
                                + Relations.ORGS + ") o)"),
                List.of("""
                        INSERT INTO settings (name, value)
                        SELECT 'school_name', to_jsonb(i.name) FROM import_roster_orgs i JOIN changed_roster_orgs c USING (line)
                        WHERE i.name <> (SELECT o.name FROM (%s) o)
                        ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value""".formatted(Relations.ORGS)));
    }

    private static RosterSheet sessions() {
        return sheet(
                RosterFile.ACADEMIC_SESSIONS,
                List.of(
                        Column.required("title", Rules.name(NAME_LENGTH)),
                        Column.required(
                                "type",
                                Rules.matching(
                                        "schoolYear|term|semester|gradingPeriod",
                                        WORD_LENGTH,
                                        "a type: send schoolYear, term, semester or gradingPeriod")),
                        day("startDate"),
                        day("endDate"),
                        idOrNone("parentSourcedId")),
                """
                SELECT r.line, r.sourcedid, 3 AS noun, CASE WHEN r.none THEN 0 ELSE t.id END AS row_id, 0::bigint AS other_id
                FROM roster_terms r LEFT JOIN terms t ON t.code = r.code WHERE r.line IS NOT NULL AND (r.none OR t.id IS NOT NULL)""",
                List.of(new Target(
                        "terms",
                        "name title, kind type, begins_on startDate, ends_on endDate, parent parentSourcedId",
                        "s.line")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static RosterSheet courses() {
        return sheet(
                RosterFile.COURSES,
                List.of(
                        Column.required("title", Rules.name(NAME_LENGTH)),
                        Column.optional("courseCode", Rules.orNone(CourseSheet.CODE))),
                """
                SELECT r.line, r.sourcedid, 4 AS noun, CASE WHEN r.homeroom THEN 0 ELSE c.id END AS row_id, 0::bigint AS other_id
                FROM roster_courses r LEFT JOIN courses c ON c.code = r.code WHERE r.homeroom OR c.id IS NOT NULL""",
                List.of(new Target("courses", "code courseCode, name title", "-s.line")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static RosterSheet classes() {
        return sheet(
                RosterFile.CLASSES,
                List.of(
                        Column.required("title", Rules.name(NAME_LENGTH)),
                        id("courseSourcedId"),
                        Column.optional("classCode", Rules.orNone(CourseSheet.CODE)),
                        Column.required(
                                "classType",
                                Rules.matching(
                                        "scheduled|homeroom", WORD_LENGTH, "a type: send scheduled or homeroom")),
                        Column.required("termSourcedIds", RosterSheet.UUIDS)),
                """
                SELECT r.line, r.sourcedid, r.noun, coalesce(c.id, h.id) AS row_id, 0::bigint AS other_id
                FROM roster_classes r
                LEFT JOIN courses c ON r.noun = 5 AND c.code = r.code
                LEFT JOIN classes h ON r.noun = 6 AND h.code = r.code
                WHERE r.line IS NOT NULL AND coalesce(c.id, h.id) IS NOT NULL""",
                List.of(
                        new Target("courses", "code classCode, name title, term termSourcedIds", "s.line"),
                        new Target("classes", "code classCode, name title, term termSourcedIds", "s.line")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static RosterSheet users() {
        return sheet(
                RosterFile.USERS,
                List.of(
                        Column.required(
                                "enabledUser",
                                Rules.matching("true|false", WORD_LENGTH, "true or false: send one of them")),
                        Column.required("givenName", Rules.name(NAME_LENGTH)),
                        Column.required("familyName", Rules.name(NAME_LENGTH)),
                        Column.optional("identifier", Rules.orNone(StudentSheet.NUMBER)),
                        Column.optional("email", Rules.orNone(rule(new StudentSheet(), "email")))),
                """
                SELECT r.line, r.sourcedid, r.noun, coalesce(s.id, t.id) AS row_id, 0::bigint AS other_id
                FROM roster_people r
                LEFT JOIN students s ON r.noun = 1 AND s.number = r.number
                LEFT JOIN teachers t ON r.noun = 2 AND t.number = r.number
                WHERE r.line IS NOT NULL AND coalesce(s.id, t.id) IS NOT NULL""",
                List.of(
                        new Target("students", "number identifier, name familyName, email email", "s.line"),
                        new Target("teachers", "number identifier, name familyName, email email", "s.line"),
                        new Target("departures", "student_number enabledUser, state enabledUser", "s.line")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static RosterSheet demographics() {
        Target target = new Target("profiles", "student_number sourcedId, date_of_birth birthDate", "s.line");
        return new RosterSheet(
                RosterFile.DEMOGRAPHICS,
                columns(List.of(
                        Column.optional("birthDate", Rules.orNone(Rules::date)).as("date"))),
                List.of(),
                List.of(refusals(RosterFile.DEMOGRAPHICS, target)),
                List.of("SELECT line, is_new FROM changed_profiles"),
                List.of());
    }

    private static RosterSheet enrollments() {
        return sheet(
                RosterFile.ENROLLMENTS,
                List.of(
                        id("classSourcedId"),
                        id("userSourcedId"),
                        Column.required(
                                "role",
                                Rules.matching("student|teacher", WORD_LENGTH, "a role: send student or teacher")),
                        Column.optional("beginDate", Rules.orNone(Rules::date)).as("date"),
                        Column.optional("endDate", Rules.orNone(Rules::date)).as("date")),
                """
                SELECT e.line, i.sourcedid, e.noun,
                  CASE e.noun WHEN 7 THEN s.id WHEN 8 THEN c.id WHEN 9 THEN m.id ELSE h.id END AS row_id,
                  CASE e.noun WHEN 7 THEN c.id WHEN 9 THEN 0 ELSE t.id END AS other_id
                FROM roster_enrollments e
                JOIN import_roster_enrollments i USING (line)
                LEFT JOIN courses c ON e.noun IN (7, 8) AND c.code = e.code
                LEFT JOIN classes h ON e.noun IN (9, 10) AND h.code = e.code
                LEFT JOIN students s ON e.noun IN (7, 9) AND s.number = e.number
                LEFT JOIN teachers t ON e.noun IN (8, 10) AND t.number = e.number
                LEFT JOIN class_members m ON e.noun = 9 AND m.class_id = h.id AND m.student_id = s.id
                  AND (m.left_on IS NULL AND (i.enddate <= (now() AT TIME ZONE 'UTC')::date) IS NOT TRUE OR m.left_on = i.enddate AND m.joined_on = i.begindate)
                WHERE CASE e.noun
                  WHEN 7 THEN EXISTS (SELECT FROM student_courses x WHERE x.student_id = s.id AND x.course_id = c.id)
                  WHEN 8 THEN EXISTS (SELECT FROM course_teachers x WHERE x.course_id = c.id AND x.teacher_id = t.id)
                  WHEN 9 THEN m.id IS NOT NULL
                  ELSE EXISTS (SELECT FROM class_teachers x WHERE x.class_id = h.id AND x.teacher_id = t.id) END""",
                List.of(
                        new Target(
                                "enrollments",
                                "student_number userSourcedId, course_code classSourcedId, enrolled_at beginDate, withdrawn_at endDate",
                                "s.line"),
                        new Target(
                                "class_members",
                                "student_number userSourcedId, class_code classSourcedId, joined_on beginDate, left_on endDate",
                                "s.line"),
                        new Target(
                                "class_teachers", "teacher_number userSourcedId, class_code classSourcedId", "s.line")),
                List.of("course_teachers"),
                List.of(
                        """
                        UPDATE import_roster_enrollments i SET refused_column = 'userSourcedId', reason = format('"%s" is on line %s already, of the same class', i.usersourcedid, earlier.line)
                        FROM roster_enrollments e JOIN (
                          SELECT code, number, min(line) AS line FROM roster_enrollments WHERE noun = 8 GROUP BY code, number HAVING count(*) > 1
                        ) earlier USING (code, number)
                        WHERE i.reason IS NULL AND e.noun = 8 AND e.line = i.line AND i.line > earlier.line""",
                        refuseTaught("classSourcedId", CourseSheet.KEY.refuseUnknown("roster_taught", "code")),
                        refuseTaught("userSourcedId", TeacherSheet.KEY.refuseUnknown("roster_taught", "number"))),
                List.of("""
                        SELECT e.line, true AS is_new FROM roster_enrollments e JOIN import_roster_enrollments i USING (line)
                        WHERE e.noun = 8 AND i.reason IS NULL AND NOT EXISTS (
                          SELECT FROM course_teachers x JOIN courses c ON c.id = x.course_id JOIN teachers t ON t.id = x.teacher_id
                          WHERE c.code = e.code AND t.number = e.number)"""),
                List.of("""
                        INSERT INTO course_teachers (course_id, teacher_id)
                        SELECT c.id, t.id
                        FROM roster_enrollments e JOIN import_roster_enrollments i USING (line)
                        JOIN courses c ON c.code = e.code JOIN teachers t ON t.number = e.number
                        WHERE e.noun = 8 AND i.reason IS NULL ORDER BY c.id, t.id
                        ON CONFLICT DO NOTHING"""));
    }

    /** Who teaches is in no sheet of a feature, and refused as they would refuse it. */
    private static String refuseTaught(String column, String refuse) {
        return """
                CREATE TEMP TABLE import_roster_taught AS
                SELECT e.line, e.code, e.number, NULL::text AS refused_column, NULL::text AS reason
                FROM roster_enrollments e JOIN import_roster_enrollments i USING (line) WHERE e.noun = 8 AND i.reason IS NULL;
                %s;
                UPDATE import_roster_enrollments i SET refused_column = '%s', reason = s.reason
                FROM import_roster_taught s WHERE s.line = i.line AND s.reason IS NOT NULL;
                DROP TABLE import_roster_taught""".formatted(refuse, column);
    }

    private static RosterSheet categories() {
        return sheet(
                RosterFile.CATEGORIES,
                List.of(Column.required("title", rule(new TestSheet(), "category"))),
                """
                SELECT i.line, i.sourcedid, 11 AS noun, coalesce(c.id, k.id) AS row_id, 0::bigint AS other_id
                FROM import_roster_categories i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN test_categories c ON k.id IS NULL AND c.title = i.title
                WHERE coalesce(c.id, k.id) IS NOT NULL""",
                List.of(),
                List.of("test_categories"),
                List.of(),
                List.of("""
                        SELECT i.line, false AS is_new FROM import_roster_categories i
                        JOIN roster_known k ON k.sourced_id = i.sourcedid JOIN test_categories c ON c.id = k.id
                        WHERE i.reason IS NULL AND c.title <> i.title"""),
                List.of("""
                        UPDATE test_categories c SET title = i.title
                        FROM import_roster_categories i JOIN roster_known k ON k.sourced_id = i.sourcedid
                        WHERE i.reason IS NULL AND c.id = k.id AND c.title <> i.title""", """
                        INSERT INTO test_categories (title)
                        SELECT i.title FROM import_roster_categories i
                        WHERE i.reason IS NULL AND NOT EXISTS (SELECT FROM roster_known k WHERE k.sourced_id = i.sourcedid)
                        ORDER BY i.line
                        ON CONFLICT (title) DO NOTHING"""));
    }

    private static RosterSheet lineItems() {
        return sheet(
                RosterFile.LINE_ITEMS,
                List.of(
                        Column.required("title", rule(new TestSheet(), "title")),
                        day("dueDate"),
                        id("classSourcedId"),
                        id("categorySourcedId"),
                        Column.optional(
                                        "resultValueMin",
                                        Rules.orNone(
                                                Rules.matching("[0-9]{1,5}(?:[.][0-9]{1,2})?", 8, "a number: send 0")))
                                .as("numeric"),
                        Column.required("resultValueMax", rule(new TestSheet(), "maximum"))
                                .as("numeric")),
                """
                SELECT r.line, r.sourcedid, 12 AS noun, t.id AS row_id, 0::bigint AS other_id
                FROM roster_items r JOIN tests t ON t.code = r.code WHERE r.line IS NOT NULL""",
                List.of(new Target(
                        "tests",
                        "code sourcedId, title title, category categorySourcedId, held_on dueDate, maximum resultValueMax, course classSourcedId, class classSourcedId",
                        "s.line")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static RosterSheet scoreScales() {
        String now = RosterFile.SCORE_SCALES.value("scoreScaleValue");
        return sheet(
                RosterFile.SCORE_SCALES,
                List.of(
                        id("classSourcedId"),
                        Column.required(
                                "scoreScaleValue",
                                Rules.matching("\\{.*", LIST_LENGTH, "a list of grades like {A:90},{F:0}"))),
                """
                SELECT i.line, i.sourcedid, 14 AS noun, coalesce(c.id, h.id) AS row_id, r.noun::bigint AS other_id
                FROM import_roster_scorescales i
                JOIN roster_classes r ON r.sourcedid = i.classsourcedid
                LEFT JOIN courses c ON r.noun = 5 AND c.code = r.code
                LEFT JOIN classes h ON r.noun = 6 AND h.code = r.code
                WHERE coalesce(c.id, h.id) IS NOT NULL""",
                List.of(),
                List.of("settings"),
                List.of(),
                List.of(
                        "SELECT min(line) AS line, false AS is_new FROM import_roster_scorescales WHERE reason IS NULL AND scorescalevalue <> "
                                + now + " HAVING count(*) > 0"),
                List.of("""
                        INSERT INTO settings (name, value)
                        SELECT 'grade_scale', jsonb_agg(jsonb_build_object('lowest', trim_scale(lowest), 'grade', grade) ORDER BY lowest DESC)
                        FROM roster_steps
                        WHERE EXISTS (SELECT FROM import_roster_scorescales WHERE reason IS NULL AND scorescalevalue <> %s)
                        HAVING count(*) > 0
                        ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value""".formatted(now)));
    }

    /** A mark that is new has the day of the line; the sheet of the marks would give it this one. */
    private static RosterSheet results() {
        return sheet(
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
                        Column.required("score", rule(new MarkSheet(), "score")).as("numeric"),
                        Column.optional("scoreDate", Rules.orNone(Rules::date)).as("date"),
                        Column.optional("comment", rule(new MarkSheet(), "remark"))),
                """
                SELECT i.line, i.sourcedid, 13 AS noun, t.id AS row_id, s.id AS other_id
                FROM import_roster_results i
                JOIN roster_items r ON r.sourcedid = i.lineitemsourcedid
                JOIN roster_people p ON p.sourcedid = i.studentsourcedid
                JOIN tests t ON t.code = r.code
                JOIN students s ON s.number = p.number
                JOIN marks m ON m.test_id = t.id AND m.student_id = s.id""",
                List.of(new Target(
                        "marks",
                        "test lineItemSourcedId, student_number studentSourcedId, score score, remark comment",
                        "s.line")),
                List.of(),
                List.of("""
                        INSERT INTO roster_marks (line, is_new, test, student_number, state, score, remark)
                        SELECT line, is_new, test, student_number, state, score, remark FROM changed_marks WHERE is_new;
                        DELETE FROM changed_marks WHERE is_new"""),
                List.of("SELECT line, is_new FROM roster_marks"),
                List.of("""
                        INSERT INTO marks (test_id, student_id, state, score, maximum, remark, updated_at)
                        SELECT t.id, s.id, n.state, n.score, t.maximum, n.remark,
                          least(coalesce(i.scoredate::timestamp AT TIME ZONE 'UTC', now()), now())
                        FROM roster_marks n
                        JOIN import_roster_results i USING (line)
                        JOIN tests t ON t.code = n.test
                        JOIN students s ON s.number = n.student_number
                        ORDER BY t.id, s.id"""));
    }

    /** What is derived from other records, or is material without what it is about, is read, and nothing of it is kept. */
    private static RosterSheet told(RosterFile file, List<Column> columns) {
        return new RosterSheet(
                file,
                columns(columns),
                List.of(),
                List.of(),
                List.of("SELECT 0::bigint AS line, false AS is_new WHERE false"),
                List.of());
    }

    /** @param rows the stored row of each line that has one, with the line, its sourcedId, noun, row_id and other_id */
    private static RosterSheet sheet(
            RosterFile file,
            List<Column> columns,
            String rows,
            List<Target> targets,
            List<String> locked,
            List<String> ownChecks,
            List<String> ownChanges,
            List<String> ownStores) {
        String table = "import_" + RosterSheet.name(file);
        List<String> checks = new ArrayList<>();
        targets.forEach(target -> checks.add(refusals(file, target)));
        checks.addAll(ownChecks);
        checks.add("""
                UPDATE %s i SET refused_column = 'sourcedId', reason = 'is that of another record here: what it is known by does not change'
                FROM roster_known k
                WHERE i.reason IS NULL AND k.sourced_id = i.sourcedid
                  AND NOT EXISTS (SELECT FROM (%s) r WHERE r.line = i.line AND r.noun = k.noun AND r.row_id = k.id AND r.other_id = k.other_id)""".formatted(table, rows));
        checks.add("""
                UPDATE %s i SET refused_column = 'sourcedId', reason = format('is not "%%s", which this record has here', g.sourced_id)
                FROM (%s) r JOIN sourced_ids g ON g.noun = r.noun AND g.row_id = r.row_id AND g.other_id = r.other_id
                WHERE i.reason IS NULL AND r.line = i.line AND g.sourced_id <> i.sourcedid""".formatted(table, rows));
        List<String> changes = new ArrayList<>(ownChanges);
        targets.forEach(target -> changes.add(
                "SELECT %s AS line, s.is_new FROM changed_%s s WHERE %1$s > 0".formatted(target.lines, target.sheet)));
        changes.add("""
                SELECT i.line, r.line IS NULL FROM %s i LEFT JOIN (%s) r USING (line)
                WHERE i.reason IS NULL AND NOT EXISTS (SELECT FROM roster_known k WHERE k.sourced_id = i.sourcedid)""".formatted(table, rows));
        List<String> stores = new ArrayList<>(ownStores);
        // of what is gone, for what has come in its place
        stores.add("""
                UPDATE sourced_ids s SET row_id = r.row_id, other_id = r.other_id
                FROM (%s) r JOIN %s i USING (line)
                WHERE i.reason IS NULL AND s.sourced_id = r.sourcedid AND s.noun = r.noun
                  AND (s.row_id, s.other_id) <> (r.row_id, r.other_id)""".formatted(rows, table));
        stores.add("""
                INSERT INTO sourced_ids (sourced_id, noun, row_id, other_id)
                SELECT r.sourcedid, r.noun, r.row_id, r.other_id FROM (%s) r JOIN %s i USING (line)
                WHERE i.reason IS NULL AND r.sourcedid <> %s
                ON CONFLICT DO NOTHING""".formatted(rows, table, SourcedId.sql("r.noun", "r.row_id", "r.other_id")));
        return new RosterSheet(file, columns(columns), locked, checks, changes, stores);
    }

    private static String refusals(RosterFile file, Target target) {
        StringBuilder columns = new StringBuilder();
        Arrays.stream(target.columns.split(", "))
                .map(pair -> pair.split(" "))
                .forEach(pair -> columns.append(" WHEN '%s' THEN '%s'".formatted(pair[0], pair[1])));
        return """
                UPDATE import_%s i SET refused_column = CASE s.refused_column%s END, reason = s.reason
                FROM import_%s s WHERE i.reason IS NULL AND s.reason IS NOT NULL AND %s = i.line""".formatted(RosterSheet.name(file), columns, target.sheet, target.lines);
    }

    private static List<Column> columns(List<Column> own) {
        List<Column> columns = new ArrayList<>();
        columns.add(id("sourcedId"));
        columns.add(Column.optional(
                "status", Rules.orNone(Rules.matching("active", WORD_LENGTH, "active: an import deletes nothing"))));
        columns.addAll(own);
        return columns;
    }

    private static Column id(String name) {
        return Column.required(name, RosterSheet.UUID).as(RosterSheet.TYPE);
    }

    private static Column idOrNone(String name) {
        return Column.optional(name, Rules.orNone(RosterSheet.UUID)).as(RosterSheet.TYPE);
    }

    private static Column day(String name) {
        return Column.required(name, Rules::date).as("date");
    }

    private static Column word(String name) {
        return Column.required(name, Rules.name(NAME_LENGTH));
    }

    /** The rule of a feature's column. */
    private static Column.Rule rule(Sheet sheet, String column) {
        return sheet.columns().stream()
                .filter(known -> known.name().equals(column))
                .findFirst()
                .orElseThrow()
                .rule();
    }
}
