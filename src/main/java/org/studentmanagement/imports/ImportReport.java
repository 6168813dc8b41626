package org.studentmanagement.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.transfer.ImportResult;
import org.studentmanagement.transfer.Refusal;

/** What an import would do or, when it is imported, has done. */
@RegisterForReflection
@Schema(description = "What an import would do or, when it is imported, has done")
record ImportReport(
        @Schema(description = "One for each file") List<SheetCounts> sheets,

        @Schema(description = "Of an import with withdraw_missing", nullable = true)
        MissingEnrollments missing,

        @Schema(description = "Why lines are refused, the first 1,000 of them, file by file; refusals.csv has all")
        List<RefusedLine> refusals) {
    /** So that an answer stays one that a browser can show. */
    static final int REFUSALS = 1000;

    /** What becomes of the lines of a file. */
    @RegisterForReflection
    @Schema(description = "What becomes of the lines of a file")
    record SheetCounts(
            @Schema(examples = "students") String sheet,

            @JsonProperty("new") @Schema(examples = "12") long added,
            @Schema(examples = "3") long changed,
            @Schema(examples = "28770") long unchanged,
            @Schema(examples = "0") long refused,

            @Schema(
                    description = "Rows that a line names to be deleted, as those of a delta of OneRoster may",
                    examples = "0")
            long deleted,

            @Schema(description = "Lines that name to be deleted what is not there, or is gone already", examples = "0")
            long absent) {}

    /** Enrollments that are in no line. */
    @RegisterForReflection
    @Schema(description = "Enrollments that are in no line of the file, and are withdrawn")
    record MissingEnrollments(
            @Schema(description = "How many", examples = "1234")
            long withdrawals,

            @Schema(description = "Of how many that are not completed", examples = "25843")
            long of,

            @Schema(description = "Whether the confirmation has to name the number, since their share is so large")
            boolean toConfirm) {}

    /** A line that is not stored. */
    @RegisterForReflection
    @Schema(description = "A line that is not stored")
    record RefusedLine(
            @Schema(examples = "students") String sheet,

            @Schema(description = "On which it begins; that of the header is 1", examples = "3")
            long line,

            @Schema(
                    description = "Which value is refused; null where it is the whole line",
                    examples = "email",
                    nullable = true)
            String column,

            @Schema(examples = "\"bob\" is not an e-mail address: send one like ada@example.org")
            String reason) {
        static RefusedLine of(Refusal refusal) {
            return new RefusedLine(
                    refusal.file(), refusal.line(), refusal.column().orElse(null), refusal.reason());
        }
    }

    /** Takes the first of those that it is told. */
    static final class Refusals {
        private final List<RefusedLine> first = new ArrayList<>();

        void add(Refusal refusal) {
            if (first.size() < REFUSALS) {
                first.add(RefusedLine.of(refusal));
            }
        }
    }

    /** @param allowed whether so many may be withdrawn without the number being named */
    static ImportReport of(ImportResult result, boolean allowed, Refusals refusals) {
        return new ImportReport(
                result.tallies().stream()
                        .map(tally -> new SheetCounts(
                                tally.file(),
                                tally.added(),
                                tally.changed(),
                                tally.unchanged(),
                                tally.refused(),
                                tally.deletions().done(),
                                tally.deletions().absent()))
                        .toList(),
                result.withdrawals()
                        .map(found -> new MissingEnrollments(found.number(), found.of(), !allowed))
                        .orElse(null),
                refusals.first);
    }

    List<String> files() {
        return sheets.stream().map(SheetCounts::sheet).toList();
    }

    boolean refuses() {
        return sheets.stream().anyMatch(sheet -> sheet.refused() > 0);
    }

    /** How many the confirmation has to name; 0 where it need not. */
    long toConfirm() {
        return missing != null && missing.toConfirm() ? missing.withdrawals() : 0;
    }
}
