package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.GradebookMembers.there;
import static org.studentmanagement.oneroster.Member.date;
import static org.studentmanagement.oneroster.Member.number;
import static org.studentmanagement.oneroster.Member.ofGradebook;
import static org.studentmanagement.oneroster.Member.open;
import static org.studentmanagement.oneroster.Member.reference;
import static org.studentmanagement.oneroster.Member.text;

/** Assessments and their results: the rows, as {@link Relations} has those of the roster, and what is told of them. */
final class AssessmentRecords {
    static final String ASSESSMENTS = """
            SELECT 16 AS noun, a.id, 0::bigint AS other_id, false AS gone, a.updated_at AS changed_at, a.title, a.description,
              a.course_id, a.class_id AS school_class_id, CASE WHEN a.class_id IS NULL THEN 5 ELSE 6 END AS class_noun,
              coalesce(a.course_id, a.class_id) AS class_id, a.parent_id,
              coalesce(a.scale_course_id, a.scale_class_id) AS scale_id,
              CASE WHEN a.scale_class_id IS NULL THEN 5 ELSE 6 END AS scale_noun,
              a.result_value_min, a.result_value_max, a.learning_objectives, a.metadata
            FROM assessments a
            UNION ALL
            SELECT 16, g.row_id, 0::bigint, true, g.changed_at, NULL::varchar, NULL::varchar, NULL::bigint, NULL::bigint, NULL::integer,
              NULL::bigint, NULL::bigint, NULL::bigint, NULL::integer, NULL::numeric, NULL::numeric, NULL::jsonb, NULL::jsonb
            FROM roster_changes g WHERE g.noun = 16 AND g.gone
            """;

    static final String RESULTS = """
            SELECT 17 AS noun, a.id, 0::bigint AS other_id, false AS gone, a.updated_at AS changed_at, a.assessment_id, a.student_id,
              a.score_status, a.score, a.text_score, a.score_date, a.score_percentile,
              coalesce(a.scale_course_id, a.scale_class_id) AS scale_id,
              CASE WHEN a.scale_class_id IS NULL THEN 5 ELSE 6 END AS scale_noun,
              a.comment, a.in_progress, a.incomplete, a.late, a.missing, a.learning_objectives, a.metadata
            FROM assessment_results a
            UNION ALL
            SELECT 17, g.row_id, 0::bigint, true, g.changed_at, NULL::bigint, NULL::bigint, NULL::varchar, NULL::numeric, NULL::varchar,
              NULL::date, NULL::numeric, NULL::bigint, NULL::integer, NULL::varchar, NULL::boolean, NULL::boolean, NULL::boolean,
              NULL::boolean, NULL::jsonb, NULL::jsonb
            FROM roster_changes g WHERE g.noun = 17 AND g.gone
            """;

    static final String TYPE = "assessmentLineItem";

    private static final String PATH = "assessmentLineItems";

    static final Member[] ASSESSMENT = {
        text("title", "r.title"),
        text("description", "r.description"),
        reference("class", "classes", "class", "r.class_noun", "r.class_id")
                .foundBy(GradebookRelations.ofClass("r.course_id", "r.school_class_id")),
        ofGradebook("parentAssessmentLineItem", PATH, TYPE, "16", "r.parent_id", "0"),
        scale(),
        number("resultValueMin", "r.result_value_min"),
        number("resultValueMax", "r.result_value_max"),
        open("learningObjectiveSet", "r.learning_objectives"),
        open("metadata", "r.metadata")
    };

    static final Member[] RESULT = {
        ofGradebook(TYPE, PATH, TYPE, "16", "r.assessment_id", "0"),
        reference("student", "users", "user", "1", "r.student_id"),
        number("score", "r.score"),
        text("textScore", "r.text_score"),
        date("scoreDate", "r.score_date"),
        scale(),
        number("scorePercentile", "r.score_percentile"),
        text("scoreStatus", "r.score_status"),
        text("comment", "r.comment"),
        open("learningObjectiveSet", "r.learning_objectives"),
        text("inProgress", there("r.in_progress::text")),
        text("incomplete", there("r.incomplete::text")),
        text("late", there("r.late::text")),
        text("missing", there("r.missing::text")),
        open("metadata", "r.metadata")
    };

    private AssessmentRecords() {}

    private static Member scale() {
        return ofGradebook("scoreScale", "scoreScales", "scoreScale", "14", "r.scale_id", "r.scale_noun::bigint");
    }
}
