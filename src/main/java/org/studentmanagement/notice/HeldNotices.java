package org.studentmanagement.notice;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import org.studentmanagement.student.Holding;

/** What a student alone was told, and what of all notices the student has seen. */
@ApplicationScoped
class HeldNotices {
    @RegisterForReflection
    record Told(long id, String title, String body, Instant shownFrom, Instant shownUntil, String createdBy) {}

    @RegisterForReflection
    record Seen(long noticeId, String title, Instant seenAt) {}

    private static final String TOLD = """
            SELECT id, title, body, shown_from, shown_until, created_by FROM notices WHERE student_id = $1 ORDER BY id
            """;

    private static final String SEEN = """
            SELECT s.notice_id, n.title, s.seen_at
            FROM notice_seen s JOIN notices n ON n.id = s.notice_id
            WHERE s.student_id = $1
            ORDER BY s.notice_id
            """;

    @Produces
    Holding notices() {
        return new Holding("notices", Told.class, TOLD);
    }

    @Produces
    Holding seen() {
        return new Holding("seen_notices", Seen.class, SEEN);
    }
}
