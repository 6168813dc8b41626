package org.studentmanagement.schema.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything of a {@link LockTimeline} stands, in pixels.
 *
 * <p>Half a millisecond and a minute stand side by side. So a height is how long something took, on a logarithmic scale that
 * is the same everywhere, and a revision that takes longer gets a wider column, but one that takes a thousand times as long
 * not a thousand times the width.
 */
final class TimelineLayout {
    static final double LEFT = 172;
    static final double HALF = 46;
    static final double LETTER = 6.7;
    static final int SLANT = 48;

    private static final double RIGHT = 46;
    private static final double LEAST_WIDTH = 1235;
    private static final double COLUMN_LEAST = 24;
    private static final double LANE = 112;
    private static final double PADDING = 4;
    private static final double LEAST_BAR = 3;

    /** How much of the width is shared out by time, where all names are to have room beside each other. */
    private static final double EVEN = 0.25;

    /** The scale goes from a tenth of a millisecond over six decades to a hundred seconds. */
    private static final double FIRST_MILLISECOND = 0.1;

    private static final int DECADES = 6;

    /** What a revision has of the width. */
    record Column(RehearsedRevision revision, double x, double width) {
        double center() {
            return x + width / 2;
        }

        /** What happened from one moment of a step to another. */
        Span span(Duration from, Duration to, Duration step) {
            double room = width - 2 * PADDING;
            double whole = Math.max(HumanReadable.milliseconds(step), FIRST_MILLISECOND);
            double length =
                    Math.min(Math.max(LEAST_BAR, HumanReadable.milliseconds(to.minus(from)) / whole * room), room);
            double begin = x + PADDING + HumanReadable.milliseconds(from) / whole * room;
            return new Span(Math.min(begin, x + PADDING + room - length), length);
        }
    }

    record Span(double x, double width) {}

    private final List<Column> columns = new ArrayList<>();
    private final boolean slanted;
    private final double top;
    private final double right;

    TimelineLayout(List<RehearsedRevision> revisions) {
        int count = revisions.size();
        double longest = revisions.stream()
                        .mapToInt(revision -> revision.revision().length())
                        .max()
                        .orElse(0)
                * LETTER;
        slanted = longest > (LEAST_WIDTH - LEFT - RIGHT) / count - 2 * PADDING;
        double slant = Math.toRadians(SLANT);
        right = slanted ? Math.max(RIGHT, longest * Math.cos(slant) - COLUMN_LEAST / 2) : RIGHT;
        top = slanted ? longest * Math.sin(slant) + 26 : 34;
        double room = Math.max(LEAST_WIDTH - LEFT - right, count * COLUMN_LEAST);
        double spare = (room - count * COLUMN_LEAST) * (slanted ? 1 : EVEN);
        double weight = revisions.stream().mapToDouble(TimelineLayout::weight).sum();
        double x = LEFT;
        for (RehearsedRevision revision : revisions) {
            double width = (room - spare) / count + spare * weight(revision) / weight;
            columns.add(new Column(revision, x, width));
            x += width;
        }
    }

    private static double weight(RehearsedRevision revision) {
        return 1
                + Math.log10(1
                        + revision.steps().stream()
                                .mapToDouble(step -> HumanReadable.milliseconds(step.duration()))
                                .max()
                                .orElse(0));
    }

    List<Column> columns() {
        return columns;
    }

    /** Whether the names have no room beside each other. */
    boolean slanted() {
        return slanted;
    }

    /** Below the names. */
    double top() {
        return top;
    }

    /** Where the columns end. */
    double end() {
        Column last = columns.get(columns.size() - 1);
        return last.x() + last.width();
    }

    double width() {
        return end() + right;
    }

    /** Below a number of lanes. */
    double bottom(int lanes) {
        return top + lanes * LANE;
    }

    /** The line of a lane, from which the bars stand up and hang down. */
    double line(int lane) {
        return top + lane * LANE + LANE / 2;
    }

    static double height(Duration duration) {
        double decades =
                Math.log10(Math.max(HumanReadable.milliseconds(duration), FIRST_MILLISECOND) / FIRST_MILLISECOND);
        return Math.max(2, Math.min(decades / DECADES, 1) * HALF);
    }
}
