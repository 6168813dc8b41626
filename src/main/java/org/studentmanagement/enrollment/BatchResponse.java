package org.studentmanagement.enrollment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a batch, an item for each enrollment that was asked for, in that order. */
@Schema(name = "EnrollmentBatchResult", description = "What became of each enrollment, in the order of the request")
record BatchResponse(
        @Schema(description = "How many are new") long added,
        @Schema(description = "How many were there already") long alreadyEnrolled,
        @Schema(description = "How many wait for a seat") long waiting,
        @Schema(description = "How many were refused") long refused,

        @Schema(description = "Whether nothing was stored, as was asked for")
        boolean dryRun,

        List<Item> items) {

    @Schema(name = "EnrollmentBatchItem", description = "What became of one enrollment")
    record Item(
            @Schema(description = "Null where there is no such student", examples = "1", nullable = true)
            Long studentId,

            @Schema(description = "Null where there is no such course", examples = "2", nullable = true)
            Long courseId,

            @Schema(description = "What the same would have been answered by itself", examples = "201")
            int status,

            @Schema(description = "Kind of the problem where it was refused", examples = "course-full", nullable = true)
            String problem,

            @Schema(description = "Why it was refused", examples = "is full", nullable = true)
            String detail,

            @Schema(description = "Place on the waiting list, or the one to be had", examples = "1", nullable = true)
            Long place) {

        boolean refused() {
            return status >= 400;
        }
    }

    static BatchResponse of(List<Item> items, boolean dryRun) {
        return new BatchResponse(
                count(items, 201), count(items, 200), count(items, 202), refused(items), dryRun, items);
    }

    private static long count(List<Item> items, int status) {
        return items.stream().filter(item -> item.status() == status).count();
    }

    private static long refused(List<Item> items) {
        return items.stream().filter(Item::refused).count();
    }
}
