package org.studentmanagement.oneroster;

import java.math.BigDecimal;
import java.util.Objects;
import org.studentmanagement.grading.SentMark;

/** A result as a platform sends it, of a lineItem and a student that are known, as a mark. */
record SentResult(String id, long lineItem, SentMark mark, String reason) {
    static final String GRADED = "fully graded";
    static final String NOT_SUBMITTED = "not submitted";
    static final String EXEMPT = "exempt";

    /** Why a mark that students have seen becomes another, where the platform does not say. */
    static final String REASON = "Sent by OneRoster";

    /**
     * @param id that it is to have, or null
     * @throws OneRosterRefusal if there is no mark of this kind
     */
    static SentResult of(String id, Sent sent, long lineItem, long student) {
        String status = sent.needed("scoreStatus");
        boolean graded = status.equals(GRADED);
        BigDecimal score = graded ? sent.number("score") : null;
        if (graded && score == null) {
            throw OneRosterRefusal.unfit("score is missing: what is fully graded has one.");
        }
        return new SentResult(
                id,
                lineItem,
                new SentMark(student, state(status), score, sent.text("comment")),
                sent.metadata("reason"));
    }

    /** Why what was known becomes another. */
    static String reason(Sent sent) {
        return Objects.requireNonNullElse(sent.metadata("reason"), REASON);
    }

    /** What is not marked yet is no mark. */
    private static String state(String status) {
        return switch (status) {
            case GRADED -> "marked";
            case NOT_SUBMITTED -> "absent";
            case EXEMPT -> "excused";
            default ->
                throw OneRosterRefusal.unfit(
                        "scoreStatus is fully graded, not submitted or exempt: send what is marked to the end.");
        };
    }
}
