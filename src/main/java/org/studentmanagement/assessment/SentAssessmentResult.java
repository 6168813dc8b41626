package org.studentmanagement.assessment;

import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Sql;

/**
 * A result of an assessment as other software sends it, which knows no versions: the last that is sent counts, and what was before is
 * kept in its history. Whose it is stays.
 *
 * @param scaleCourseId whose grades it has; this or the class, or neither
 * @param learningObjectives JSON, or null
 * @param metadata JSON, or null
 */
public record SentAssessmentResult(
        long assessmentId,
        long studentId,

        @NotNull
        @CodePointLength(max = AssessmentValues.STATUS_LENGTH)
        @Pattern(regexp = AssessmentValues.STATUS, message = AssessmentValues.A_STATUS)
        String scoreStatus,

        @Digits(
                integer = AssessmentValues.DIGITS,
                fraction = AssessmentValues.DECIMALS,
                message = AssessmentValues.A_NUMBER)
        BigDecimal score,

        @CodePointLength(max = AssessmentValues.TITLE_LENGTH)
        String textScore,

        LocalDate scoreDate,

        @Digits(
                integer = AssessmentValues.DIGITS,
                fraction = AssessmentValues.DECIMALS,
                message = AssessmentValues.A_NUMBER)
        BigDecimal scorePercentile,

        Long scaleCourseId,
        Long scaleClassId,

        @CodePointLength(max = AssessmentValues.TEXT_LENGTH) String comment,

        Boolean inProgress,
        Boolean incomplete,
        Boolean late,
        Boolean missing,
        String learningObjectives,
        String metadata) {
    private static final String COLUMNS =
            "assessment_id, student_id, score_status, score, text_score, score_date, score_percentile, scale_course_id,"
                    + " scale_class_id, comment, in_progress, incomplete, late, missing, learning_objectives, metadata";

    private static final String VALUES =
            "$2::bigint, $3::bigint, $4::text, $5::text::numeric, $6::text, $7::date, $8::text::numeric, $9::bigint, $10::bigint,"
                    + " $11::text, $12::boolean, $13::boolean, $14::boolean, $15::boolean, $16::text::jsonb, $17::text::jsonb";

    private static final String STORE = "WITH " + Cause.ACTING + " INSERT INTO assessment_results (" + COLUMNS
            + ") SELECT " + VALUES + " FROM acting RETURNING id";

    private static final String CHANGE = "WITH " + Cause.ACTING + " UPDATE assessment_results r SET (" + COLUMNS
            + ") = ROW (" + VALUES + ") FROM acting WHERE r.id = $18 AND r.student_id = $3::bigint RETURNING r.id";

    private static final String REMOVE =
            "WITH " + Cause.ACTING + " DELETE FROM assessment_results r USING acting WHERE r.id = $2 RETURNING r.id";

    /** @return its id */
    public Uni<Long> store(String reason) {
        AssessmentValues.check(this);
        return Sql.write(SentAssessment.Id.class, STORE, values(reason).toArray())
                .map(stored -> stored.get(0).id());
    }

    /** In place of one that is stored. */
    public Uni<Void> change(long id, String reason) {
        AssessmentValues.check(this);
        List<Object> values = values(reason);
        values.add(id);
        return Sql.write(SentAssessment.Id.class, CHANGE, values.toArray())
                .invoke(changed -> {
                    if (changed.isEmpty()) {
                        throw ProblemException.invalidParameter(
                                "student", "must stay who it was: store another result for somebody else");
                    }
                })
                .replaceWithVoid();
    }

    public static Uni<Void> remove(long id, String reason) {
        return Sql.write(SentAssessment.Id.class, REMOVE, Cause.of(reason).values(), id)
                .invoke(removed -> {
                    if (removed.isEmpty()) {
                        throw new NotFound("assessment result", id);
                    }
                })
                .replaceWithVoid();
    }

    private List<Object> values(String reason) {
        return new ArrayList<>(Arrays.asList(
                Cause.of(reason).values(),
                assessmentId,
                studentId,
                scoreStatus,
                AssessmentValues.plain(score),
                textScore,
                scoreDate,
                AssessmentValues.plain(scorePercentile),
                scaleCourseId,
                scaleClassId,
                comment,
                inProgress,
                incomplete,
                late,
                missing,
                learningObjectives,
                metadata));
    }
}
