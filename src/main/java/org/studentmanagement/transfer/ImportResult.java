package org.studentmanagement.transfer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.studentmanagement.terminal.Table;

/** The end of an import that did not fail. */
public record ImportResult(List<Tally> tallies, Optional<Withdrawals> withdrawals, Outcome outcome) {
    /** What was done. */
    public enum Outcome {
        STORED("Stored."),
        UNCHANGED("Nothing changed."),
        DRY_RUN("Nothing was stored: this was a dry run."),
        REFUSED("Nothing was stored, because rows are refused: correct them, or store the rest with --skip-invalid."),
        TOO_MANY_WITHDRAWALS(
                "Nothing was stored, because so many would be withdrawn: if that is meant, say --withdrawals %d.");

        private final String sentence;

        Outcome(String sentence) {
            this.sentence = sentence;
        }
    }

    public boolean refused() {
        return tallies.stream().anyMatch(tally -> tally.refused() > 0);
    }

    private boolean deletes() {
        return tallies.stream().anyMatch(tally -> !tally.deletions().equals(Deletions.NONE));
    }

    private Object[] cells(Tally tally) {
        Stream<Object> told = Stream.of(tally.file(), tally.added(), tally.changed());
        Stream<Object> deleted = deletes()
                ? Stream.of(tally.deletions().done(), tally.deletions().absent())
                : Stream.empty();
        return Stream.of(told, deleted, Stream.<Object>of(tally.unchanged(), tally.refused()))
                .flatMap(cells -> cells)
                .toArray();
    }

    /** The table of numbers and, on the last line, what was done. */
    @Override
    public String toString() {
        Table table = deletes()
                ? new Table("", "new", "changed", "deleted", "not there", "unchanged", "refused")
                : new Table("", "new", "changed", "unchanged", "refused");
        tallies.forEach(tally -> table.row(cells(tally)));
        String withdrawn = withdrawals
                .map(found ->
                        "Missing, and to be withdrawn: %d of %d enrollments.%n".formatted(found.number(), found.of()))
                .orElse("");
        return table
                + System.lineSeparator()
                + withdrawn
                + outcome.sentence.formatted(
                        withdrawals.map(Withdrawals::number).orElse(0L));
    }
}
