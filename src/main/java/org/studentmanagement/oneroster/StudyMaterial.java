package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.GradebookMembers.there;
import static org.studentmanagement.oneroster.Member.text;

import java.util.List;
import org.studentmanagement.material.Material;

/**
 * Study material as resources: the rows, as {@link Relations} has those of the roster, and what is told of them. It tells what there is
 * and for whom, and gives no file.
 */
final class StudyMaterial {
    /**
     * What has nothing to be opened was never there for a student while it is as it was made. If it was changed since, it had a file,
     * or may have had one, that was taken away.
     */
    static final String ROWS = """
            SELECT 15 AS noun, m.id, 0::bigint AS other_id, m.url IS NULL AND m.file_id IS NULL AS gone, m.updated_at AS changed_at,
              m.number, m.title, m.description, m.kind, m.url, m.file_name, m.content_type, m.size, m.course_id, m.class_id,
              m.file_id, m.sha256
            FROM materials m
            WHERE m.url IS NOT NULL OR m.file_id IS NOT NULL OR m.version > 0
            UNION ALL
            SELECT 15, g.row_id, 0::bigint, true, g.changed_at, NULL::varchar, NULL::varchar, NULL::text, NULL::text, NULL::text,
              NULL::varchar, NULL::text, NULL::bigint, NULL::bigint, NULL::bigint, NULL::uuid, NULL::text
            FROM roster_changes g WHERE g.noun = 15 AND g.gone
            """;

    static final Member[] RESOURCE = {
        text("title", there("r.title")),
        new Member("roles", there("json_build_array('student', 'teacher')"), List.of()),
        text(
                "importance",
                there("CASE WHEN r.course_id IS NULL AND r.class_id IS NULL THEN 'secondary' ELSE 'primary' END")),
        text("vendorResourceId", there("r.number")),
        text("applicationId", there("'student-management'")),
        new Member(
                "metadata",
                there(
                        "json_build_object('description', r.description, 'kind', r.kind, 'url', r.url, 'fileName', r.file_name,"
                                + " 'contentType', r.content_type, 'size', r.size)"),
                List.of())
    };

    private static final String FOR_TEACHER = "(r.course_id IS NULL AND r.class_id IS NULL"
            + " OR r.course_id IN (SELECT t.course_id FROM course_teachers t WHERE t.teacher_id = %2$s)"
            + " OR r.class_id IN (SELECT t.class_id FROM class_teachers t WHERE t.teacher_id = %2$s))";

    /** Which of them, of the noun and the id of the user: nothing is for who is gone, or has left school. */
    static final String OF_USER = "NOT r.gone AND EXISTS (SELECT FROM (" + Relations.USERS
            + ") u WHERE u.noun = %1$s AND u.id = %2$s AND " + Relations.enabled("u") + ") AND (%1$s = 1 AND "
            + Material.FOR_STUDENT.formatted("%2$s") + " OR %1$s = 2 AND " + FOR_TEACHER + ")";

    private StudyMaterial() {}
}
