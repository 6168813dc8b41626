package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;

/** A line of the history of marks, as the database has written it. */
@Schema(description = "A change of a mark of a test that was published")
record MarkChange(
        @Schema(description = "Of two of one mark, the later has the higher", examples = "17")
        long id,

        @Schema(examples = "1") long testId,

        @Schema(examples = "1") long studentId,

        @Schema(enumeration = {TestValues.MARKED, TestValues.ABSENT, TestValues.EXCUSED})
        String oldState,

        @Schema(examples = "78.00", nullable = true) BigDecimal oldScore,

        @Schema(nullable = true) String oldRemark,

        @Schema(description = "Who had marked so") String oldActor,

        @Schema(description = "When it had been marked so", examples = "2026-11-20T09:00:00Z")
        Instant oldUpdatedAt,

        @Schema(description = "Null of a mark that was deleted", nullable = true)
        String newState,

        @Schema(examples = "87.00", nullable = true) BigDecimal newScore,

        @Schema(nullable = true) String newRemark,

        @Schema(description = "The subject of a token, or a user of the database")
        String actor,

        @Schema(description = "X-Request-ID of the request that did it", nullable = true)
        String requestId,

        @Schema(
                description = "In the words of who did it; null where the database was written to directly",
                nullable = true)
        String reason,

        @Schema(examples = "2026-11-20T09:00:00Z") Instant changedAt) {

    /** Of {@code mark_changes c}. */
    static final String COLUMNS =
            "c.id, c.test_id, c.student_id, c.old_state, c.old_score, c.old_remark, c.old_actor, c.old_updated_at,"
                    + " c.new_state, c.new_score, c.new_remark, c.actor, c.request_id, c.reason, c.changed_at";

    static Uni<Page<MarkChange>> of(long test, Long student, PageQuery query) {
        return new Listing<>(MarkChange.class, COLUMNS, "mark_changes c", "c.id", MarkChange::id)
                .sortedBy("id", "c.id", Long.class, MarkChange::id)
                .where("c.test_id = %s", test)
                .where("c.student_id = %s", student)
                .page(query);
    }
}
