package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.RosterColumns.NAME_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.WORD_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.rule;
import static org.studentmanagement.oneroster.RosterLines.MADE_CODE;
import static org.studentmanagement.oneroster.RosterLines.TODAY;
import static org.studentmanagement.oneroster.RosterLines.refuse;
import static org.studentmanagement.oneroster.RosterLines.refuseUnknown;
import static org.studentmanagement.oneroster.RosterLines.said;

import java.util.List;
import org.studentmanagement.student.StudentSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;

/** Students and teachers. */
final class PeopleFiles {
    private PeopleFiles() {}

    static RosterSheet users() {
        return new KeptFile(
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
                WHERE r.line IS NOT NULL AND coalesce(s.id, t.id) IS NOT NULL""")
                .storedBy("students", "number identifier, name familyName, email email", "s.line")
                .storedBy("teachers", "number identifier, name familyName, email email", "s.line")
                .storedBy("departures", "student_number enabledUser, state enabledUser", "s.line")
                .sheet();
    }

    static RosterSheet demographics() {
        return new RosterSheet(
                RosterFile.DEMOGRAPHICS,
                RosterColumns.of(List.of(
                        Column.optional("birthDate", Rules.orNone(Rules::date)).as("date"))),
                List.of(),
                List.of(KeptFile.refusals(
                        RosterFile.DEMOGRAPHICS,
                        "profiles",
                        "student_number sourcedId, date_of_birth birthDate",
                        "s.line")),
                List.of("SELECT line, is_new FROM changed_profiles"),
                List.of());
    }

    static List<String> translation() {
        return List.of(
                """
                CREATE TEMP TABLE roster_people AS
                SELECT i.line, i.sourcedid, coalesce(r.noun, k.noun) AS noun, k.noun AS known_noun, coalesce(s.number, t.number) AS known_number,
                  coalesce(i.identifier, s.number, t.number, %s) AS number
                FROM import_roster_users i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN students s ON k.noun = 1 AND s.id = k.id
                LEFT JOIN teachers t ON k.noun = 2 AND t.id = k.id
                LEFT JOIN (
                  SELECT usersourcedid, CASE WHEN bool_or(role = 'student') THEN 1 WHEN bool_or(role = 'teacher') THEN 2 END AS noun
                  FROM import_roster_roles WHERE reason IS NULL GROUP BY usersourcedid
                ) r ON r.usersourcedid = i.sourcedid
                WHERE i.reason IS NULL
                UNION ALL
                SELECT NULL, k.sourced_id, k.noun, k.noun, coalesce(s.number, t.number), coalesce(s.number, t.number)
                FROM roster_known k
                LEFT JOIN students s ON k.noun = 1 AND s.id = k.id
                LEFT JOIN teachers t ON k.noun = 2 AND t.id = k.id
                WHERE k.kind = 'users' AND NOT EXISTS (SELECT FROM import_roster_users i WHERE i.sourcedid = k.sourced_id)""".formatted(MADE_CODE),
                "CREATE INDEX ON roster_people (sourcedid)",
                "CREATE INDEX ON roster_people (line)",
                "CREATE INDEX ON import_roster_enrollments (usersourcedid)",
                "ANALYZE roster_people",
                refuseUser(
                        "sourcedId",
                        said("is neither a student nor a teacher by roles.csv: nobody else is kept"),
                        "p.noun IS NULL"),
                refuseUser(
                        "sourcedId",
                        "format('is that of a %s: nobody becomes the other', CASE p.known_noun WHEN 1 THEN 'student' ELSE 'teacher' END)",
                        "p.noun <> p.known_noun"),
                refuseUser(
                        "identifier",
                        "format('is stored as \"%s\": an import changes no number', p.known_number)",
                        "p.number <> p.known_number"),
                refuseUser(
                        "familyName",
                        said("makes, with givenName, a name of more than 100 characters"),
                        "length(concat_ws(' ', i.givenname, i.familyname)) > 100"),
                refuseUser(
                        "email", said("is empty: a student has an e-mail address"), "p.noun = 1 AND i.email IS NULL"),
                refuseUser(
                        "enabledUser",
                        said("is false of a teacher: end what the teacher teaches"),
                        "p.noun = 2 AND i.enableduser = 'false'"),
                refuseUser(
                        "enabledUser",
                        said("is true, and the student has left school: take the departure back first"),
                        "i.enableduser = 'true' AND EXISTS (SELECT FROM students s JOIN departures d ON d.student_id = s.id"
                                + " WHERE p.noun = 1 AND s.number = p.number AND d.state = 'granted' AND d.leaves_on <= current_date)"),
                refuseUser(
                        "enabledUser",
                        said("is false, and enrollments.csv has the student in a class: end that first"),
                        """
                        p.noun = 1 AND i.enableduser = 'false'
                          AND EXISTS (
                            SELECT FROM import_roster_enrollments e
                            WHERE e.usersourcedid = i.sourcedid AND e.completed_on IS NULL AND (e.enddate <= %s) IS NOT TRUE)
                          AND NOT EXISTS (
                            SELECT FROM students s JOIN departures d ON d.student_id = s.id
                            WHERE s.number = p.number AND d.state = 'granted' AND d.leaves_on <= current_date)""".formatted(TODAY)),
                "DELETE FROM roster_people p USING import_roster_users i WHERE i.line = p.line AND i.reason IS NOT NULL",
                people("students", 1),
                people("teachers", 2),
                """
                INSERT INTO import_departures (line, student_number, leaves_on, reason_given, state)
                SELECT i.line, p.number, %s, 'Told by OneRoster', 'granted'
                FROM import_roster_users i JOIN roster_people p USING (line)
                WHERE p.noun = 1 AND i.enableduser = 'false' AND NOT EXISTS (
                  SELECT FROM students s JOIN departures d ON d.student_id = s.id
                  WHERE s.number = p.number AND d.state = 'granted' AND d.leaves_on <= current_date)
                ORDER BY i.line""".formatted(TODAY),
                refuseUnknown(RosterFile.ROLES, "userSourcedId", "roster_people", "user"),
                refuse(
                        RosterFile.DEMOGRAPHICS,
                        "sourcedId",
                        "format('there is no student with the sourcedId \"%s\", neither stored nor to be stored', i.sourcedid)",
                        "NOT EXISTS (SELECT FROM roster_people p WHERE p.sourcedid = i.sourcedid AND p.noun = 1)"),
                """
                INSERT INTO import_profiles (line, student_number, date_of_birth)
                SELECT i.line, p.number, i.birthdate
                FROM import_roster_demographics i JOIN roster_people p USING (sourcedid)
                WHERE i.reason IS NULL AND (i.birthdate IS NOT NULL OR EXISTS (
                  SELECT FROM students s JOIN profiles f ON f.student_id = s.id WHERE s.number = p.number))
                ORDER BY i.line""");
    }

    private static String refuseUser(String column, String reason, String where) {
        return """
                UPDATE import_roster_users i SET refused_column = '%s', reason = %s
                FROM roster_people p WHERE i.reason IS NULL AND p.line = i.line AND %s""".formatted(column, reason, where);
    }

    /** A name of one word is told as both. */
    private static String people(String sheet, int noun) {
        return """
                INSERT INTO import_%s (line, number, name, email)
                SELECT i.line, p.number,
                  CASE WHEN i.givenname = i.familyname THEN i.givenname ELSE i.givenname || ' ' || i.familyname END, i.email
                FROM import_roster_users i JOIN roster_people p USING (line)
                WHERE p.noun = %d ORDER BY i.line""".formatted(sheet, noun);
    }
}
