package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lines of a delta name as {@code tobedeleted}, and enrollments that lines of any file say to have ended. They are taken aside, to the table {@code roster_gone}, with the row that each stands
 * for, none of what is not there. While all else is checked, views of the names of the tables hide these rows, so that the rules of the
 * features hold for the school as it is without them: a number is free again, a seat as well, and nothing can refer to what goes.
 */
final class RosterDeletions {
    /** An enrollment that is here and, by its line, is no more; a course that is completed is over already. */
    private static final String OVER = """
             OR i.enddate <= %s AND EXISTS (
              SELECT FROM roster_known k
              WHERE k.sourced_id = i.sourcedid AND k.kind = 'enrollments' AND NOT (k.noun = 7 AND EXISTS (
                SELECT FROM student_courses e WHERE e.student_id = k.id AND e.course_id = k.other_id AND e.completed_on IS NOT NULL)))""".formatted(RosterLines.TODAY);

    private final List<RosterFile> deltas;

    /** @param deltas the files that may have such lines */
    RosterDeletions(List<RosterFile> deltas) {
        this.deltas = deltas;
    }

    /** A query for how many lines of a file delete something, and how many name what is not there. */
    static String counted(RosterFile file) {
        return "SELECT count(noun), count(*) - count(noun) FROM roster_gone WHERE kind = '%s' AND reason IS NULL"
                .formatted(file.file);
    }

    /** What comes before the lines that are left are looked at. */
    List<String> begin() {
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE TEMP TABLE roster_gone (kind text, line bigint, sourced_id uuid, noun integer, id bigint, other_id bigint, ends date,"
                        + " refused_column text, reason text)");
        Arrays.stream(RosterFile.values()).forEach(file -> statements.add(refuseStatus(file)));
        taken().forEach(file -> statements.add(takeAside(file)));
        statements.add("CREATE INDEX ON roster_gone (kind, noun, id, other_id)");
        statements.add("ANALYZE roster_gone");
        statements.addAll(GoneRows.refuseByThemselves());
        GoneRows.VIEWS.forEach((table, rows) -> statements.add(view(table, rows)));
        statements.addAll(GoneRows.refuseInUse());
        statements.addAll(forget());
        return statements;
    }

    /** What follows when all is checked: lines that are refused are told of. */
    List<String> end() {
        return Stream.concat(
                        taken().map(RosterDeletions::putBack),
                        Stream.of(GoneRows.VIEWS.keySet().stream()
                                .map("pg_temp."::concat)
                                .collect(Collectors.joining(", ", "DROP VIEW ", ""))))
                .toList();
    }

    /** Statements that delete the rows. */
    static List<String> stores() {
        return GoneRows.DELETES;
    }

    /** Of the files whose lines stand for rows: what belongs to another record goes with that. */
    private Stream<RosterFile> taken() {
        return Stream.concat(
                        Stream.of(RosterFile.ENROLLMENTS),
                        deltas.stream()
                                .filter(file ->
                                        RosterTranslation.KEPT.contains(file) || file == RosterFile.DEMOGRAPHICS))
                .distinct();
    }

    private String refuseStatus(RosterFile file) {
        return deltas.contains(file)
                ? RosterLines.refuse(
                        file,
                        RosterColumns.STATUS,
                        RosterLines.said("is empty: a line of a delta is active or tobedeleted"),
                        "i.status IS NULL")
                : RosterLines.refuse(
                        file,
                        RosterColumns.STATUS,
                        RosterLines.said("is tobedeleted, in a file that is bulk by manifest.csv: call it delta there"),
                        "i.status = 'tobedeleted'");
    }

    private static String takeAside(RosterFile file) {
        return """
                WITH going AS (DELETE FROM import_%s i WHERE i.reason IS NULL AND (i.status = 'tobedeleted'%s) RETURNING i.*)
                INSERT INTO roster_gone (kind, line, sourced_id, noun, id, other_id, ends)
                SELECT '%s', i.line, i.sourcedid, k.noun, k.id, k.other_id, %s
                FROM going i LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid AND %s""".formatted(
                RosterSheet.name(file),
                file == RosterFile.ENROLLMENTS ? OVER : "",
                file.file,
                file == RosterFile.ENROLLMENTS ? "i.enddate" : "NULL",
                file == RosterFile.DEMOGRAPHICS ? "k.kind = 'users' AND k.noun = 1" : "k.kind = '" + file.file + "'");
    }

    private static String putBack(RosterFile file) {
        return "INSERT INTO import_%s (line, refused_column, reason) SELECT line, refused_column, reason FROM roster_gone WHERE kind = '%s' AND reason IS NOT NULL"
                .formatted(RosterSheet.name(file), file.file);
    }

    /** The schema is that in which the tables are: a view of the same name is found before them. */
    private static String view(String table, String rows) {
        return "DO $view$ BEGIN EXECUTE replace($rows$CREATE TEMP VIEW %s AS %s$rows$, '{schema}', quote_ident(current_schema())); END $view$"
                .formatted(table, rows);
    }

    /** What goes stands for nothing any more: a course for its class, too, and both for their grades. */
    private static List<String> forget() {
        return List.of(
                "DELETE FROM roster_known k USING roster_gone g WHERE g.reason IS NULL AND g.kind = k.kind AND g.sourced_id = k.sourced_id",
                """
                DELETE FROM roster_known k USING roster_gone g
                WHERE g.reason IS NULL AND g.kind IN ('courses', 'classes') AND g.id = k.id
                  AND CASE WHEN g.noun = 6 THEN (k.noun, k.other_id) = (14, 6) ELSE k.noun IN (4, 5) OR (k.noun, k.other_id) = (14, 5) END""");
    }
}
