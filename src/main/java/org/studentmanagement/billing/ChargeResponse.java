package org.studentmanagement.billing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of each charge. */
@Schema(name = "ChargeResult", description = "What became of each student, in the order of the request")
record ChargeResponse(
        @Schema(description = "How many fees are new") long charged,

        @Schema(description = "How many had a fee for the month already, which stays as it is")
        long skipped,

        @Schema(description = "How many have left school by the first day of the month, and were not charged")
        long departed,

        @Schema(description = "How many students there are not")
        long unknown,

        @Schema(description = "Whether nothing was stored, as was asked for")
        boolean dryRun,

        List<Item> items) {

    static final String CHARGED = "charged";
    static final String SKIPPED = "skipped";
    static final String DEPARTED = "departed";
    static final String UNKNOWN = "unknown";

    @RegisterForReflection
    @Schema(name = "ChargeResultItem", description = "What became of one student")
    record Item(
            @Schema(examples = "1") long studentId,

            @Schema(
                    description =
                            "The fee for the month, be it new or not; null where there is none, as of one that a dry run would charge",
                    examples = "1",
                    nullable = true)
            Long feeId,

            @Schema(
                    description = "charged, skipped where the month was charged already, departed where the student has"
                            + " left school, or unknown where there is no such student",
                    examples = CHARGED,
                    enumeration = {CHARGED, SKIPPED, DEPARTED, UNKNOWN})
            String outcome) {}

    static ChargeResponse of(List<Item> items, boolean dryRun) {
        return new ChargeResponse(
                count(items, CHARGED),
                count(items, SKIPPED),
                count(items, DEPARTED),
                count(items, UNKNOWN),
                dryRun,
                items);
    }

    private static long count(List<Item> items, String outcome) {
        return items.stream().filter(item -> item.outcome().equals(outcome)).count();
    }
}
