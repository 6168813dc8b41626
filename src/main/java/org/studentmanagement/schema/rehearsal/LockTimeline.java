package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;

/**
 * The locks of a rehearsal as a drawing: a column a revision, a lane a table, in which the way up stands above the line and
 * the way down hangs below it. The height of a bar is how long its lock was held; where it stands in its column, and how
 * wide it is, is when. This is where everything stands, in pixels; {@code lock-timeline.svg} draws it.
 *
 * <p>Half a millisecond and a minute stand side by side. So a height is on a logarithmic scale that is the same everywhere,
 * and a revision that takes longer gets a wider column, but one that takes a thousand times as long not a thousand times the
 * width.
 *
 * @param slanted whether the names have no room beside each other
 * @param top of the columns, and {@code depth} how far they go down from there
 * @param end where the columns end
 */
@RegisterForReflection
public record LockTimeline(
        double width,
        double height,
        boolean slanted,
        double top,
        double depth,
        double end,
        List<RevisionColumn> columns,
        List<TableLane> lanes) {
    private static final double LEFT = 172;
    private static final double RIGHT = 46;
    private static final double LEAST_WIDTH = 1235;
    private static final double COLUMN_LEAST = 24;
    private static final double LANE = 112;
    private static final double LETTER = 6.7;
    private static final double SLANT = Math.toRadians(48);
    private static final double APART = 9;

    /** How much of the width is shared out by time, where all names are to have room beside each other. */
    private static final double EVEN = 0.25;

    /** Of which the lines are drawn, besides that of the longest lock that is allowed. */
    private static final List<Duration> MARKS =
            List.of(Duration.ofMillis(1), Duration.ofMillis(30), Duration.ofSeconds(1), Duration.ofSeconds(100));

    /** A duration that has a line on either side of a lane's own. */
    @RegisterForReflection
    public record ScaleMark(String kind, double height, String label) {
        static ScaleMark of(String kind, Duration duration) {
            return new ScaleMark(kind, LockBar.height(duration), HumanReadable.round(duration));
        }

        public double labelY() {
            return 3 - height;
        }
    }

    /** The bars of a table, or those of the whole revisions; their heights are counted from the lane's line. */
    @RegisterForReflection
    public record TableLane(String name, boolean table, double y, List<ScaleMark> marks, List<LockBar> bars) {}

    static LockTimeline of(RehearsalReport report) {
        List<RehearsedRevision> revisions = report.revisions();
        double longest = revisions.stream()
                        .mapToInt(revision -> revision.revision().length())
                        .max()
                        .orElse(0)
                * LETTER;
        boolean slanted = longest > (LEAST_WIDTH - LEFT - RIGHT) / revisions.size() - 2 * RevisionColumn.PADDING;
        double right = slanted ? Math.max(RIGHT, longest * Math.cos(SLANT) - COLUMN_LEAST / 2) : RIGHT;
        double top = slanted ? longest * Math.sin(SLANT) + 26 : 34;
        List<RevisionColumn> columns = columns(revisions, slanted, top, LEAST_WIDTH - LEFT - right);
        List<TableLane> lanes = lanes(report, columns, top);
        RevisionColumn last = columns.get(columns.size() - 1);
        double end = last.x() + last.width();
        double depth = lanes.size() * LANE + 6;
        return new LockTimeline(end + right, top + depth + 2, slanted, top - 6, depth, end, columns, lanes);
    }

    public double scaleX() {
        return end + 6;
    }

    private static List<RevisionColumn> columns(
            List<RehearsedRevision> revisions, boolean slanted, double top, double width) {
        int count = revisions.size();
        double room = Math.max(width, count * COLUMN_LEAST);
        double spare = (room - count * COLUMN_LEAST) * (slanted ? 1 : EVEN);
        double weight = revisions.stream().mapToDouble(LockTimeline::weight).sum();
        List<RevisionColumn> columns = new ArrayList<>();
        double x = LEFT;
        for (RehearsedRevision revision : revisions) {
            double own = (room - spare) / count + spare * weight(revision) / weight;
            columns.add(new RevisionColumn(revision, x, own, slanted ? 3 : 0, top - (slanted ? 12 : 14)));
            x += own;
        }
        return columns;
    }

    private static double weight(RehearsedRevision revision) {
        return 1
                + Math.log10(1
                        + revision.steps().stream()
                                .mapToDouble(step -> HumanReadable.milliseconds(step.duration()))
                                .max()
                                .orElse(0));
    }

    private static List<TableLane> lanes(RehearsalReport report, List<RevisionColumn> columns, double top) {
        ScaleMark limit = ScaleMark.of("limit", report.longestLock());
        List<ScaleMark> marks = MARKS.stream()
                .map(duration -> ScaleMark.of("mark", duration))
                .filter(mark -> Math.abs(mark.height() - limit.height()) > APART)
                .toList();
        List<ScaleMark> limited =
                Stream.concat(marks.stream(), Stream.of(limit)).toList();
        TreeSet<String> tables = new TreeSet<>();
        report.steps().flatMap(step -> step.locks().stream()).forEach(lock -> tables.add(lock.table()));
        List<TableLane> lanes = new ArrayList<>();
        lanes.add(new TableLane("whole revision", false, top + LANE / 2, marks, bars(columns, LockTimeline::whole)));
        for (String table : tables) {
            lanes.add(new TableLane(
                    shortened(table),
                    true,
                    top + (lanes.size() + 0.5) * LANE,
                    limited,
                    bars(columns, (column, step) -> locks(column, step, table))));
        }
        return lanes;
    }

    private interface Drawing {
        Stream<LockBar> bars(RevisionColumn column, RehearsalStep step);
    }

    /** The second way up would hide the first. */
    private static List<LockBar> bars(List<RevisionColumn> columns, Drawing drawing) {
        return columns.stream()
                .flatMap(column -> column.rehearsed().steps().stream()
                        .filter(step -> step.way() != Way.AGAIN)
                        .flatMap(step -> drawing.bars(column, step)))
                .toList();
    }

    private static Stream<LockBar> whole(RevisionColumn column, RehearsalStep step) {
        String rows = step.rows() == 0 ? "" : ", " + HumanReadable.count(step.rows(), "row");
        String title = "%s, %s: %s%s"
                .formatted(column.revision(), step.way().words(), HumanReadable.of(step.duration()), rows);
        return Stream.of(LockBar.of(column, step, Duration.ZERO, step.duration(), "whole", false, title));
    }

    /** The longest first, so that those which are drawn over it can be seen. */
    private static Stream<LockBar> locks(RevisionColumn column, RehearsalStep step, String table) {
        return step.locks().stream()
                .filter(lock -> lock.table().equals(table))
                .sorted(Comparator.comparing(TableLock::held).reversed().thenComparing(TableLock::mode))
                .map(lock -> {
                    boolean rewritten =
                            step.rewritten().contains(table) && lock.stops() == LockConflict.READS_AND_WRITES;
                    String title = "%s, %s: %s lock on %s, from %s to %s: %s%s"
                            .formatted(
                                    column.revision(),
                                    step.way().words(),
                                    lock.mode(),
                                    table,
                                    HumanReadable.of(lock.from()),
                                    HumanReadable.of(lock.to()),
                                    lock.words(),
                                    rewritten ? ", and rewrites it" : "");
                    return LockBar.of(
                            column, step, lock.from(), lock.to(), lock.stops().toString(), rewritten, title);
                });
    }

    private static String shortened(String name) {
        return name.length() * LETTER < LEFT - 20 ? name : name.substring(0, 21) + "…";
    }
}
