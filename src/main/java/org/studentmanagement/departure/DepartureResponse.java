package org.studentmanagement.departure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request to leave school, and what became of it. */
@Schema(name = "Departure", description = "A request to leave school, and what became of it")
record DepartureResponse(
        long id,

        @Schema(examples = "1") long studentId,

        @Schema(
                description = "The first day without school: asked for and, once granted, the one from which it holds",
                examples = "2026-11-20")
        LocalDate leavesOn,

        @Schema(examples = "The family moves to Leeds.") String reason,

        @Schema(
                description = "How far it has come",
                examples = "granted",
                enumeration = {"requested", "granted", "refused", "withdrawn", "taken_back"})
        String state,

        @Schema(description = "Who asked, a token's subject", examples = "registrar")
        String askedBy,

        @Schema(examples = "2026-11-20T09:00:00Z") Instant askedAt,

        @Schema(description = "Who decided last, a token's subject", examples = "registrar", nullable = true)
        String decidedBy,

        @Schema(examples = "2026-11-20T09:00:00Z", nullable = true)
        Instant decidedAt,

        @Schema(description = "In the words of who decided", examples = "Books are returned.", nullable = true)
        String note,

        @Schema(description = "Id of the class that it ended", examples = "1", nullable = true)
        Long classId,

        @Schema(description = "Codes of the courses of the enrollments that it ended", examples = "[\"AAA-2013J\"]")
        List<String> courseCodes) {

    /** Of a row {@code d}. */
    static final String COLUMNS = """
            d.id, d.student_id, d.leaves_on, d.reason, d.state, d.asked_by, d.asked_at, d.decided_by, d.decided_at, d.note, d.class_id,
              ARRAY(SELECT c.code::text FROM courses c WHERE c.id = ANY(d.course_ids) ORDER BY c.code) AS course_codes""";

    static final String OF_STUDENT =
            "SELECT " + COLUMNS + " FROM departures d WHERE d.student_id = $1 ORDER BY d.id DESC";
}
