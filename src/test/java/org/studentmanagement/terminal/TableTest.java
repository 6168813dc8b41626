package org.studentmanagement.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbersStandRightAndTextStandsLeft() {
        assertThat(new Table("file", "rows", "state").row("a.csv", 7, "ok").row("long.csv", 12345, ""))
                .hasToString("""
                        file       rows  state
                        a.csv         7  ok
                        long.csv  12345""");
    }

    @Test
    void aMissingNumberLeavesItsPlaceBlank() {
        assertThat(new Table("ms", "step").row("", "a").row(12, "b")).hasToString("""
                ms  step
                    a
                12  b""");
    }

    @Test
    void aColumnInWhichNothingStandsTakesNoRoom() {
        assertThat(new Table("", "step").row("", "a")).hasToString("  step\n  a");
    }
}
