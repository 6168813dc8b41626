package org.studentmanagement.enrollment;

import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of the history. */
@Schema(description = "Something that happened to an enrollment, or to a place on a waiting list")
record EnrollmentEvent(
        @Schema(description = "Of two about one student or course, the later has the higher", examples = "1")
        long id,

        @Schema(
                description =
                        "promoted is enrolled from the waiting list; reopened takes a completion back; erased is about no"
                                + " course: forget all that you hold of the student",
                enumeration = {
                    "enrolled",
                    "promoted",
                    "completed",
                    "reopened",
                    "withdrawn",
                    "waitlisted",
                    "left_waitlist",
                    "erased"
                })
        String kind,

        @Schema(
                description =
                        "The enrollment, from its beginning to its end; null of a waiting list, and of who was erased",
                format = "uuid",
                nullable = true)
        String stint,

        @Schema(
                description = "Who may be gone; who was erased has another number before that, which nobody else has",
                examples = "1")
        long studentId,

        @Schema(description = "Which may be gone; null of who was erased", examples = "2", nullable = true)
        Long courseId,

        @Schema(
                description = "When it took effect; null where that was before times were recorded",
                examples = "2026-11-20T09:00:00Z",
                nullable = true)
        Instant happenedAt,

        @Schema(description = "When it was written down", examples = "2026-11-20T09:00:00Z")
        Instant recordedAt,

        @Schema(description = "Of a completion", examples = "2026-06-25", nullable = true)
        LocalDate completedOn,

        @Schema(description = "Of a completion: distinction, pass or fail", examples = "pass", nullable = true)
        String result,

        @Schema(description = "Rules that a registrar has set aside: seats, window, prerequisites; none mostly")
        String[] overrides,

        @Schema(
                description = "The subject of a token, or a user of the database; null where nobody knows",
                examples = "registrar",
                nullable = true)
        String actor,

        @Schema(description = "X-Request-ID of the request that did it", nullable = true)
        String requestId,

        @Schema(description = "In the words of who did it", nullable = true)
        String reason) {

    /** Of {@code enrollment_events e}. */
    static final String COLUMNS =
            "e.id, e.kind, e.stint::text AS stint, e.student_id, e.course_id, e.happened_at, e.recorded_at, e.completed_on, e.result,"
                    + " coalesce(e.overrides, '{}') AS overrides, e.actor, e.request_id, e.reason";
}
