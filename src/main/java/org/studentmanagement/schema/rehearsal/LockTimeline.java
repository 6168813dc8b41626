package org.studentmanagement.schema.rehearsal;

import static org.studentmanagement.schema.rehearsal.Html.number;
import static org.studentmanagement.schema.rehearsal.Html.text;
import static org.studentmanagement.schema.rehearsal.TimelineLayout.HALF;
import static org.studentmanagement.schema.rehearsal.TimelineLayout.LEFT;
import static org.studentmanagement.schema.rehearsal.TimelineLayout.LETTER;
import static org.studentmanagement.schema.rehearsal.TimelineLayout.height;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;
import org.studentmanagement.schema.rehearsal.TimelineLayout.Column;
import org.studentmanagement.schema.rehearsal.TimelineLayout.Span;

/**
 * The locks of a rehearsal as a drawing: a column a revision, a lane a table, in which the way up stands above the line and
 * the way down hangs below it. The height of a bar is how long its lock was held; where it stands in its column, and how
 * wide it is, is when.
 */
final class LockTimeline {
    private static final double LABELLED = 40;

    /** Of which the lines are drawn, besides that of the longest lock that is allowed. */
    private static final List<Duration> MARKS =
            List.of(Duration.ofMillis(1), Duration.ofMillis(30), Duration.ofSeconds(1), Duration.ofSeconds(100));

    private static final double APART = 9;

    private final RehearsalReport report;
    private final TimelineLayout layout;
    private final List<String> lanes;
    private final StringBuilder svg = new StringBuilder();

    LockTimeline(RehearsalReport report) {
        this.report = report;
        layout = new TimelineLayout(report.revisions());
        Set<String> tables = new TreeSet<>();
        report.steps().flatMap(step -> step.locks().stream()).forEach(lock -> tables.add(lock.table()));
        lanes = List.copyOf(tables);
    }

    @Override
    public String toString() {
        double bottom = layout.bottom(lanes.size() + 1);
        svg.append("""
                <svg role="img" aria-label="The locks on each table, by revision" width="%1$s" height="%2$s" \
                viewBox="0 0 %1$s %2$s">
                <defs><pattern id="rewritten" width="6" height="6" patternUnits="userSpaceOnUse" \
                patternTransform="rotate(45)"><rect class="hatch" width="2" height="6"/></pattern></defs>
                """.formatted(number(layout.width()), number(bottom + 8)));
        layout.columns().forEach(column -> heading(column, bottom));
        lane(0, "whole revision", "whole");
        layout.columns().forEach(column -> column.revision().steps().forEach(step -> whole(column, step)));
        for (int lane = 0; lane < lanes.size(); lane++) {
            lane(lane + 1, lanes.get(lane), "table");
            for (Column column : layout.columns()) {
                locks(column, lane);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private void heading(Column column, double bottom) {
        RehearsedRevision revision = column.revision();
        boolean unfit = !revision.faults().isEmpty();
        svg.append("<g class=\"column%s\"><title>%s</title><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(
                        unfit ? " unfit" : "",
                        text(RehearsalText.line(revision)),
                        number(column.x()),
                        number(layout.top() - 6),
                        number(column.width()),
                        number(bottom - layout.top() + 6)));
        String place = layout.slanted()
                ? "transform=\"translate(%s %s) rotate(-%d)\""
                        .formatted(number(column.center() + 3), number(layout.top() - 12), TimelineLayout.SLANT)
                : "x=\"%s\" y=\"%s\" text-anchor=\"middle\""
                        .formatted(number(column.center()), number(layout.top() - 14));
        svg.append("<text %s>%s%s</text></g>\n".formatted(place, unfit ? "✕ " : "", text(revision.revision())));
    }

    private void lane(int lane, String name, String kind) {
        double line = layout.line(lane);
        double end = layout.end();
        svg.append("<g class=\"lane %s\"><text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>"
                .formatted(kind, number(LEFT - 14), number(line + 4), text(shortened(name))));
        double limit = height(report.longestLock());
        for (Duration mark : MARKS) {
            if (Math.abs(height(mark) - limit) > APART) {
                svg.append(mark("mark", mark, line, end));
            }
        }
        svg.append(rule("line", line, end));
        if (lane == 0) {
            svg.append(way("up", line - HALF / 2)).append(way("down", line + HALF / 2 + 8));
        } else {
            svg.append(mark("limit", report.longestLock(), line, end));
        }
        svg.append("</g>\n");
    }

    private static String way(String way, double y) {
        return "<text class=\"way\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>"
                .formatted(number(LEFT - 14), number(y), way);
    }

    private static String mark(String kind, Duration duration, double line, double end) {
        double height = height(duration);
        return rule(kind, line - height, end)
                + rule(kind, line + height, end)
                + "<text class=\"scale %s\" x=\"%s\" y=\"%s\">%s</text>"
                        .formatted(kind, number(end + 6), number(line - height + 3), HumanReadable.round(duration));
    }

    private static String shortened(String name) {
        return name.length() * LETTER < LEFT - 20 ? name : name.substring(0, 21) + "…";
    }

    private static String rule(String kind, double y, double end) {
        return "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                .formatted(kind, number(LEFT), number(end), number(y), number(y));
    }

    private void whole(Column column, RehearsalStep step) {
        if (step.way() != Way.AGAIN) {
            String title = "%s, %s: %s%s"
                    .formatted(
                            column.revision().revision(),
                            step.way().words(),
                            HumanReadable.of(step.duration()),
                            step.rows() == 0 ? "" : ", " + HumanReadable.count(step.rows(), "row"));
            bar(column, 0, step.way(), Duration.ZERO, step.duration(), step, "whole", title);
        }
    }

    /** The longest first, so that those which are drawn over it can be seen. */
    private void locks(Column column, int lane) {
        for (RehearsalStep step : column.revision().steps()) {
            step.locks().stream()
                    .filter(lock -> lock.table().equals(lanes.get(lane)) && step.way() != Way.AGAIN)
                    .sorted(Comparator.comparing(TableLock::held).reversed().thenComparing(TableLock::mode))
                    .forEach(lock -> {
                        boolean rewritten = step.rewritten().contains(lock.table())
                                && lock.stops() == LockConflict.READS_AND_WRITES;
                        String title = "%s, %s: %s lock on %s, from %s to %s: %s%s"
                                .formatted(
                                        column.revision().revision(),
                                        step.way().words(),
                                        lock.mode(),
                                        lock.table(),
                                        HumanReadable.of(lock.from()),
                                        HumanReadable.of(lock.to()),
                                        lock.words(),
                                        rewritten ? ", and rewrites it" : "");
                        bar(
                                column,
                                lane + 1,
                                step.way(),
                                lock.from(),
                                lock.to(),
                                step,
                                lock.stops().toString(),
                                title);
                        if (rewritten) {
                            bar(column, lane + 1, step.way(), lock.from(), lock.to(), step, "rewritten", title);
                        }
                    });
        }
    }

    private void bar(
            Column column,
            int lane,
            Way way,
            Duration from,
            Duration to,
            RehearsalStep step,
            String kind,
            String title) {
        Span span = column.span(from, to, step.duration());
        double height = height(to.minus(from));
        double y = way == Way.DOWN ? layout.line(lane) + 0.5 : layout.line(lane) - 0.5 - height;
        svg.append(
                "<rect class=\"bar %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"1.5\"><title>%s</title></rect>"
                        .formatted(
                                kind, number(span.x()), number(y), number(span.width()), number(height), text(title)));
        if (column.width() > LABELLED && !kind.equals("rewritten")) {
            svg.append("<text class=\"held\" x=\"%s\" y=\"%s\">%s</text>"
                    .formatted(
                            number(Math.min(span.x(), column.x() + column.width() - LABELLED)),
                            number(way == Way.DOWN ? y + height + 9 : y - 2.5),
                            HumanReadable.of(to.minus(from))));
        }
        svg.append('\n');
    }
}
