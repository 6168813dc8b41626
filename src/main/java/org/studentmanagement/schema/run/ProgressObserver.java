package org.studentmanagement.schema.run;

import java.io.PrintWriter;
import java.time.Duration;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.terminal.Progress;

/** Shows a bar, and a line for each revision as it ends. */
public final class ProgressObserver implements MigrationObserver, AutoCloseable {
    private final PrintWriter err;
    private final String task;
    private volatile Progress progress;

    public ProgressObserver(PrintWriter err, String task) {
        this.err = err;
        this.task = task;
    }

    @Override
    public void begins(int revisions) {
        progress = Progress.ofSteps(task, revisions);
    }

    @Override
    public void ended(Revision revision, Direction direction, Duration duration, long rows) {
        String touched = rows == 0 ? "" : ", " + rows + (rows == 1 ? " row" : " rows");
        note("%-4s %s, %d ms%s".formatted(direction, revision.slug(), duration.toMillis(), touched));
        if (progress != null) {
            progress.step();
        }
    }

    @Override
    public void note(String sentence) {
        err.println(progress == null ? sentence : Progress.makeRoom() + sentence);
    }

    /** Ends the bar where there is one, so that what is printed next comes after it. */
    public void end() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }

    @Override
    public void close() {
        end();
    }
}
