package org.studentmanagement.oneroster;

/**
 * The rows of each kind of record of the gradebook, as {@link Relations} has those of the roster. The columns {@code course_id} and {@code
 * school_class_id} say what {@code class_id} says, so that an index finds the tests of a class.
 */
final class GradebookRelations {
    static final String CATEGORIES = """
            SELECT 11 AS noun, c.id, 0::bigint AS other_id, false AS gone, c.updated_at AS changed_at, c.title FROM test_categories c
            UNION ALL
            SELECT 11, g.row_id, 0::bigint, true, g.changed_at, NULL::varchar FROM roster_changes g WHERE g.noun = 11 AND g.gone
            """;

    static final String LINE_ITEMS = """
            SELECT 12 AS noun, t.id, 0::bigint AS other_id, false AS gone, t.updated_at AS changed_at, t.title, t.held_on, t.maximum, t.weight,
              t.published_at IS NOT NULL AS published,
              CASE WHEN t.class_id IS NULL THEN 5 ELSE 6 END AS class_noun, coalesce(t.course_id, t.class_id) AS class_id,
              t.course_id, t.class_id AS school_class_id, k.id AS category_id
            FROM tests t LEFT JOIN test_categories k ON k.title = t.category
            UNION ALL
            SELECT 12, g.row_id, 0::bigint, true, g.changed_at, NULL::varchar, NULL::date, NULL::numeric, NULL::numeric, false,
              NULL::integer, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint
            FROM roster_changes g WHERE g.noun = 12 AND g.gone
            """;

    /** As who marks knows them, also of drafts. */
    static final String RESULTS = results("false", "m.updated_at", "true");

    /** As students know them: of a test that is published they come, and go where it is no longer. */
    static final String SEEN_RESULTS = results(
            "t.published_at IS NULL",
            "greatest(m.updated_at, t.published_at, t.withdrawn_at)",
            "coalesce(t.published_at, t.withdrawn_at) IS NOT NULL");

    /** Every class has the grades of the school. */
    static final String SCORE_SCALES =
            """
            SELECT 14 AS noun, c.id, 5::bigint AS other_id, false AS gone, greatest(c.updated_at, %1$s) AS changed_at FROM courses c
            UNION ALL
            SELECT 14, k.id, 6::bigint, false, greatest(k.updated_at, %1$s) FROM classes k
            UNION ALL
            SELECT 14, g.row_id, 5::bigint, true, g.changed_at FROM roster_changes g WHERE g.noun = 4 AND g.gone
            UNION ALL
            SELECT 14, g.row_id, 6::bigint, true, g.changed_at FROM roster_changes g WHERE g.noun = 6 AND g.gone
            """.formatted("(SELECT max(s.changed_at) FROM setting_changes s WHERE s.name = 'grade_scale')");

    private GradebookRelations() {}

    /**
     * Which rows are of a class, of its noun and its id. Each is of a table of its own, and found in an index of that: the other one is
     * then NULL, which nothing is.
     */
    static String ofClass(String course, String schoolClass) {
        return "(" + course + " = CASE WHEN %1$s = 5 THEN %2$s END OR " + schoolClass
                + " = CASE WHEN %1$s = 6 THEN %2$s END)";
    }

    private static String results(String gone, String changed, String which) {
        return """
            SELECT 13 AS noun, m.test_id AS id, m.student_id AS other_id, %s AS gone, %s AS changed_at, m.state, m.score, m.remark,
              m.updated_at AS marked_at,
              CASE WHEN t.class_id IS NULL THEN 5 ELSE 6 END AS class_noun, coalesce(t.course_id, t.class_id) AS class_id,
              t.course_id, t.class_id AS school_class_id
            FROM marks m JOIN tests t ON t.id = m.test_id
            WHERE %s
            UNION ALL
            SELECT 13, g.row_id, g.other_id, true, g.changed_at, NULL::text, NULL::numeric, NULL::varchar, NULL::timestamptz,
              NULL::integer, NULL::bigint, NULL::bigint, NULL::bigint
            FROM roster_changes g
            WHERE g.noun = 13 AND g.gone AND NOT EXISTS (SELECT FROM marks m WHERE m.test_id = g.row_id AND m.student_id = g.other_id)
            """.formatted(gone, changed, which);
    }
}
