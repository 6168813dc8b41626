package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
            Map.entry("enrollments", Set.of("student_number", "course_code", "enrolled_at", "withdrawn_at")),
            Map.entry("classes", Set.of("code", "name", "term")),
            Map.entry("class_members", Set.of("student_number", "class_code", "joined_on", "left_on")),
            Map.entry("class_teachers", Set.of("class_code", "teacher_number")),
            Map.entry("tests", Set.of("code", "title", "category", "held_on", "maximum", "weight", "course", "class")),
            Map.entry("marks", Set.of("test", "student_number", "score", "state", "remark")),
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
            RosterFile.RESULTS);

    private static final String MADE_CODE = "upper(replace(i.sourcedid::text, '-', ''))";

    private static final String TODAY = "(now() AT TIME ZONE 'UTC')::date";

    private RosterTranslation() {}

    static List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.addAll(known());
        KEPT.forEach(file -> statements.addAll(identities(file)));
        statements.addAll(sessions());
        statements.addAll(people());
        statements.addAll(classes());
        statements.addAll(enrollments());
        statements.addAll(gradebook());
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

    /** Refuses lines that refer to what is neither stored nor on a line. */
    private static String refuseUnknown(RosterFile file, String column, String target, String what) {
        return refuse(
                file,
                column,
                "format('there is no %s with the sourcedId \"%%s\", neither stored nor to be stored', i.%s)"
                        .formatted(what, column.toLowerCase(Locale.ROOT)),
                "i.%1$s IS NOT NULL AND NOT EXISTS (SELECT FROM %2$s t WHERE t.sourcedid = i.%1$s)"
                        .formatted(column.toLowerCase(Locale.ROOT), target));
    }

    /** @param reason an expression */
    private static String refuse(RosterFile file, String column, String reason, String where) {
        return "UPDATE import_%s i SET refused_column = '%s', reason = %s WHERE i.reason IS NULL AND %s"
                .formatted(RosterSheet.name(file), column, reason, where);
    }

    private static String said(String sentence) {
        return "'" + sentence.replace("'", "''") + "'";
    }

    private static List<String> sessions() {
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

    private static List<String> people() {
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
                            WHERE e.usersourcedid = i.sourcedid AND (e.enddate <= %s) IS NOT TRUE)
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

    /** A scheduled class is a course; the course of which it is one is the same course of ours, of the first that names it. */
    private static List<String> classes() {
        return List.of(
                refuseUnknown(RosterFile.CLASSES, "courseSourcedId", """
                        (SELECT sourcedid FROM import_roster_courses WHERE reason IS NULL
                         UNION ALL SELECT sourced_id FROM roster_known WHERE kind = 'courses')""", "course"),
                """
                CREATE TEMP TABLE roster_classes AS
                SELECT i.line, i.sourcedid, CASE i.classtype WHEN 'homeroom' THEN 6 ELSE 5 END AS noun, i.coursesourcedid,
                  coalesce(i.classcode, c.code, h.code, %s) AS code, k.noun AS known_noun, coalesce(c.code, h.code) AS known_code, t.code AS term,
                  t.sourcedid IS NULL AS unknown_term
                FROM import_roster_classes i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN courses c ON k.noun = 5 AND c.id = k.id
                LEFT JOIN classes h ON k.noun = 6 AND h.id = k.id
                LEFT JOIN roster_terms t ON t.sourcedid = split_part(i.termsourcedids, ',', 1)::uuid
                WHERE i.reason IS NULL
                UNION ALL
                SELECT NULL, k.sourced_id, k.noun, NULL, coalesce(c.code, h.code), k.noun, coalesce(c.code, h.code), NULL, false
                FROM roster_known k
                LEFT JOIN courses c ON k.noun = 5 AND c.id = k.id
                LEFT JOIN classes h ON k.noun = 6 AND h.id = k.id
                WHERE k.kind = 'classes' AND NOT EXISTS (SELECT FROM import_roster_classes i WHERE i.sourcedid = k.sourced_id)""".formatted(MADE_CODE),
                "CREATE INDEX ON roster_classes (sourcedid)",
                "CREATE INDEX ON roster_classes (line)",
                "ANALYZE roster_classes",
                refuseClass(
                        "classType", said("is another than is stored: store another class"), "c.noun <> c.known_noun"),
                refuseClass(
                        "classCode",
                        "format('is stored as \"%s\": an import changes no code', c.known_code)",
                        "c.code <> c.known_code"),
                refuseClass(
                        "termSourcedIds",
                        "format('there is no academicSession with the sourcedId \"%s\", neither stored nor to be stored', split_part(i.termsourcedids, ',', 1))",
                        "c.unknown_term"),
                refuseClass(
                        "termSourcedIds", said("is no term: a homeroom is of one"), "c.noun = 6 AND c.term IS NULL"),
                "DELETE FROM roster_classes c USING import_roster_classes i WHERE i.line = c.line AND i.reason IS NOT NULL",
                """
                CREATE TEMP TABLE roster_courses AS
                SELECT i.line, i.sourcedid, held.line AS held, coalesce(c.code, held.code, i.coursecode, %s) AS code,
                  held.line IS NULL AND coalesce(k.id = 0, i.coursecode = 'HOMEROOM', false) OR held.line IS NULL AND k.id IS NULL AND home.coursesourcedid IS NOT NULL AS homeroom,
                  c.code AS known_code
                FROM import_roster_courses i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN courses c ON c.id = k.id
                LEFT JOIN (
                  SELECT DISTINCT ON (coursesourcedid) coursesourcedid, line, code FROM roster_classes
                  WHERE noun = 5 AND line IS NOT NULL ORDER BY coursesourcedid, line
                ) held ON held.coursesourcedid = i.sourcedid
                LEFT JOIN (SELECT DISTINCT coursesourcedid FROM roster_classes WHERE noun = 6) home ON home.coursesourcedid = i.sourcedid
                WHERE i.reason IS NULL""".formatted(MADE_CODE),
                // there is one, and the others are courses like any other
                """
                UPDATE roster_courses c SET homeroom = false
                WHERE c.homeroom AND c.line <> (
                  SELECT h.line FROM roster_courses h LEFT JOIN roster_known k ON k.sourced_id = h.sourcedid
                  WHERE h.homeroom ORDER BY k.sourced_id IS NULL, h.line LIMIT 1)""",
                """
                INSERT INTO import_courses (line, code, name, term)
                SELECT i.line, c.code, i.title, c.term FROM import_roster_classes i JOIN roster_classes c USING (line)
                WHERE c.noun = 5
                UNION ALL
                SELECT -i.line, c.code, i.title, t.code
                FROM import_roster_courses i JOIN roster_courses c USING (line)
                LEFT JOIN courses s ON s.code = c.code LEFT JOIN terms t ON t.id = s.term_id
                WHERE c.held IS NULL AND NOT c.homeroom AND c.known_code IS NULL
                ORDER BY 1""",
                """
                INSERT INTO import_classes (line, code, name, term)
                SELECT i.line, c.code, i.title, c.term FROM import_roster_classes i JOIN roster_classes c USING (line)
                WHERE c.noun = 6 ORDER BY i.line""");
    }

    private static String refuseClass(String column, String reason, String where) {
        return """
                UPDATE import_roster_classes i SET refused_column = '%s', reason = %s
                FROM roster_classes c WHERE i.reason IS NULL AND c.line = i.line AND %s""".formatted(column, reason, where);
    }

    /** A day that is stored with its time stays. */
    private static List<String> enrollments() {
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

    private static List<String> gradebook() {
        return List.of(
                """
                UPDATE import_roster_categories i
                SET refused_column = 'title', reason = format('"%s" is on line %s already', i.title, earlier.line)
                FROM (
                  SELECT title, min(line) AS line FROM import_roster_categories WHERE reason IS NULL GROUP BY title HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.title = earlier.title AND i.line > earlier.line""",
                """
                UPDATE import_roster_categories i SET refused_column = 'title', reason = format('"%s" is the title of another category here', i.title)
                FROM test_categories c, roster_known k
                WHERE i.reason IS NULL AND c.title = i.title AND k.sourced_id = i.sourcedid AND k.id <> c.id""",
                """
                CREATE TEMP TABLE roster_categories AS
                SELECT i.sourcedid, i.title FROM import_roster_categories i WHERE i.reason IS NULL
                UNION ALL
                SELECT k.sourced_id, c.title FROM roster_known k JOIN test_categories c ON c.id = k.id
                WHERE k.kind = 'categories' AND NOT EXISTS (SELECT FROM import_roster_categories i WHERE i.sourcedid = k.sourced_id)""",
                refuseUnknown(RosterFile.LINE_ITEMS, "classSourcedId", "roster_classes", "class"),
                refuseUnknown(RosterFile.LINE_ITEMS, "categorySourcedId", "roster_categories", "category"),
                refuse(
                        RosterFile.LINE_ITEMS,
                        "resultValueMin",
                        said("is not 0: scores begin there"),
                        "i.resultvaluemin <> 0"),
                """
                CREATE TEMP TABLE roster_items AS
                SELECT i.line, i.sourcedid, coalesce(t.code, %s) AS code, t.weight
                FROM import_roster_lineitems i
                LEFT JOIN roster_known k ON k.sourced_id = i.sourcedid
                LEFT JOIN tests t ON t.id = k.id
                WHERE i.reason IS NULL
                UNION ALL
                SELECT NULL, k.sourced_id, t.code, t.weight FROM roster_known k JOIN tests t ON t.id = k.id
                WHERE k.kind = 'lineItems' AND NOT EXISTS (SELECT FROM import_roster_lineitems i WHERE i.sourcedid = k.sourced_id)""".formatted(MADE_CODE),
                "CREATE INDEX ON roster_items (sourcedid)",
                "ANALYZE roster_items",
                """
                INSERT INTO import_tests (line, code, title, category, held_on, maximum, weight, course, class)
                SELECT i.line, t.code, i.title, g.title, i.duedate, i.resultvaluemax, coalesce(t.weight, 1),
                  CASE c.noun WHEN 5 THEN c.code END, CASE c.noun WHEN 6 THEN c.code END
                FROM import_roster_lineitems i
                JOIN roster_items t USING (line)
                JOIN roster_classes c ON c.sourcedid = i.classsourcedid
                JOIN roster_categories g ON g.sourcedid = i.categorysourcedid
                ORDER BY i.line""",
                refuseUnknown(RosterFile.RESULTS, "lineItemSourcedId", "roster_items", "lineItem"),
                refuseUnknown(
                        RosterFile.RESULTS,
                        "studentSourcedId",
                        "(SELECT sourcedid FROM roster_people WHERE noun = 1)",
                        "student"),
                """
                INSERT INTO import_marks (line, test, student_number, score, state, remark)
                SELECT i.line, t.code, p.number, i.score,
                  CASE i.scorestatus WHEN 'fully graded' THEN 'marked' WHEN 'not submitted' THEN 'absent' ELSE 'excused' END,
                  CASE WHEN m.joined = i.comment THEN m.remark ELSE i.comment END
                FROM import_roster_results i
                JOIN roster_items t ON t.sourcedid = i.lineitemsourcedid
                JOIN roster_people p ON p.sourcedid = i.studentsourcedid
                LEFT JOIN (
                  SELECT te.code, s.number, x.remark, regexp_replace(x.remark, '[\\n\\r]+', ' ', 'g') AS joined
                  FROM marks x JOIN tests te ON te.id = x.test_id JOIN students s ON s.id = x.student_id WHERE x.remark IS NOT NULL
                ) m ON m.code = t.code AND m.number = p.number
                WHERE i.reason IS NULL ORDER BY i.line""",
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
