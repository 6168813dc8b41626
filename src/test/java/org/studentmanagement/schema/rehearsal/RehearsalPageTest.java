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
                .contains("<tr class=\"unfit\"><th>a&lt;b&gt;&amp;c</th><td>up</td>")
                .contains("<tr class=\"unfit\"><th>a&lt;b&gt;&amp;c</th><td>200 ms</td>")
                .contains("<p class=\"fault\"><b>a&lt;b&gt;&amp;c</b> up: &quot;x&quot; is &lt;lost&gt;.</p>")
                .doesNotContain("<lost>", "a<b>");
    }

    @Test
    void aLockIsABarInTheColumnOfItsTableWhereAndAsLongAsItWasHeld() {
        String page =
                page("one", List.of(lock(LockMode.SHARE, 0, 100), lock(LockMode.ACCESS_EXCLUSIVE, 10, 11)), List.of());

        assertThat(page)
                .contains("<th>whole</th><th>students</th>")
                .containsSubsequence(
                        "<td><div title=\"1,234 rows changed\"><i class=\"whole\" style=\"margin-left:0%;width:100%\"></i>"
                                + "200 ms</div></td>",
                        "<td><div title=\"SHARE lock from 0.0 ms to 100 ms: stops writes of students for 100 ms\">"
                                + "<i class=\"writes\" style=\"margin-left:0%;width:50%\"></i>100 ms</div>",
                        "<div title=\"ACCESS EXCLUSIVE lock from 10 ms to 11 ms: stops reads and writes of students for"
                                + " 1.0 ms, and rewrites it\">",
                        "<i class=\"reads_and_writes rewritten\" style=\"margin-left:5%;width:0.5%\"></i>1.0 ms</div>");
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
                .doesNotContain("<table", "<section");
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
