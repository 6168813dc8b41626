package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.RosterColumns.NAME_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.WORD_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.day;
import static org.studentmanagement.oneroster.RosterColumns.idOrNone;
import static org.studentmanagement.oneroster.RosterLines.MADE_CODE;
import static org.studentmanagement.oneroster.RosterLines.refuseUnknown;

import java.util.List;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;

/** The school, and its terms: each file as a sheet, and how its rows are brought to those of the features. */
final class SchoolFiles {
    private SchoolFiles() {}

    static RosterSheet orgs() {
        return new KeptFile(
                        RosterFile.ORGS,
                        List.of(
                                Column.required("name", Rules.name(NAME_LENGTH)),
                                Column.required(
                                        "type", Rules.matching("school", WORD_LENGTH, "school: one is kept here"))),
                        "SELECT line, sourcedid, 0 AS noun, 0::bigint AS row_id, 0::bigint AS other_id FROM import_roster_orgs")
                .locks("settings")
                .checks("""
                        UPDATE import_roster_orgs i SET refused_column = 'type', reason = 'is on another line already: one school is kept here'
                        WHERE i.reason IS NULL AND i.line > (SELECT min(line) FROM import_roster_orgs WHERE reason IS NULL)""")
                .changes(
                        "SELECT line, false AS is_new FROM import_roster_orgs i WHERE i.reason IS NULL AND i.name <> (SELECT o.name FROM ("
                                + Relations.ORGS + ") o)")
                .stores("""
                        INSERT INTO settings (name, value)
                        SELECT 'school_name', to_jsonb(i.name) FROM import_roster_orgs i JOIN changed_roster_orgs c USING (line)
                        WHERE i.name <> (SELECT o.name FROM (%s) o)
                        ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value""".formatted(Relations.ORGS))
                .sheet();
    }

    static RosterSheet sessions() {
        return new KeptFile(
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
                FROM roster_terms r LEFT JOIN terms t ON t.code = r.code WHERE r.line IS NOT NULL AND (r.none OR t.id IS NOT NULL)""")
                .storedBy(
                        "terms",
                        "name title, kind type, begins_on startDate, ends_on endDate, parent parentSourcedId",
                        "s.line")
                .stores(GoneRows.emptiedTerms())
                .sheet();
    }

    static List<String> translation() {
        return List.of(
                """
                CREATE TEMP TABLE roster_terms AS
                SELECT i.line, i.sourcedid, n.none, CASE WHEN NOT n.none THEN coalesce(t.code, %s) END AS code
                FROM import_roster_academicsessions i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN terms t ON t.id = k.id
                CROSS JOIN LATERAL (SELECT coalesce(k.id = 0, i.title = 'No term' AND i.type = 'schoolYear'
                  AND i.startdate = '2000-01-01' AND i.enddate = '2999-12-31') AS none) n
                WHERE i.reason IS NULL
                UNION ALL
                SELECT NULL, k.sourced_id, k.id = 0, t.code
                FROM roster_known k LEFT JOIN terms t ON t.id = k.id
                WHERE k.kind = 'academicSessions'
                  AND NOT EXISTS (SELECT FROM import_roster_academicsessions i WHERE i.sourcedid = k.sourced_id)""".formatted(MADE_CODE),
                "CREATE INDEX ON roster_terms (sourcedid)",
                "ANALYZE roster_terms",
                refuseUnknown(RosterFile.ACADEMIC_SESSIONS, "parentSourcedId", "roster_terms", "academicSession"),
                """
                INSERT INTO import_terms (line, code, name, kind, begins_on, ends_on, parent)
                SELECT i.line, t.code, i.title,
                  CASE i.type WHEN 'schoolYear' THEN 'school_year' WHEN 'gradingPeriod' THEN 'grading_period' ELSE 'term' END,
                  i.startdate, i.enddate, p.code
                FROM import_roster_academicsessions i
                JOIN roster_terms t ON t.sourcedid = i.sourcedid AND NOT t.none
                LEFT JOIN roster_terms p ON p.sourcedid = i.parentsourcedid AND NOT p.none
                WHERE i.reason IS NULL ORDER BY i.line""");
    }
}
