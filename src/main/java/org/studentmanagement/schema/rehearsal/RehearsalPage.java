package org.studentmanagement.schema.rehearsal;

import static org.studentmanagement.schema.rehearsal.Html.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;

/** A report as one page that needs nothing else: the verdict, the drawing of the locks, and the figures. */
public final class RehearsalPage {
    private final RehearsalReport report;

    public RehearsalPage(RehearsalReport report) {
        this.report = report;
    }

    @Override
    public String toString() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Rehearsal of %1$s</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <header>
                <p class="of">Rehearsal of %1$s, as of %3$s</p>
                <h1>%4$s <span>→</span> %5$s</h1>
                <p class="verdict %6$s">%7$s</p>
                </header>
                %8$s%9$s%10$s</body>
                </html>
                """.formatted(
                        text(report.source()),
                        style(),
                        report.taken().truncatedTo(ChronoUnit.SECONDS),
                        text(report.from()),
                        text(report.to()),
                        report.fit() ? "fit" : "unfit",
                        text(report.verdict()),
                        figures(),
                        findings(),
                        report.revisions().isEmpty() ? "" : drawing() + table());
    }

    private String figures() {
        return "<dl class=\"figures\">\n"
                + figure("revisions", String.valueOf(report.revisions().size()))
                + figure("all up", HumanReadable.of(report.up()))
                + figure("all down", HumanReadable.of(report.down()))
                + figure("longest stop of reads", longest(List.of(LockConflict.READS_AND_WRITES)))
                + figure("longest stop of writes", longest(List.of(LockConflict.WRITES, LockConflict.READS_AND_WRITES)))
                + figure("rows changed", rowsChanged())
                + figure("disk, at most", "+" + HumanReadable.bytes(peak()))
                + figure(
                        "copied in " + HumanReadable.of(report.copying()),
                        HumanReadable.count(report.rows(), "row") + ", " + HumanReadable.bytes(report.bytes()))
                + "</dl>\n";
    }

    private static String figure(String name, String value) {
        return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(text(name), text(value));
    }

    private String longest(List<LockConflict> stops) {
        return report.steps()
                .filter(step -> step.way() != Way.DOWN)
                .flatMap(step -> step.locks().stream())
                .filter(lock -> stops.contains(lock.stops()))
                .map(TableLock::held)
                .max(Duration::compareTo)
                .map(HumanReadable::of)
                .orElse("none");
    }

    private String rowsChanged() {
        return HumanReadable.count(report.steps()
                .filter(step -> step.way() == Way.UP)
                .mapToLong(RehearsalStep::rows)
                .sum());
    }

    /** What has grown stays; what a revision takes besides is given back at its end. */
    private long peak() {
        long grown = 0;
        long peak = 0;
        for (RehearsedRevision revision : report.revisions()) {
            if (revision.step(Way.UP).isPresent()) {
                RehearsalStep up = revision.step(Way.UP).get();
                peak = Math.max(peak, grown + up.peak());
                grown += up.growth();
            }
        }
        return peak;
    }

    private String findings() {
        String findings = report.revisions().stream()
                        .map(revision -> paragraph(revision.revision(), revision.faults(), "fault")
                                + paragraph(revision.revision(), revision.remarks(), "remark"))
                        .collect(Collectors.joining())
                + paragraph("at the end", report.faults(), "fault")
                + (report.notRehearsed().isEmpty()
                        ? ""
                        : paragraph("not rehearsed", List.of(String.join(", ", report.notRehearsed())), "remark"));
        return findings.isEmpty() ? "" : "<section class=\"findings\">\n" + findings + "</section>\n";
    }

    private static String paragraph(String heading, List<String> sentences, String kind) {
        return sentences.stream()
                .map(sentence -> "<p class=\"%s\"><b>%s</b> %s</p>\n".formatted(kind, text(heading), text(sentence)))
                .collect(Collectors.joining());
    }

    private String drawing() {
        return """
                <section class="drawing">
                <h2>Who waits, for what and how long</h2>
                <p class="legend"><i class="reads_and_writes"></i>stops reads and writes \
                <i class="writes"></i>stops writes \
                <i class="writes_of_its_rows"></i>stops writes of changed rows \
                <i class="schema_changes"></i>stops other schema changes \
                <i class="hatched"></i>rewrites the table</p>
                <div class="scroll">
                %s</div>
                <p class="how">A column is a revision: the way up stands above each line, the way down hangs below it. The \
                higher a bar, the longer its lock was held, from a tenth of a millisecond to a hundred seconds; one that \
                reaches over the dashed line was held longer than %s. Where in its column it stands is when it was held. \
                Point at a bar for its figures.</p>
                </section>
                """.formatted(new LockTimeline(report), HumanReadable.round(report.longestLock()));
    }

    private String table() {
        return """
                <section class="scroll">
                <table>
                <thead><tr><th>revision</th><th>up</th><th>down</th><th>up again</th><th>strongest lock</th>\
                <th>rewritten</th><th>growth</th><th>rows</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </section>
                """.formatted(report.revisions().stream().map(this::row).collect(Collectors.joining()));
    }

    private String row(RehearsedRevision revision) {
        var up = revision.step(Way.UP);
        String purpose = revision.intentions().stream()
                .map(intention -> "<small>alters %s on purpose: %s</small>"
                        .formatted(text(intention.what()), text(intention.reason())))
                .collect(Collectors.joining());
        return "<tr class=\"%s\"><th>%s%s</th><td>%s</td><td>%s</td><td>%s</td><td class=\"words %s\">%s</td>"
                        .formatted(
                                revision.faults().isEmpty() ? "fit" : "unfit",
                                text(revision.revision()),
                                purpose,
                                RehearsalText.time(revision, Way.UP),
                                RehearsalText.time(revision, Way.DOWN),
                                RehearsalText.time(revision, Way.AGAIN),
                                up.flatMap(RehearsalStep::strongest)
                                        .map(TableLock::stops)
                                        .orElse(LockConflict.NOBODY),
                                text(up.flatMap(RehearsalStep::strongest)
                                        .map(TableLock::words)
                                        .orElse("stops nobody")))
                + "<td class=\"words\">%s</td><td>%s</td><td>%s</td></tr>\n"
                        .formatted(
                                text(up.map(step -> String.join(", ", step.rewritten()))
                                        .orElse("")),
                                up.map(step -> HumanReadable.growth(step.growth()))
                                        .orElse(""),
                                up.map(step -> HumanReadable.count(step.rows())).orElse(""));
    }

    private static String style() {
        try (InputStream style = RehearsalPage.class.getResourceAsStream("/db/rehearsal.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
