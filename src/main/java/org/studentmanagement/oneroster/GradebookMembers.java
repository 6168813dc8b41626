package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.Member.date;
import static org.studentmanagement.oneroster.Member.number;
import static org.studentmanagement.oneroster.Member.ofGradebook;
import static org.studentmanagement.oneroster.Member.reference;
import static org.studentmanagement.oneroster.Member.text;
import static org.studentmanagement.oneroster.Member.time;

import java.util.List;

/** What is told of each kind of record of the gradebook. Of what is gone, or is no longer to be seen, that is the identity alone. */
final class GradebookMembers {
    private static final String DAY = "(r.held_on::timestamp AT TIME ZONE 'UTC')";

    private static final String TERM = """
            CASE r.class_noun WHEN 5 THEN (SELECT coalesce(c.term_id, 0) FROM courses c WHERE c.id = r.class_id)
              WHEN 6 THEN (SELECT k.term_id FROM classes k WHERE k.id = r.class_id) END""";

    static final Member[] CATEGORY = {text("title", "r.title")};

    static final Member[] LINE_ITEM = {
        text("title", "r.title"),
        time("assignDate", DAY),
        time("dueDate", DAY),
        ofClass(),
        reference("school", "schools", "org", "0", "0"),
        ofGradebook("category", "categories", "11", "r.category_id", "0"),
        reference("academicSession", "academicSessions", "academicSession", "3", TERM),
        scale(),
        number("resultValueMin", "CASE WHEN NOT r.gone THEN 0 END"),
        number("resultValueMax", "trim_scale(r.maximum)"),
        new Member(
                "metadata",
                there("json_build_object('weight', trim_scale(r.weight), 'published', r.published)"),
                List.of())
    };

    static final Member[] RESULT = {
        ofGradebook("lineItem", "lineItems", "12", "r.id", "0"),
        reference("student", "users", "user", "1", "r.other_id"),
        ofClass(),
        scale(),
        text(
                "scoreStatus",
                there("CASE r.state WHEN 'marked' THEN '%s' WHEN 'absent' THEN '%s' ELSE '%s' END"
                        .formatted(SentResult.GRADED, SentResult.NOT_SUBMITTED, SentResult.EXEMPT))),
        number("score", there("trim_scale(r.score)")),
        date("scoreDate", there("(r.marked_at AT TIME ZONE 'UTC')::date")),
        text("comment", there("r.remark")),
        text("missing", there("CASE r.state WHEN 'absent' THEN 'true' ELSE 'false' END"))
    };

    /** What stands in braces the statement has when it is made: a setting may be another then. */
    static final String STEPS = "{steps}";

    static final Member[] SCORE_SCALE = {
        text("title", "'Grade scale'"),
        text("type", "'percent'"),
        reference("course", "courses", "course", "4", "CASE r.other_id WHEN 5 THEN r.id ELSE 0 END"),
        reference("class", "classes", "class", "r.other_id::integer", "r.id"),
        new Member(
                "scoreScaleValue",
                "(SELECT json_agg(json_build_object('itemValueLHS', step.grade, 'itemValueRHS', trim_scale(step.lowest)::text)"
                        + " ORDER BY step.lowest DESC) FROM (" + STEPS + ") step)",
                List.of())
    };

    private GradebookMembers() {}

    private static Member ofClass() {
        return reference("class", "classes", "class", "r.class_noun", "r.class_id")
                .foundBy(GradebookRelations.ofClass("r.course_id", "r.school_class_id"));
    }

    private static Member scale() {
        return ofGradebook("scoreScale", "scoreScales", "14", "r.class_id", "r.class_noun::bigint");
    }

    static String there(String value) {
        return "CASE WHEN NOT r.gone THEN " + value + " END";
    }
}
