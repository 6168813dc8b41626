package org.studentmanagement.assessment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.studentmanagement.student.Holding;

/** What is held about how a student has done in assessments. */
@ApplicationScoped
class HeldAssessments {
    /** A result with its assessment, by which the student knows it. */
    @RegisterForReflection
    record Scored(
            long id,
            String title,
            String scoreStatus,
            BigDecimal score,
            String textScore,
            LocalDate scoreDate,
            BigDecimal scorePercentile,
            String comment,
            Boolean inProgress,
            Boolean incomplete,
            Boolean late,
            Boolean missing,
            String learningObjectives,
            String metadata,
            String actor,
            Instant updatedAt) {}

    /** JSON as it was kept. */
    @RegisterForReflection
    record Changed(
            long id,
            long resultId,
            String oldResult,
            String newResult,
            String actor,
            String requestId,
            String reason,
            Instant changedAt) {}

    private static final String RESULTS = """
            SELECT r.id, a.title, r.score_status, r.score, r.text_score, r.score_date, r.score_percentile, r.comment,
              r.in_progress, r.incomplete, r.late, r.missing,
              r.learning_objectives::text AS learning_objectives, r.metadata::text AS metadata, r.actor, r.updated_at
            FROM assessment_results r JOIN assessments a ON a.id = r.assessment_id
            WHERE r.student_id = $1
            ORDER BY r.score_date, r.id
            """;

    private static final String CHANGES = """
            SELECT c.id, c.result_id, c.old_result::text AS old_result, c.new_result::text AS new_result, c.actor, c.request_id, c.reason,
              c.changed_at
            FROM assessment_result_changes c WHERE c.student_id = $1 ORDER BY c.id
            """;

    @Produces
    Holding results() {
        return new Holding("assessment_results", Scored.class, RESULTS);
    }

    @Produces
    Holding changes() {
        return new Holding("assessment_result_changes", Changed.class, CHANGES);
    }
}
