package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.RosterColumns.WORD_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.id;
import static org.studentmanagement.oneroster.RosterLines.TODAY;
import static org.studentmanagement.oneroster.RosterLines.refuse;
import static org.studentmanagement.oneroster.RosterLines.refuseUnknown;

import java.util.List;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.people.TeacherSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;

/** Who takes and teaches what. */
final class EnrollmentFiles {
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
                                        .as("date")),
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
                  ELSE EXISTS (SELECT FROM class_teachers x WHERE x.class_id = h.id AND x.teacher_id = t.id) END""")
                .storedBy(
                        "enrollments",
                        "student_number userSourcedId, course_code classSourcedId, enrolled_at beginDate, withdrawn_at endDate",
                        "s.line")
                .storedBy(
                        "class_members",
                        "student_number userSourcedId, class_code classSourcedId, joined_on beginDate, left_on endDate",
                        "s.line")
                .storedBy("class_teachers", "teacher_number userSourcedId, class_code classSourcedId", "s.line")
                .locks("course_teachers")
                .checks(
                        """
                        UPDATE import_roster_enrollments i SET refused_column = 'userSourcedId', reason = format('"%s" is on line %s already, of the same class', i.usersourcedid, earlier.line)
                        FROM roster_enrollments e JOIN (
                          SELECT code, number, min(line) AS line FROM roster_enrollments WHERE noun = 8 GROUP BY code, number HAVING count(*) > 1
                        ) earlier USING (code, number)
                        WHERE i.reason IS NULL AND e.noun = 8 AND e.line = i.line AND i.line > earlier.line""",
                        refuseTaught("classSourcedId", CourseSheet.KEY.refuseUnknown("roster_taught", "code")),
                        refuseTaught("userSourcedId", TeacherSheet.KEY.refuseUnknown("roster_taught", "number")))
                .changes("""
                        SELECT e.line, true AS is_new FROM roster_enrollments e JOIN import_roster_enrollments i USING (line)
                        WHERE e.noun = 8 AND i.reason IS NULL AND NOT EXISTS (
                          SELECT FROM course_teachers x JOIN courses c ON c.id = x.course_id JOIN teachers t ON t.id = x.teacher_id
                          WHERE c.code = e.code AND t.number = e.number)""")
                .stores("""
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

    /** A day that is stored with its time stays. */
    static List<String> translation() {
        return List.of(
                refuseUnknown(RosterFile.ENROLLMENTS, "classSourcedId", "roster_classes", "class"),
                refuseUnknown(RosterFile.ENROLLMENTS, "userSourcedId", "roster_people", "user"),
                """
                CREATE TEMP TABLE roster_enrollments AS
                SELECT i.line, CASE c.noun WHEN 5 THEN 7 ELSE 9 END + CASE p.noun WHEN 2 THEN 1 ELSE 0 END AS noun, c.code, p.number
                FROM import_roster_enrollments i
                JOIN roster_classes c ON c.sourcedid = i.classsourcedid
                JOIN roster_people p ON p.sourcedid = i.usersourcedid
                WHERE i.reason IS NULL""",
                "CREATE INDEX ON roster_enrollments (line)",
                "ANALYZE roster_enrollments",
                """
                UPDATE import_roster_enrollments i SET refused_column = 'role', reason = 'is not what the user is by roles.csv'
                FROM roster_enrollments e
                WHERE i.reason IS NULL AND e.line = i.line AND i.role <> CASE WHEN e.noun IN (7, 9) THEN 'student' ELSE 'teacher' END""",
                "DELETE FROM roster_enrollments e USING import_roster_enrollments i WHERE i.line = e.line AND i.reason IS NOT NULL",
                """
                INSERT INTO import_enrollments (line, student_number, course_code, enrolled_at, withdrawn_at)
                SELECT i.line, e.number, e.code,
                  CASE WHEN s.student_id IS NOT NULL AND (i.enddate <= %1$s) IS NOT TRUE
                      AND coalesce((s.enrolled_at AT TIME ZONE 'UTC')::date = i.begindate, i.begindate IS NULL) THEN NULL
                    ELSE coalesce(i.begindate::timestamp AT TIME ZONE 'UTC', '-infinity') END,
                  CASE WHEN i.enddate <= %1$s THEN i.enddate::timestamp AT TIME ZONE 'UTC' END
                FROM import_roster_enrollments i JOIN roster_enrollments e USING (line)
                LEFT JOIN (
                  SELECT st.number, co.code, x.student_id, x.enrolled_at FROM student_courses x
                  JOIN students st ON st.id = x.student_id JOIN courses co ON co.id = x.course_id
                ) s ON s.number = e.number AND s.code = e.code
                WHERE e.noun = 7 ORDER BY i.line""".formatted(TODAY),
                """
                INSERT INTO import_class_members (line, student_number, class_code, joined_on, left_on)
                SELECT i.line, e.number, e.code, i.begindate, CASE WHEN i.enddate <= %s THEN i.enddate END
                FROM import_roster_enrollments i JOIN roster_enrollments e USING (line)
                WHERE e.noun = 9 ORDER BY i.line""".formatted(TODAY),
                """
                INSERT INTO import_class_teachers (line, class_code, teacher_number)
                SELECT line, code, number FROM roster_enrollments WHERE noun = 10 ORDER BY line""");
    }
}
