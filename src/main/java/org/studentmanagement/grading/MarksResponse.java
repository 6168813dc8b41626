package org.studentmanagement.grading;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** What became of marks, an item for each that was sent, in that order. */
@Schema(name = "MarksResult", description = "What became of each mark, in the order of the request")
record MarksResponse(
        @Schema(description = "How many are new") long added,

        @Schema(description = "How many are others than before")
        long changed,

        @Schema(description = "How many were there already, and are as they were")
        long kept,

        @Schema(description = "How many were refused") long refused,

        @Schema(description = "Whether nothing was stored, as was asked for")
        boolean dryRun,

        List<Item> items) {

    @Schema(name = "MarksResultItem", description = "What became of one mark")
    record Item(
            @Schema(description = "Null where there is no such student", examples = "1", nullable = true)
            Long studentId,

            @Schema(description = "What the same would have been answered by itself", examples = "200")
            int status,

            @Schema(description = "Kind of the problem where it was refused", examples = "stale", nullable = true)
            String problem,

            @Schema(description = "Why it was refused", nullable = true)
            String detail,

            @Schema(description = "Of the mark as it is stored now; 0 where there is none", examples = "0")
            long version) {

        boolean refused() {
            return status >= StatusCode.BAD_REQUEST;
        }
    }

    static MarksResponse of(List<Marking.Decision> decisions, boolean dryRun) {
        List<Item> items = decisions.stream().map(MarksRefused::item).toList();
        return new MarksResponse(
                count(decisions, "ADDED"),
                count(decisions, "CHANGED"),
                count(decisions, "KEPT"),
                items.stream().filter(Item::refused).count(),
                dryRun,
                items);
    }

    private static long count(List<Marking.Decision> decisions, String outcome) {
        return decisions.stream()
                .filter(decision -> decision.outcome().equals(outcome))
                .count();
    }
}
