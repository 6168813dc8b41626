package org.studentmanagement.migration.proof.rehearsal;

import static org.studentmanagement.migration.proof.rehearsal.Html.number;
import static org.studentmanagement.migration.proof.rehearsal.Html.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.studentmanagement.migration.proof.rehearsal.Step.Way;

/**
 * The locks of a rehearsal as a drawing: a column a revision, a lane a table, in which the way up stands above the line and
 * the way down hangs below it.
 *
 * <p>Half a millisecond and a minute stand side by side. So the height of a bar is how long its lock was held, on a
 * logarithmic scale that is the same everywhere; where the bar stands in its column, and how wide it is, is when.
 */
final class LockTimeline {
    private static final double LEFT = 172;
    private static final double RIGHT = 46;
    private static final double LEAST_WIDTH = 1235;
    private static final double COLUMN_LEAST = 24;
    private static final double LANE = 112;
    private static final double HALF = 46;
    private static final double LETTER = 6.7;
    private static final double SLANT = Math.toRadians(48);
    private static final double PADDING = 4;
    private static final double LEAST_BAR = 3;
    private static final double LABELLED = 40;

    /** The scale goes from a tenth of a millisecond over six decades to a hundred seconds. */
    private static final double FIRST_MILLISECOND = 0.1;

    private static final int DECADES = 6;

    /** Of which the lines are drawn, besides that of the longest lock that is allowed. */
    private static final List<Duration> MARKS =
            List.of(Duration.ofMillis(1), Duration.ofMillis(30), Duration.ofSeconds(1), Duration.ofSeconds(100));

    /** How much of the width is shared out by time, where all names are to have room beside each other. */
    private static final double EVEN = 0.25;

    private static final double APART = 9;

    private record Column(RehearsedRevision revision, double x, double width) {}

    private final RehearsalReport report;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> lanes;
    private final double width;
    private final double top;
    private final boolean slanted;
    private final StringBuilder svg = new StringBuilder();

    LockTimeline(RehearsalReport report) {
        this.report = report;
        Set<String> tables = new TreeSet<>();
        report.steps().flatMap(step -> step.locks().stream()).forEach(lock -> tables.add(lock.table()));
        lanes = List.copyOf(tables);
        int count = report.revisions().size();
        double longest = report.revisions().stream()
                        .mapToInt(revision -> revision.revision().length())
                        .max()
                        .orElse(0)
                * LETTER;
        slanted = longest > (LEAST_WIDTH - LEFT - RIGHT) / count - 2 * PADDING;
        double right = slanted ? Math.max(RIGHT, longest * Math.cos(SLANT) - COLUMN_LEAST / 2) : RIGHT;
        double room = Math.max(LEAST_WIDTH - LEFT - right, count * COLUMN_LEAST);
        double spare = (room - count * COLUMN_LEAST) * (slanted ? 1 : EVEN);
        double weight =
                report.revisions().stream().mapToDouble(LockTimeline::weight).sum();
        double x = LEFT;
        for (RehearsedRevision revision : report.revisions()) {
            double columnWidth = (room - spare) / count + spare * weight(revision) / weight;
            columns.add(new Column(revision, x, columnWidth));
            x += columnWidth;
        }
        top = slanted ? longest * Math.sin(SLANT) + 26 : 34;
        width = LEFT + room + right;
    }

    /** A revision that takes longer gets more room, but one that takes a thousand times as long not a thousand times. */
    private static double weight(RehearsedRevision revision) {
        return 1
                + Math.log10(1
                        + revision.steps().stream()
                                .mapToDouble(step -> Amount.milliseconds(step.duration()))
                                .max()
                                .orElse(0));
    }

    @Override
    public String toString() {
        double bottom = top + (lanes.size() + 1) * LANE;
        svg.append("""
                <svg role="img" aria-label="The locks on each table, by revision" width="%1$s" height="%2$s" \
                viewBox="0 0 %1$s %2$s">
                <defs><pattern id="rewritten" width="6" height="6" patternUnits="userSpaceOnUse" \
                patternTransform="rotate(45)"><rect class="hatch" width="2" height="6"/></pattern></defs>
                """.formatted(number(width), number(bottom + 8)));
        columns.forEach(column -> heading(column, bottom));
        lane(0, "whole revision", "whole");
        columns.forEach(column -> column.revision().steps().forEach(step -> whole(column, step)));
        for (int lane = 0; lane < lanes.size(); lane++) {
            lane(lane + 1, lanes.get(lane), "table");
            for (Column column : columns) {
                locks(column, lane);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private void heading(Column column, double bottom) {
        RehearsedRevision revision = column.revision();
        boolean unfit = !revision.faults().isEmpty();
        double center = column.x() + column.width() / 2;
        svg.append("<g class=\"column%s\"><title>%s</title><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(
                        unfit ? " unfit" : "",
                        text(RehearsalText.line(revision)),
                        number(column.x()),
                        number(top - 6),
                        number(column.width()),
                        number(bottom - top + 6)));
        String place = slanted
                ? "transform=\"translate(%s %s) rotate(-48)\"".formatted(number(center + 3), number(top - 12))
                : "x=\"%s\" y=\"%s\" text-anchor=\"middle\"".formatted(number(center), number(top - 14));
        svg.append("<text %s>%s%s</text></g>\n".formatted(place, unfit ? "✕ " : "", text(revision.revision())));
    }

    private void lane(int lane, String name, String kind) {
        double line = line(lane);
        double end = columns.get(columns.size() - 1).x()
                + columns.get(columns.size() - 1).width();
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
                        .formatted(kind, number(end + 6), number(line - height + 3), Amount.round(duration));
    }

    private static String shortened(String name) {
        return name.length() * LETTER < LEFT - 20 ? name : name.substring(0, 21) + "…";
    }

    private static String rule(String kind, double y, double end) {
        return "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                .formatted(kind, number(LEFT), number(end), number(y), number(y));
    }

    private void whole(Column column, Step step) {
        if (step.way() != Way.AGAIN) {
            String title = "%s, %s: %s%s"
                    .formatted(
                            column.revision().revision(),
                            step.way().words(),
                            Amount.of(step.duration()),
                            step.rows() == 0 ? "" : ", " + Amount.count(step.rows(), "row"));
            bar(column, 0, step.way(), Duration.ZERO, step.duration(), step, "whole", title);
        }
    }

    /** The longest first, so that those which are drawn over it can be seen. */
    private void locks(Column column, int lane) {
        for (Step step : column.revision().steps()) {
            step.locks().stream()
                    .filter(lock -> lock.table().equals(lanes.get(lane)) && step.way() != Way.AGAIN)
                    .sorted(Comparator.comparing(TableLock::held).reversed().thenComparing(TableLock::mode))
                    .forEach(lock -> {
                        boolean rewritten =
                                step.rewritten().contains(lock.table()) && lock.stops() == Stops.READS_AND_WRITES;
                        String title = "%s, %s: %s lock on %s, from %s to %s: %s%s"
                                .formatted(
                                        column.revision().revision(),
                                        step.way().words(),
                                        lock.mode(),
                                        lock.table(),
                                        Amount.of(lock.from()),
                                        Amount.of(lock.to()),
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
            Column column, int lane, Way way, Duration from, Duration to, Step step, String kind, String title) {
        double room = column.width() - 2 * PADDING;
        double whole = Math.max(Amount.milliseconds(step.duration()), FIRST_MILLISECOND);
        double barWidth = Math.max(LEAST_BAR, Amount.milliseconds(to.minus(from)) / whole * room);
        double x = column.x() + PADDING + Amount.milliseconds(from) / whole * room;
        barWidth = Math.min(barWidth, room);
        x = Math.min(x, column.x() + PADDING + room - barWidth);
        double height = height(to.minus(from));
        double y = way == Way.DOWN ? line(lane) + 0.5 : line(lane) - 0.5 - height;
        svg.append(
                "<rect class=\"bar %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"1.5\"><title>%s</title></rect>"
                        .formatted(kind, number(x), number(y), number(barWidth), number(height), text(title)));
        if (column.width() > LABELLED && !kind.equals("rewritten")) {
            svg.append("<text class=\"held\" x=\"%s\" y=\"%s\">%s</text>"
                    .formatted(
                            number(Math.min(x, column.x() + column.width() - LABELLED)),
                            number(way == Way.DOWN ? y + height + 9 : y - 2.5),
                            Amount.of(to.minus(from))));
        }
        svg.append('\n');
    }

    private double line(int lane) {
        return top + lane * LANE + LANE / 2;
    }

    private static double height(Duration duration) {
        double decades = Math.log10(Math.max(Amount.milliseconds(duration), FIRST_MILLISECOND) / FIRST_MILLISECOND);
        return Math.max(2, Math.min(decades / DECADES, 1) * HALF);
    }
}
