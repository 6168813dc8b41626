package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.RosterColumns.LIST_LENGTH;
import static org.studentmanagement.oneroster.RosterColumns.id;
import static org.studentmanagement.oneroster.RosterLines.refuse;
import static org.studentmanagement.oneroster.RosterLines.refuseUnknown;
import static org.studentmanagement.oneroster.RosterLines.said;

import java.util.List;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;

/** The grades of the school. */
final class ScaleFiles {
    private ScaleFiles() {}

    static RosterSheet scoreScales() {
        String now = RosterFile.SCORE_SCALES.value("scoreScaleValue");
        return new KeptFile(
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
                WHERE coalesce(c.id, h.id) IS NOT NULL""")
                .locks("settings")
                .changes(
                        "SELECT min(line) AS line, false AS is_new FROM import_roster_scorescales WHERE reason IS NULL AND scorescalevalue <> "
                                + now + " HAVING count(*) > 0")
                .stores("""
                        INSERT INTO settings (name, value)
                        SELECT 'grade_scale', jsonb_agg(jsonb_build_object('lowest', trim_scale(lowest), 'grade', grade) ORDER BY lowest DESC)
                        FROM roster_steps
                        WHERE EXISTS (SELECT FROM import_roster_scorescales WHERE reason IS NULL AND scorescalevalue <> %s)
                        HAVING count(*) > 0
                        ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value""".formatted(now))
                .sheet();
    }

    static List<String> translation() {
        return List.of(
                refuseUnknown(RosterFile.SCORE_SCALES, "classSourcedId", "roster_classes", "class"),
                refuse(
                        RosterFile.SCORE_SCALES,
                        "scoreScaleValue",
                        said("is another than that of a line before: a school has one scale"),
                        "i.scorescalevalue <> (SELECT scorescalevalue FROM import_roster_scorescales WHERE reason IS NULL ORDER BY line LIMIT 1)"),
                """
                CREATE TEMP TABLE roster_steps AS
                SELECT step.nth, step.said[1] AS grade, step.said[2]::numeric AS lowest
                FROM (SELECT scorescalevalue FROM import_roster_scorescales WHERE reason IS NULL ORDER BY line LIMIT 1) i
                CROSS JOIN LATERAL regexp_matches(i.scorescalevalue, '\\{(.*?):([0-9]{1,3}(?:[.][0-9]{1,2})?)\\}(?:,|$)', 'g') WITH ORDINALITY step (said, nth)""",
                refuse(
                        RosterFile.SCORE_SCALES,
                        "scoreScaleValue",
                        said("is no list of grades like {A:90},{F:0}, the best first, and the last from 0"),
                        """
                        (SELECT count(*) NOT BETWEEN 1 AND 30 OR min(lowest) <> 0 OR max(lowest) > 100 OR count(DISTINCT lowest) <> count(*)
                            OR count(DISTINCT grade) <> count(*) OR bool_or(length(grade) NOT BETWEEN 1 AND 20)
                            OR string_agg('{' || grade || ':' || trim_scale(lowest) || '}', ',' ORDER BY lowest DESC)
                              <> (SELECT regexp_replace(scorescalevalue, '([.][0-9]*?)0+}', '\\1}', 'g') FROM import_roster_scorescales WHERE reason IS NULL ORDER BY line LIMIT 1)
                          FROM roster_steps) IS NOT FALSE"""));
    }
}
