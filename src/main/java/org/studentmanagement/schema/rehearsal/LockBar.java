package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;

/**
 * A lock in a {@link LockTimeline}, from the line of its lane upwards or downwards.
 *
 * @param rewritten whether the table was copied to another file under it
 * @param labelled whether there is room to say how long it was held
 */
@RegisterForReflection
public record LockBar(
        String kind,
        boolean rewritten,
        double x,
        double y,
        double width,
        double height,
        String title,
        boolean labelled,
        double labelX,
        double labelY,
        Duration held) {
    private static final double HIGHEST = 46;
    private static final double LEAST_WIDTH = 3;
    private static final double LABEL_WIDTH = 40;

    /** The scale goes from a tenth of a millisecond over six decades to a hundred seconds. */
    private static final double FIRST_MILLISECOND = 0.1;

    private static final int DECADES = 6;

    /** What happened from one moment of a step to another. */
    static LockBar of(
            RevisionColumn column,
            RehearsalStep step,
            Duration from,
            Duration to,
            String kind,
            boolean rewritten,
            String title) {
        Duration held = to.minus(from);
        double room = column.width() - 2 * RevisionColumn.PADDING;
        double left = column.x() + RevisionColumn.PADDING;
        double scale = room / Math.max(HumanReadable.milliseconds(step.duration()), FIRST_MILLISECOND);
        double width = Math.min(Math.max(LEAST_WIDTH, HumanReadable.milliseconds(held) * scale), room);
        double x = Math.min(left + HumanReadable.milliseconds(from) * scale, left + room - width);
        double height = height(held);
        boolean down = step.way() == Way.DOWN;
        double y = down ? 0.5 : -0.5 - height;
        return new LockBar(
                kind,
                rewritten,
                x,
                y,
                width,
                height,
                title,
                column.width() > LABEL_WIDTH,
                Math.min(x, column.x() + column.width() - LABEL_WIDTH),
                down ? y + height + 9 : y - 2.5,
                held);
    }

    static double height(Duration duration) {
        double decades =
                Math.log10(Math.max(HumanReadable.milliseconds(duration), FIRST_MILLISECOND) / FIRST_MILLISECOND);
        return Math.max(2, Math.min(decades / DECADES, 1) * HIGHEST);
    }
}
