package org.studentmanagement.assessment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.PlainText;
import org.studentmanagement.api.Sql;

/**
 * An assessment as other software sends it, which knows no versions: the last that is sent counts.
 *
 * @param courseId for which it is; this or the class, or neither
 * @param parentId of which it is a part, or null
 * @param scaleCourseId whose grades its results have; this or the class, or neither
 * @param learningObjectives JSON, or null
 * @param metadata JSON, or null
 */
public record SentAssessment(
        @NotNull @PlainText @CodePointLength(max = AssessmentValues.TITLE_LENGTH)
        String title,

        @CodePointLength(max = AssessmentValues.TEXT_LENGTH) String description,

        Long courseId,
        Long classId,
        Long parentId,
        Long scaleCourseId,
        Long scaleClassId,

        @Digits(
                integer = AssessmentValues.DIGITS,
                fraction = AssessmentValues.DECIMALS,
                message = AssessmentValues.A_NUMBER)
        BigDecimal resultValueMin,

        @Digits(
                integer = AssessmentValues.DIGITS,
                fraction = AssessmentValues.DECIMALS,
                message = AssessmentValues.A_NUMBER)
        BigDecimal resultValueMax,

        String learningObjectives,
        String metadata) {
    @RegisterForReflection
    record Id(long id) {}

    @RegisterForReflection
    record Used(long results, long parts) {}

    private static final String COLUMNS =
            "title, description, course_id, class_id, parent_id, scale_course_id, scale_class_id, result_value_min,"
                    + " result_value_max, learning_objectives, metadata";

    private static final String VALUES =
            "$1, $2, $3, $4, $5, $6, $7, $8::text::numeric, $9::text::numeric, $10::text::jsonb, $11::text::jsonb";

    private static final String STORE =
            "INSERT INTO assessments (" + COLUMNS + ") VALUES (" + VALUES + ") RETURNING id";

    private static final String CHANGE =
            "UPDATE assessments SET (" + COLUMNS + ") = ROW (" + VALUES + ") WHERE id = $12 RETURNING id";

    private static final String LOCK = "SELECT FROM assessments WHERE id = $1 FOR UPDATE";

    private static final String USED =
            "SELECT (SELECT count(*) FROM assessment_results WHERE assessment_id = $1) AS results,"
                    + " (SELECT count(*) FROM assessments WHERE parent_id = $1) AS parts";

    private static final String REMOVE = "DELETE FROM assessments WHERE id = $1 RETURNING id";

    /** @return its id */
    public Uni<Long> store() {
        AssessmentValues.check(this);
        return Sql.write(Id.class, STORE, values().toArray())
                .map(stored -> stored.get(0).id());
    }

    /** In place of one that is stored. */
    public Uni<Void> change(long id) {
        AssessmentValues.check(this);
        List<Object> values = values();
        values.add(id);
        return Sql.write(Id.class, CHANGE, values.toArray())
                .invoke(changed -> {
                    if (changed.isEmpty()) {
                        throw new NotFound("assessment", id);
                    }
                })
                .replaceWithVoid();
    }

    /** Fails while it has results or parts. */
    public static Uni<Void> remove(long id) {
        return Sql.transaction(sql -> sql.find(() -> new NotFound("assessment", id), LOCK, id)
                        .flatMap(locked -> sql.run(Used.class, USED, id))
                        .invoke(found -> {
                            Used used = found.get(0);
                            if (used.results() + used.parts() > 0) {
                                throw new AssessmentInUse(used.results(), used.parts());
                            }
                        })
                        .flatMap(unused -> sql.run(Id.class, REMOVE, id)))
                .replaceWithVoid();
    }

    private List<Object> values() {
        return new ArrayList<>(Arrays.asList(
                title,
                description,
                courseId,
                classId,
                parentId,
                scaleCourseId,
                scaleClassId,
                AssessmentValues.plain(resultValueMin),
                AssessmentValues.plain(resultValueMax),
                learningObjectives,
                metadata));
    }
}
