package org.studentmanagement.schema.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;
import org.studentmanagement.schema.rehearsal.RehearsalStep.WrittenTables;

class RehearsalPageTest {
    @Test
    void whatTheDatabaseNamesIsTextAndNoMarkup() {
        String page = page("a<b>&c", List.of(), List.of("up: \"x\" is <lost>."));

        assertThat(page)
                .contains("text-anchor=\"middle\">✕ a&lt;b&gt;&amp;c</text>")
                .contains("<tr class=\"unfit\"><th>a&lt;b&gt;&amp;c</th>")
                .contains("<p class=\"fault\"><b>a&lt;b&gt;&amp;c</b> up: &quot;x&quot; is &lt;lost&gt;.</p>")
                .doesNotContain("<lost>", "a<b>");
    }

    @Test
    void aLockStandsAboveTheLineOfItsTableAsHighAsItWasHeldLong() {
        String page =
                page("one", List.of(lock(LockMode.SHARE, 0, 100), lock(LockMode.ACCESS_EXCLUSIVE, 10, 11)), List.of());

        assertThat(page)
                .contains("<g class=\"lane table\" transform=\"translate(0 202)\"><text x=\"158\" y=\"4\""
                        + " text-anchor=\"end\">students</text>")
                .containsSubsequence(
                        "<rect class=\"bar writes\" x=\"176\" y=\"-23.5\" width=\"504.5\" height=\"23\" rx=\"1.5\"><title>one,"
                                + " up: SHARE lock on students, from 0.0 ms to 100 ms: stops writes of students for 100 ms"
                                + "</title></rect>",
                        "<text class=\"held\" x=\"176\" y=\"-26\">100 ms</text>",
                        "<rect class=\"bar reads_and_writes\"",
                        "<rect class=\"bar rewritten\"");
    }

    @Test
    void theFiguresAreWrittenWithAsManyDigitsAsOneWantsToRead() {
        assertThat(page("one", List.of(lock(LockMode.SHARE, 0, 100)), List.of()))
                .contains("<dt>all up</dt><dd>200 ms</dd>")
                .contains("<dt>longest stop of reads</dt><dd>none</dd>")
                .contains("<dt>longest stop of writes</dt><dd>100 ms</dd>")
                .contains("<dt>disk, at most</dt><dd>+2.0 MB</dd>")
                .contains("<dt>copied in 1.5 s</dt><dd>28,785 rows, 5.0 MB</dd>")
                .contains(
                        "<td>200 ms</td><td>failed</td><td>-</td><td class=\"words writes\">stops writes of students for 100 ms"
                                + "</td>")
                .contains("<td class=\"words\">students</td><td>+1.0 MB</td><td>1,234</td></tr>");
    }

    @Test
    void whereNothingWasRehearsedNothingIsDrawn() {
        assertThat(new RehearsalPage(RehearsalReport.nothing("school", "base")).html())
                .contains("<p class=\"verdict fit\">Nothing to rehearse at base.</p>")
                .doesNotContain("<svg", "<table>", "<section");
    }

    private static String page(String revision, List<TableLock> locks, List<String> faults) {
        var up = new RehearsalStep(
                Way.UP,
                Duration.ofMillis(200),
                locks,
                Set.of("students"),
                1_000_000,
                2_000_000,
                1234,
                new WrittenTables(Set.of(), false));
        return new RehearsalPage(new RehearsalReport(
                        "school",
                        Instant.EPOCH,
                        Duration.ofMillis(1500),
                        "base",
                        revision,
                        28_785,
                        5_000_000,
                        Duration.ofSeconds(1),
                        Set.of(),
                        List.of(new RehearsedRevision(revision, List.of(up), faults, List.of(), List.of())),
                        List.of(),
                        List.of()))
                .html();
    }

    private static TableLock lock(LockMode mode, long from, long to) {
        return new TableLock("students", mode, Duration.ofMillis(from), Duration.ofMillis(to));
    }
}
