package org.studentmanagement.oneroster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that {@code roster_gone} has: which may not be deleted, how the school is without them, and how they are deleted. A rule is that
 * of the API: what it refuses to delete is refused here, on its line.
 */
final class GoneRows {
    private static final String OF = "g.reason IS NULL AND g.kind = '%s' AND g.noun = %d";

    private static final String STUDENT = OF.formatted("users", 1);
    private static final String TEACHER = OF.formatted("users", 2);
    private static final String TERM = OF.formatted("academicSessions", 3);
    private static final String COURSE = OF.formatted("courses", 4);
    private static final String HELD = OF.formatted("classes", 5);
    private static final String HOMEROOM = OF.formatted("classes", 6);
    private static final String TAKES = OF.formatted("enrollments", 7);
    private static final String TEACHES = OF.formatted("enrollments", 8);
    private static final String BELONGS = OF.formatted("enrollments", 9);
    private static final String LEADS = OF.formatted("enrollments", 10);
    private static final String CATEGORY = OF.formatted("categories", 11);
    private static final String TEST = OF.formatted("lineItems", 12);
    private static final String MARK = OF.formatted("results", 13);
    private static final String MATERIAL = OF.formatted("resources", 15);
    private static final String BORN = OF.formatted("demographics", 1);

    /** The day on which a membership ends that goes: none is to come, nor before the first. */
    private static final String LEFT_ON =
            "greatest(m.joined_on, least(coalesce(g.ends, %1$s), %1$s))".formatted(RosterLines.TODAY);

    private static final String NO_TEST_OF = "DELETE FROM test_categories c USING roster_gone g WHERE " + CATEGORY
            + " AND g.id = c.id AND NOT EXISTS (SELECT FROM tests t WHERE t.category = c.title)";

    private static final String NOTHING_IN = "DELETE FROM terms t USING roster_gone g WHERE " + TERM
            + " AND g.id = t.id AND NOT EXISTS (SELECT FROM courses c WHERE c.term_id = t.id)"
            + " AND NOT EXISTS (SELECT FROM classes c WHERE c.term_id = t.id)"
            + " AND NOT EXISTS (SELECT FROM terms c WHERE c.parent_id = t.id)";

    /** Grading periods, then terms, then years. */
    private static final String NO_TERMS = String.join("; ", NOTHING_IN, NOTHING_IN, NOTHING_IN);

    /** Of each table the rows that stay; {@code {schema}} has the table. */
    static final Map<String, String> VIEWS = new LinkedHashMap<>();

    static {
        VIEWS.put("students", but("students", STUDENT + " AND g.id = t.id"));
        VIEWS.put("teachers", but("teachers", TEACHER + " AND g.id = t.id"));
        VIEWS.put("terms", but("terms", TERM + " AND g.id = t.id"));
        VIEWS.put("courses", but("courses", COURSE + " AND g.id = t.id", HELD + " AND g.id = t.id"));
        VIEWS.put("classes", but("classes", HOMEROOM + " AND g.id = t.id"));
        VIEWS.put("test_categories", but("test_categories", CATEGORY + " AND g.id = t.id"));
        VIEWS.put("tests", but("tests", TEST + " AND g.id = t.id"));
        VIEWS.put("materials", but("materials", MATERIAL + " AND g.id = t.id"));
        VIEWS.put("marks", but("marks", MARK + " AND g.id = t.test_id AND g.other_id = t.student_id"));
        VIEWS.put(
                "student_courses",
                but(
                        "student_courses",
                        TAKES + " AND g.id = t.student_id AND g.other_id = t.course_id",
                        STUDENT + " AND g.id = t.student_id AND t.completed_on IS NULL"));
        VIEWS.put("waitlist_entries", but("waitlist_entries", STUDENT + " AND g.id = t.student_id"));
        VIEWS.put(
                "course_teachers",
                but("course_teachers", TEACHES + " AND g.id = t.course_id AND g.other_id = t.teacher_id"));
        VIEWS.put(
                "class_teachers",
                but("class_teachers", LEADS + " AND g.id = t.class_id AND g.other_id = t.teacher_id"));
        VIEWS.put("class_members", """
                SELECT m.id, m.class_id, m.student_id, m.roll_number, m.joined_on, CASE WHEN g.line IS NULL THEN m.left_on ELSE %s END AS left_on
                FROM {schema}.class_members m LEFT JOIN roster_gone g ON %s AND g.id = m.id
                WHERE NOT EXISTS (SELECT FROM roster_gone g WHERE %s AND g.id = m.student_id)""".formatted(LEFT_ON, BELONGS, STUDENT));
        // the seats that were taken, but for those that are freed
        VIEWS.put("course_seats", """
                SELECT s.course_id, s.capacity, s.taken - (
                  SELECT count(*) FROM {schema}.student_courses e WHERE e.course_id = s.course_id AND NOT e.over_capacity
                    AND NOT EXISTS (SELECT FROM student_courses t WHERE t.student_id = e.student_id AND t.course_id = e.course_id)) AS taken
                FROM {schema}.course_seats s""");
    }

    /** What the rows refer to comes after them; a term or a category that something leaves behind goes at the end. */
    static final List<String> DELETES = List.of(
            "DELETE FROM marks m USING roster_gone g WHERE " + MARK
                    + " AND g.id = m.test_id AND g.other_id = m.student_id",
            "DELETE FROM materials m USING roster_gone g WHERE " + MATERIAL + " AND g.id = m.id",
            "DELETE FROM tests t USING roster_gone g WHERE " + TEST + " AND g.id = t.id",
            "DELETE FROM student_courses e USING roster_gone g WHERE " + TAKES
                    + " AND g.id = e.student_id AND g.other_id = e.course_id",
            "DELETE FROM student_courses e USING roster_gone g WHERE " + STUDENT + " AND g.id = e.student_id",
            "DELETE FROM waitlist_entries w USING roster_gone g WHERE " + STUDENT + " AND g.id = w.student_id",
            "DELETE FROM course_teachers t USING roster_gone g WHERE " + TEACHES
                    + " AND g.id = t.course_id AND g.other_id = t.teacher_id",
            "DELETE FROM class_teachers t USING roster_gone g WHERE " + LEADS
                    + " AND g.id = t.class_id AND g.other_id = t.teacher_id",
            "UPDATE class_members m SET left_on = %s FROM roster_gone g WHERE %s AND g.id = m.id"
                    .formatted(LEFT_ON, BELONGS),
            "UPDATE profiles p SET date_of_birth = NULL FROM roster_gone g WHERE " + BORN + " AND g.id = p.student_id",
            "DELETE FROM students s USING roster_gone g WHERE " + STUDENT + " AND g.id = s.id",
            "DELETE FROM teachers t USING roster_gone g WHERE " + TEACHER + " AND g.id = t.id",
            "DELETE FROM courses c WHERE c.id IN (SELECT g.id FROM roster_gone g WHERE " + COURSE
                    + " UNION SELECT g.id FROM roster_gone g WHERE " + HELD + ")",
            "DELETE FROM classes c USING roster_gone g WHERE " + HOMEROOM + " AND g.id = c.id",
            NO_TEST_OF,
            // another one may have its title before its tests have another one
            "UPDATE test_categories c SET title = g.sourced_id::text FROM roster_gone g WHERE " + CATEGORY
                    + " AND g.id = c.id",
            NO_TERMS);

    private GoneRows() {}

    /** Categories, once tests have another one; that of a test whose line is refused stays. */
    static String emptiedCategories() {
        return NO_TEST_OF + "; UPDATE test_categories c SET title = o.title FROM roster_titles o WHERE o.id = c.id"
                + " AND NOT EXISTS (SELECT FROM test_categories t WHERE t.title = o.title)";
    }

    /** Terms, once courses and classes are in another one. */
    static String emptiedTerms() {
        return NO_TERMS;
    }

    /** What is refused whatever else goes, while the tables still have what does; by their titles tests have categories. */
    static List<String> refuseByThemselves() {
        return List.of(
                "CREATE TEMP TABLE roster_titles AS SELECT c.id, c.title FROM test_categories c JOIN roster_gone g ON g.id = c.id WHERE "
                        + CATEGORY,
                refuse(OF.formatted("orgs", 0), "'is the school, which stays'", "true"),
                refuse(TERM, "'stands for courses that are held in no term, and stays'", "g.id = 0"),
                refuse(COURSE, "'stands for the course of all homerooms, and stays'", "g.id = 0"),
                refuse(
                        TAKES,
                        "'the course is completed: reopen it first'",
                        "EXISTS (SELECT FROM student_courses e WHERE e.student_id = g.id AND e.course_id = g.other_id AND e.completed_on IS NOT NULL)"),
                refuse(
                        HELD,
                        "format('is that of a course which is on line %s of courses.csv as active: a course and its class are one here', a.line)",
                        "a.id = g.id",
                        """
                        (SELECT k.id, i.line FROM import_roster_courses i JOIN roster_known k ON k.sourced_id = i.sourcedid AND k.kind = 'courses'
                         WHERE i.reason IS NULL) a"""));
    }

    /** What is refused as long as something that stays refers to it: each after what may refer to it and goes. */
    static List<String> refuseInUse() {
        return List.of(
                counted(TEST, "the test has marks: %s. Delete these first", "marks x WHERE x.test_id = g.id"),
                counted(
                        STUDENT,
                        "the student has marks: %s. Delete these first, or erase the student",
                        "marks x WHERE x.student_id = g.id"),
                counted(
                        STUDENT,
                        "the student has results of assessments: %s. Delete these first, or erase the student",
                        "assessment_results x WHERE x.student_id = g.id"),
                counted(
                        STUDENT,
                        "the student has completed courses: %s. Reopen and end these first, or erase the student",
                        "student_courses x WHERE x.student_id = g.id"),
                counted(
                        STUDENT,
                        "the student has fees and payments: %s. Who is in the books can be erased, not deleted",
                        "(SELECT student_id FROM fees UNION ALL SELECT student_id FROM payments) x WHERE x.student_id = g.id"),
                counted(
                        TEACHER,
                        "the teacher teaches courses and classes: %s. End that first",
                        "(SELECT teacher_id FROM course_teachers UNION ALL SELECT teacher_id FROM class_teachers) x WHERE x.teacher_id = g.id"),
                ofCourse(
                        "the course has enrollments: %s. End them first", "student_courses x WHERE x.course_id = g.id"),
                ofCourse("students wait for the course: %s", "waitlist_entries x WHERE x.course_id = g.id"),
                ofCourse("the course has tests: %s. Delete these first", "tests x WHERE x.course_id = g.id"),
                ofCourse(
                        "study materials are for the course: %s. Delete them, or give each another audience",
                        "materials x WHERE x.course_id = g.id"),
                ofCourse(
                        "the course is a prerequisite of others: %s",
                        "course_prerequisites x JOIN courses c ON c.id = x.course_id WHERE x.prerequisite_id = g.id"),
                counted(
                        HOMEROOM,
                        "the class has students, present and former: %s. It stays, as the record of where they were",
                        "class_members x WHERE x.class_id = g.id"),
                counted(HOMEROOM, "the class has tests: %s. Delete these first", "tests x WHERE x.class_id = g.id"),
                counted(
                        HOMEROOM,
                        "study materials are for the class: %s. Delete them, or give each another audience",
                        "materials x WHERE x.class_id = g.id"),
                counted(CATEGORY, "tests are of this category: %s. Give these another one first", """
                        tests x JOIN roster_titles c ON c.title = x.category
                        WHERE c.id = g.id AND NOT EXISTS (
                          SELECT FROM roster_known k JOIN import_roster_lineitems i ON i.sourcedid = k.sourced_id
                          WHERE k.kind = 'lineItems' AND k.id = x.id AND i.reason IS NULL AND i.categorysourcedid <> g.sourced_id)"""),
                counted(TERM, "courses, classes and terms are in it: %s. Send each another term first", """
                        (SELECT id, term_id, 'classes' AS kind, 5 AS noun FROM courses UNION ALL SELECT id, term_id, 'classes', 6 FROM classes
                         UNION ALL SELECT id, parent_id, 'academicSessions', 3 FROM terms) x
                        WHERE x.term_id = g.id AND NOT EXISTS (
                          SELECT FROM roster_known k
                          LEFT JOIN import_roster_classes c ON c.sourcedid = k.sourced_id AND c.reason IS NULL
                          LEFT JOIN import_roster_academicsessions s ON s.sourcedid = k.sourced_id AND s.reason IS NULL
                          WHERE k.kind = x.kind AND k.noun = x.noun AND k.id = x.id
                            AND (split_part(c.termsourcedids, ',', 1)::uuid <> g.sourced_id
                              OR s.line IS NOT NULL AND s.parentsourcedid IS DISTINCT FROM g.sourced_id))"""),
                refuse(
                        OF.formatted("scoreScales", 14),
                        "'is that of a class that stays: all have the grades of the school'",
                        "EXISTS (SELECT FROM courses c WHERE c.id = g.id AND g.other_id = 5 UNION ALL SELECT FROM classes c WHERE c.id = g.id AND g.other_id = 6)"));
    }

    private static String ofCourse(String reason, String rows) {
        return counted(COURSE, reason, rows) + "; " + counted(HELD, reason, rows);
    }

    /** @param rows what refers to it, behind FROM */
    private static String counted(String which, String reason, String rows) {
        return refuse(
                which,
                "format('" + reason + "', n.number)",
                "n.number > 0 AND (n.kind, n.line) = (g.kind, g.line)",
                "(SELECT g.kind, g.line, (SELECT count(*) FROM " + rows + ") AS number FROM roster_gone g WHERE "
                        + which + ") n");
    }

    private static String refuse(String which, String reason, String where, String... from) {
        return "UPDATE roster_gone g SET refused_column = 'status', reason = %s%s WHERE %s AND %s"
                .formatted(reason, from.length == 0 ? "" : " FROM " + String.join(", ", from), which, where);
    }

    private static String but(String table, String... gone) {
        StringBuilder rows = new StringBuilder("SELECT t.* FROM {schema}." + table + " t WHERE true");
        for (String which : gone) {
            rows.append(" AND NOT EXISTS (SELECT FROM roster_gone g WHERE ")
                    .append(which)
                    .append(')');
        }
        return rows.toString();
    }
}
