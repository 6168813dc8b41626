package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.studentmanagement.transfer.Archive;

/**
 * Brings the rows of the files to the sheets of the features, each on its line: by the number or code that a record has here, or else one
 * that is made of its sourcedId. What refers to nothing is refused before. The tables {@code roster_…} have, of each sourcedId in the files or
 * stored, what it stands for.
 */
final class RosterTranslation {
    /** What the sheets of the features are given, and in which columns. */
    static final Map<String, Set<String>> GIVEN = Map.ofEntries(
            Map.entry("students", Set.of("number", "name", "email")),
            Map.entry("profiles", Set.of("student_number", "date_of_birth")),
            Map.entry("teachers", Set.of("number", "name", "email")),
            Map.entry("terms", Set.of("code", "name", "kind", "begins_on", "ends_on", "parent")),
            Map.entry("courses", Set.of("code", "name", "term")),
            Map.entry(
                    "enrollments",
                    Set.of("student_number", "course_code", "enrolled_at", "withdrawn_at", "completed_on", "result")),
            Map.entry("classes", Set.of("code", "name", "term")),
            Map.entry("class_members", Set.of("student_number", "class_code", "joined_on", "left_on")),
            Map.entry("class_teachers", Set.of("class_code", "teacher_number")),
            Map.entry(
                    "tests",
                    Set.of(
                            "code",
                            "title",
                            "category",
                            "held_on",
                            "maximum",
                            "weight",
                            "course",
                            "class",
                            "published_at")),
            Map.entry("marks", Set.of("test", "student_number", "score", "state", "remark")),
            Map.entry(
                    "materials",
                    Set.of(
                            "number",
                            "title",
                            "url",
                            "description",
                            "course",
                            "class",
                            "file",
                            "file_name",
                            "content_type",
                            "size",
                            "sha256")),
            Map.entry("departures", Set.of("student_number", "leaves_on", "reason_given", "state")));

    /** Of which each row is a record with a sourcedId of its own that is kept. */
    static final List<RosterFile> KEPT = List.of(
            RosterFile.ORGS,
            RosterFile.ACADEMIC_SESSIONS,
            RosterFile.COURSES,
            RosterFile.CLASSES,
            RosterFile.USERS,
            RosterFile.ENROLLMENTS,
            RosterFile.CATEGORIES,
            RosterFile.LINE_ITEMS,
            RosterFile.SCORE_SCALES,
            RosterFile.RESULTS,
            RosterFile.RESOURCES);

    private RosterTranslation() {}

    /**
     * @param deltas the files that have what has changed, and what is gone
     * @param read which columns each file has
     */
    static Archive.Around around(List<RosterFile> deltas, Map<RosterFile, Set<String>> read) {
        RosterDeletions deletions = new RosterDeletions(deltas);
        return new Archive.Around(statements(deletions, read), deletions.end(), RosterDeletions.stores());
    }

    private static List<String> statements(RosterDeletions deletions, Map<RosterFile, Set<String>> read) {
        List<String> statements = new ArrayList<>();
        statements.addAll(known());
        KEPT.forEach(file -> statements.addAll(identities(file)));
        statements.addAll(deletions.begin());
        statements.addAll(SchoolFiles.translation());
        statements.addAll(PeopleFiles.translation());
        statements.addAll(ClassFiles.translation());
        statements.addAll(EnrollmentFiles.translation(read.getOrDefault(RosterFile.ENROLLMENTS, Set.of())));
        statements.addAll(GradebookFiles.translation(read.getOrDefault(RosterFile.LINE_ITEMS, Set.of())));
        statements.addAll(ScaleFiles.translation());
        statements.addAll(ResourceFiles.translation(read.getOrDefault(RosterFile.RESOURCES, Set.of())));
        GIVEN.keySet().forEach(sheet -> statements.add("ANALYZE import_" + sheet));
        return statements;
    }

    /** What the sourcedIds stand for that are told of this school. */
    private static List<String> known() {
        List<String> statements = new ArrayList<>();
        statements.add("INSERT INTO oneroster_schools (id) VALUES (1) ON CONFLICT (id) DO NOTHING");
        statements.add(
                "CREATE TEMP TABLE roster_known (kind text, sourced_id uuid, noun integer, id bigint, other_id bigint)");
        KEPT.forEach(file -> statements.add(
                "INSERT INTO roster_known SELECT '%s', (%s)::uuid, r.noun, r.id, r.other_id FROM (%s) r WHERE NOT r.gone"
                        .formatted(file.file, file.value("sourcedId"), file.record.rows(null))));
        statements.add(
                "CREATE TEMP TABLE roster_marks (line bigint, is_new boolean, test text, student_number text, state text, score numeric, remark text)");
        // what an import has just stored PostgreSQL has no statistics of, and would look for each row in all
        statements.add("CREATE TEMP TABLE roster_given AS SELECT sourced_id, noun, row_id, other_id FROM sourced_ids");
        statements.add("ANALYZE roster_given");
        statements.add("CREATE INDEX ON roster_known (sourced_id)");
        statements.add("ANALYZE roster_known");
        return statements;
    }

    private static List<String> identities(RosterFile file) {
        List<String> statements = new ArrayList<>();
        String table = "import_" + RosterSheet.name(file);
        statements.add("ANALYZE " + table);
        statements.add("""
                UPDATE %s i SET refused_column = 'sourcedId', reason = format('"%%s" is on line %%s already', i.sourcedid, earlier.line)
                FROM (
                  SELECT sourcedid, min(line) AS line FROM %1$s WHERE reason IS NULL GROUP BY sourcedid HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.sourcedid = earlier.sourcedid AND i.line > earlier.line""".formatted(table));
        statements.add("""
                UPDATE %s i SET refused_column = 'sourcedId', reason = format('"%%s" is that of one of the %%s here', i.sourcedid, k.kind)
                FROM roster_known k WHERE i.reason IS NULL AND k.sourced_id = i.sourcedid AND k.kind <> '%s'""".formatted(table, file.file));
        for (RosterFile other : KEPT.subList(0, KEPT.indexOf(file))) {
            statements.add("""
                    UPDATE %s i SET refused_column = 'sourcedId', reason = format('"%%s" is on line %%s of %s.csv already', i.sourcedid, o.line)
                    FROM import_%s o WHERE i.reason IS NULL AND o.reason IS NULL AND o.sourcedid = i.sourcedid""".formatted(table, other.file, RosterSheet.name(other)));
        }
        return statements;
    }
}
