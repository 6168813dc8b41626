package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.RosterColumns.WORD_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.id;
import static org.studentmanagement.oneroster.RosterColumns.rule;
import static org.studentmanagement.oneroster.RosterLines.TODAY;
import static org.studentmanagement.oneroster.RosterLines.refuseUnknown;

import java.util.List;
import java.util.Set;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.enrollment.EnrollmentSheet;
import org.studentmanagement.people.TeacherSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;

/** Who takes and teaches what. */
final class EnrollmentFiles {
    private static final String COMPLETED_ON = "metadata.completedOn";
    private static final String RESULT = "metadata.result";

    /** The stored row of each line that has one. What is over has none, but for a course that is completed, and who was in a class. */
    private static final String ROWS = """
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
                  AND ((m.left_on <= %s) IS NOT TRUE AND NOT e.over OR m.left_on = i.enddate AND m.joined_on = i.begindate)
                WHERE CASE e.noun
                  WHEN 7 THEN EXISTS (
                    SELECT FROM student_courses x WHERE x.student_id = s.id AND x.course_id = c.id AND (NOT e.over OR x.completed_on IS NOT NULL))
                  WHEN 8 THEN EXISTS (SELECT FROM course_teachers x WHERE x.course_id = c.id AND x.teacher_id = t.id)
                  WHEN 9 THEN m.id IS NOT NULL
                  ELSE EXISTS (SELECT FROM class_teachers x WHERE x.class_id = h.id AND x.teacher_id = t.id) END""".formatted(TODAY);

    private static final String WITH_ROWS = " FROM (" + ROWS
            + ") r JOIN import_roster_enrollments i USING (line) JOIN roster_enrollments e USING (line)";

    /** Memberships {@code m} that end on another day than their line says, which may be one to come. */
    private static final String OTHER_END =
            " WHERE r.noun = 9 AND NOT e.over AND i.reason IS NULL AND m.id = r.row_id AND m.left_on IS DISTINCT FROM i.enddate";

    private EnrollmentFiles() {}

    static RosterSheet enrollments() {
        return new KeptFile(
                        RosterFile.ENROLLMENTS,
                        List.of(
                                id("classSourcedId"),
                                id("userSourcedId"),
                                Column.required(
                                        "role",
                                        Rules.matching(
                                                "student|teacher", WORD_LENGTH, "a role: send student or teacher")),
                                Column.optional("beginDate", Rules.orNone(Rules::date))
                                        .as("date"),
                                Column.optional("endDate", Rules.orNone(Rules::date))
                                        .as("date"),
                                Column.optional("completed_on", Rules.orNone(Rules::date))
                                        .as("date")
                                        .called(COMPLETED_ON),
                                Column.optional("result", rule(new EnrollmentSheet(), "result"))
                                        .called(RESULT)),
                        ROWS)
                .storedBy(
                        "enrollments",
                        "student_number userSourcedId, course_code classSourcedId, enrolled_at beginDate, withdrawn_at endDate, completed_on metadata.completedOn, result metadata.result",
                        "s.line")
                .storedBy(
                        "class_members",
                        "student_number userSourcedId, class_code classSourcedId, joined_on beginDate, left_on endDate",
                        "s.line")
                .storedBy("class_teachers", "teacher_number userSourcedId, class_code classSourcedId", "s.line")
                .locks("course_teachers")
                .countedWhere("(i.enddate <= " + TODAY + ") IS NOT TRUE")
                .checks(
                        """
                        UPDATE import_roster_enrollments i SET refused_column = 'userSourcedId', reason = format('"%s" is on line %s already, of the same class', i.usersourcedid, earlier.line)
                        FROM roster_enrollments e JOIN (
                          SELECT code, number, min(line) AS line FROM roster_enrollments WHERE noun = 8 GROUP BY code, number HAVING count(*) > 1
                        ) earlier USING (code, number)
                        WHERE i.reason IS NULL AND e.noun = 8 AND e.line = i.line AND i.line > earlier.line""",
                        refuseTaught("classSourcedId", CourseSheet.KEY.refuseUnknown("roster_taught", "code")),
                        refuseTaught("userSourcedId", TeacherSheet.KEY.refuseUnknown("roster_taught", "number")))
                .changes("SELECT r.line, false AS is_new" + WITH_ROWS + " CROSS JOIN class_members m" + OTHER_END, """
                        SELECT e.line, true AS is_new FROM roster_enrollments e JOIN import_roster_enrollments i USING (line)
                        WHERE e.noun = 8 AND i.reason IS NULL AND NOT EXISTS (
                          SELECT FROM course_teachers x JOIN courses c ON c.id = x.course_id JOIN teachers t ON t.id = x.teacher_id
                          WHERE c.code = e.code AND t.number = e.number)""")
                .stores("UPDATE class_members m SET left_on = i.enddate" + WITH_ROWS + OTHER_END, """
                        INSERT INTO course_teachers (course_id, teacher_id)
                        SELECT c.id, t.id
                        FROM roster_enrollments e JOIN import_roster_enrollments i USING (line)
                        JOIN courses c ON c.code = e.code JOIN teachers t ON t.number = e.number
                        WHERE e.noun = 8 AND i.reason IS NULL ORDER BY c.id, t.id
                        ON CONFLICT DO NOTHING""")
                .sheet();
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

    /**
     * A day that is stored with its time stays. What is over by its line and known here is taken aside by {@link RosterDeletions}: the
     * others are of the past, unless that is known, too, or a course is completed.
     *
     * @param given the columns that the file has
     */
    static List<String> translation(Set<String> given) {
        return List.of(
                refuseUnknown(RosterFile.ENROLLMENTS, "classSourcedId", "roster_classes", "class"),
                refuseUnknown(RosterFile.ENROLLMENTS, "userSourcedId", "roster_people", "user"),
                """
                CREATE TEMP TABLE roster_enrollments AS
                SELECT i.line, CASE c.noun WHEN 5 THEN 7 ELSE 9 END + CASE p.noun WHEN 2 THEN 1 ELSE 0 END AS noun, c.code, p.number,
                  (i.enddate <= %s) IS TRUE AS over
                FROM import_roster_enrollments i
                JOIN roster_classes c ON c.sourcedid = i.classsourcedid
                JOIN roster_people p ON p.sourcedid = i.usersourcedid
                WHERE i.reason IS NULL""".formatted(TODAY),
                "CREATE INDEX ON roster_enrollments (line)",
                "ANALYZE roster_enrollments",
                """
                UPDATE import_roster_enrollments i SET refused_column = 'role', reason = 'is not what the user is by roles.csv'
                FROM roster_enrollments e
                WHERE i.reason IS NULL AND e.line = i.line AND i.role <> CASE WHEN e.noun IN (7, 9) THEN 'student' ELSE 'teacher' END""",
                "DELETE FROM roster_enrollments e USING import_roster_enrollments i WHERE i.line = e.line AND i.reason IS NOT NULL",
                // nobody keeps who taught what
                "DELETE FROM roster_enrollments WHERE over AND noun IN (8, 10)",
                """
                INSERT INTO import_enrollments (line, student_number, course_code, enrolled_at, withdrawn_at, completed_on, result)
                SELECT i.line, e.number, e.code,
                  CASE WHEN s.student_id IS NOT NULL AND NOT e.over
                      AND coalesce((s.enrolled_at AT TIME ZONE 'UTC')::date = i.begindate, i.begindate IS NULL) THEN NULL
                    ELSE coalesce(i.begindate::timestamp AT TIME ZONE 'UTC', '-infinity') END,
                  CASE WHEN e.over THEN i.enddate::timestamp AT TIME ZONE 'UTC' END,
                  CASE WHEN NOT e.over THEN %s END, CASE WHEN NOT e.over THEN %s END
                FROM import_roster_enrollments i JOIN roster_enrollments e USING (line)
                LEFT JOIN (
                  SELECT st.number, co.code, x.student_id, x.enrolled_at, x.completed_on, x.result FROM student_courses x
                  JOIN students st ON st.id = x.student_id JOIN courses co ON co.id = x.course_id
                ) s ON s.number = e.number AND s.code = e.code
                WHERE e.noun = 7 AND NOT (e.over AND (s.completed_on IS NOT NULL OR EXISTS (
                  SELECT FROM students st, courses co, enrollment_events w
                  WHERE st.number = e.number AND co.code = e.code AND w.student_id = st.id AND w.course_id = co.id AND w.kind = 'withdrawn'
                    AND i.sourcedid = %s)))
                ORDER BY i.line""".formatted(
                                given.contains("completed_on") ? "i.completed_on" : "s.completed_on",
                                given.contains("result") ? "i.result" : "s.result",
                                GivenSourcedId.sql("7", "st.id", "co.id")),
                """
                INSERT INTO import_class_members (line, student_number, class_code, joined_on, left_on)
                SELECT i.line, e.number, e.code, i.begindate, CASE WHEN e.over THEN i.enddate END
                FROM import_roster_enrollments i JOIN roster_enrollments e USING (line)
                WHERE e.noun = 9
                  AND NOT EXISTS (
                    SELECT FROM roster_known k JOIN class_members m ON m.id = k.id
                    WHERE k.noun = 9 AND k.sourced_id = i.sourcedid AND num_nonnulls(i.enddate, m.left_on) > 0)
                  AND NOT (e.over AND EXISTS (
                    SELECT FROM students st, classes h, class_members m
                    WHERE st.number = e.number AND h.code = e.code AND m.student_id = st.id AND m.class_id = h.id AND m.left_on IS NOT NULL
                      AND i.sourcedid = %s))
                ORDER BY i.line""".formatted(GivenSourcedId.sql("9", "m.id", "0")),
                """
                INSERT INTO import_class_teachers (line, class_code, teacher_number)
                SELECT line, code, number FROM roster_enrollments WHERE noun = 10 ORDER BY line""");
    }
}
