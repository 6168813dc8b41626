package org.studentmanagement.transfer;

import java.util.List;
import org.studentmanagement.terminal.Table;

/** The end of an import that did not fail. */
record ImportResult(List<Tally> tallies, Outcome outcome) {
    enum Outcome {
        STORED("Stored."),
        UNCHANGED("Nothing changed."),
        DRY_RUN("Nothing was stored: this was a dry run."),
        REFUSED("Nothing was stored, because rows are refused: correct them, or store the rest with --skip-invalid.");

        private final String sentence;

        Outcome(String sentence) {
            this.sentence = sentence;
        }
    }

    boolean refused() {
        return tallies.stream().anyMatch(tally -> tally.refused() > 0);
    }

    /** The table of numbers and, on the last line, what was done. */
    @Override
    public String toString() {
        Table table = new Table("", "new", "changed", "unchanged", "refused");
        tallies.forEach(
                tally -> table.row(tally.file(), tally.added(), tally.changed(), tally.unchanged(), tally.refused()));
        return table + System.lineSeparator() + outcome.sentence;
    }
}
