package org.studentmanagement.oneroster;

/**
 * The rows of each kind of record, active and gone: all have {@code noun}, {@code id}, {@code other_id}, {@code gone} and {@code
 * changed_at}. The parts of each union have columns of the very same types, or PostgreSQL would not look into them for an id. What
 * costs a look for each row is left to the expressions of the members, which are for rows of a page alone.
 */
final class Relations {
    private static final String MADE = OneRosterSchool.MADE;

    static final String ORGS = """
            SELECT 0 AS noun, 0::bigint AS id, 0::bigint AS other_id, false AS gone,
              greatest(%1$s, (SELECT max(c.changed_at) FROM setting_changes c WHERE c.name = 'school_name')) AS changed_at,
              coalesce((SELECT v.value #>> '{}' FROM settings v WHERE v.name = 'school_name'), 'School') AS name
            """.formatted(MADE);

    /** Of courses that are held in no term that is known, too, since a class is held in one. */
    static final String SESSIONS = """
            SELECT 3 AS noun, t.id, 0::bigint AS other_id, false AS gone, t.updated_at AS changed_at, t.name AS title, t.begins_on, t.ends_on,
              CASE t.kind WHEN 'school_year' THEN 'schoolYear' WHEN 'grading_period' THEN 'gradingPeriod' ELSE 'term' END AS type,
              t.parent_id
            FROM terms t
            UNION ALL
            SELECT 3, 0::bigint, 0::bigint, false, %1$s, 'No term', date '2000-01-01', date '2999-12-31', 'schoolYear', NULL
            UNION ALL
            SELECT 3, g.row_id, 0::bigint, true, g.changed_at, '', date '2000-01-01', date '2000-01-01', 'term', NULL
            FROM roster_changes g WHERE g.noun = 3 AND g.gone
            """.formatted(MADE);

    /** Of school classes, too, since a class is one of a course. */
    static final String COURSES = """
            SELECT 4 AS noun, c.id, 0::bigint AS other_id, false AS gone, c.updated_at AS changed_at, c.name AS title, c.code FROM courses c
            UNION ALL
            SELECT 4, 0::bigint, 0::bigint, false, %1$s, 'Homeroom', 'HOMEROOM'
            UNION ALL
            SELECT 4, g.row_id, 0::bigint, true, g.changed_at, '', '' FROM roster_changes g WHERE g.noun = 4 AND g.gone
            """.formatted(MADE);

    static final String CLASSES = """
            SELECT 5 AS noun, c.id, 0::bigint AS other_id, false AS gone, c.updated_at AS changed_at, c.name AS title, c.code,
              'scheduled' AS type, c.id AS course_id, coalesce(c.term_id, 0::bigint) AS term_id
            FROM courses c
            UNION ALL
            SELECT 6, k.id, 0::bigint, false, k.updated_at, k.name, k.code, 'homeroom', 0::bigint, k.term_id FROM classes k
            UNION ALL
            SELECT 5, g.row_id, 0::bigint, true, g.changed_at, '', '', 'scheduled', g.row_id, 0::bigint FROM roster_changes g WHERE g.noun = 4 AND g.gone
            UNION ALL
            SELECT 6, g.row_id, 0::bigint, true, g.changed_at, '', '', 'homeroom', 0::bigint, 0::bigint FROM roster_changes g WHERE g.noun = 6 AND g.gone
            """;

    /** Whoever has left school keeps the record, and may sign in nowhere, as {@link #enabled} looks up for the rows of a page. */
    static final String USERS = users("");

    static final String ENROLLMENTS = enrollments();

    static final String DEMOGRAPHICS = demographics("");

    private static final String DEPARTED = "l.state = 'granted' AND l.leaves_on <= current_date";

    private Relations() {}

    /** Users some of whom have not changed since a time are left out of. */
    static String usersChanged(String since) {
        return users("""
                WHERE s.updated_at >= %1$s OR s.id IN (
                  SELECT l.student_id FROM departures l WHERE l.decided_at >= %1$s OR l.leaves_on::timestamptz >= %1$s)""".formatted(since));
    }

    /** The same of the demographics. */
    static String demographicsChanged(String since) {
        return demographics(
                "WHERE s.updated_at >= %1$s OR s.id IN (SELECT p.student_id FROM profiles p WHERE p.updated_at >= %1$s)"
                        .formatted(since));
    }

    /** Whether a row of the users has not left. */
    static String enabled(String row) {
        return "(NOT %1$s.gone AND NOT (%1$s.noun = 1 AND EXISTS (SELECT FROM departures l WHERE l.student_id = %1$s.id AND %2$s)))"
                .formatted(row, DEPARTED);
    }

    /** When a row {@code r} of the users has changed. */
    static String userChanged() {
        return """
            CASE WHEN r.noun = 1 AND NOT r.gone THEN greatest(r.changed_at, (
                SELECT greatest(max(l.decided_at), max(l.leaves_on) FILTER (WHERE %s))
                FROM departures l WHERE l.student_id = r.id AND l.state IN ('granted', 'taken_back')))
              ELSE r.changed_at END""".formatted(DEPARTED);
    }

    /** What is known beside the name of a row {@code r} of the demographics. */
    static String ofProfile(String column) {
        return "(SELECT p.%s FROM profiles p WHERE p.student_id = r.id)".formatted(column);
    }

    private static String users(String which) {
        return """
            SELECT 1 AS noun, s.id, 0::bigint AS other_id, false AS gone, s.updated_at AS changed_at, s.name, s.number, s.email
            FROM students s %s
            UNION ALL
            SELECT 2, t.id, 0::bigint, false, t.updated_at, t.name, t.number, t.email FROM teachers t
            UNION ALL
            SELECT g.noun::integer, g.row_id, 0::bigint, true, g.changed_at, '', '', NULL FROM roster_changes g WHERE g.noun IN (1, 2) AND g.gone
            """.formatted(which);
    }

    private static String demographics(String which) {
        return """
            SELECT 1 AS noun, s.id, 0::bigint AS other_id, false AS gone, s.updated_at AS changed_at FROM students s %s
            UNION ALL
            SELECT 1, g.row_id, 0::bigint, true, g.changed_at FROM roster_changes g WHERE g.noun = 1 AND g.gone
            """.formatted(which);
    }

    /** Of those in courses, whose history says when they have changed, only some. */
    static String enrollmentsChanged(String condition) {
        return enrollments(
                "(c.student_id, c.course_id) IN (SELECT e.student_id, e.course_id FROM enrollment_events e WHERE "
                        + condition + ")",
                """
                greatest(coalesce(g.changed_at, %s), CASE WHEN m.left_on <= current_date THEN m.left_on END)""".formatted(MADE),
                "LEFT JOIN roster_changes g ON g.noun = 9 AND g.row_id = m.id AND g.other_id = 0");
    }

    /**
     * Of those of students the times are looked up for the rows of a page: of parts that have neither a condition nor a join an index
     * gives the first rows in order, however many there are.
     */
    private static String enrollments() {
        return enrollments("", "NULL::timestamptz", "");
    }

    private static String enrollments(String which, String changed, String joined) {
        return """
            SELECT 7 AS noun, c.student_id AS id, c.course_id AS other_id, false AS gone, NULL::timestamptz AS changed_at,
              1 AS user_noun, c.student_id AS user_id, 5 AS class_noun, c.course_id AS class_id, 'student' AS role,
              (c.enrolled_at AT TIME ZONE 'UTC')::date AS begins_on, NULL::date AS ends_on
            FROM student_courses c %2$s
            UNION ALL
            SELECT 7, c.student_id, c.course_id, true, NULL, 1, c.student_id, 5, c.course_id, 'student', NULL, NULL
            FROM (
              SELECT DISTINCT w.student_id, w.course_id FROM enrollment_events w
              WHERE w.kind = 'withdrawn' AND w.transaction_id <> '2') c
            WHERE NOT EXISTS (SELECT FROM student_courses t WHERE t.student_id = c.student_id AND t.course_id = c.course_id) %3$s
            UNION ALL
            SELECT 8, c.course_id, c.teacher_id, false, coalesce(g.changed_at, %1$s), 2, c.teacher_id, 5, c.course_id, 'teacher', NULL, NULL
            FROM course_teachers c
            LEFT JOIN roster_changes g ON g.noun = 8 AND g.row_id = c.course_id AND g.other_id = c.teacher_id
            UNION ALL
            SELECT 9, m.id, 0::bigint, m.left_on IS NOT NULL AND m.left_on <= current_date,
              %4$s,
              1, m.student_id, 6, m.class_id, 'student', m.joined_on, m.left_on
            FROM class_members m %5$s
            UNION ALL
            SELECT 10, c.class_id, c.teacher_id, false, coalesce(g.changed_at, %1$s), 2, c.teacher_id, 6, c.class_id, 'teacher', NULL, NULL
            FROM class_teachers c
            LEFT JOIN roster_changes g ON g.noun = 10 AND g.row_id = c.class_id AND g.other_id = c.teacher_id
            UNION ALL
            SELECT g.noun::integer, g.row_id, g.other_id, true, g.changed_at, 2, g.other_id,
              CASE g.noun WHEN 8 THEN 5 ELSE 6 END, g.row_id, 'teacher', NULL, NULL
            FROM roster_changes g WHERE g.noun IN (8, 10) AND g.gone
            """.formatted(
                MADE, which.isEmpty() ? "" : "WHERE " + which, which.isEmpty() ? "" : "AND " + which, changed, joined);
    }
}
