package org.studentmanagement.terminal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * How far a task has come, on standard error: a bar on a terminal, elsewhere a line every few seconds, so none for a
 * task that ends sooner.
 */
public final class Progress implements AutoCloseable {
    /** The total of a task whose end is not known beforehand. */
    public static final long UNKNOWN = -1;

    private static final Duration BAR_INTERVAL = Duration.ofMillis(200);
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(3);
    private static final int KILOBYTE = 1000;
    private static final int LINE_WIDTH = 200;
    private static final boolean TERMINAL = standardErrorIsTerminal();

    private final LongConsumer forward;
    private final Runnable end;

    private Progress(ProgressBarBuilder builder) {
        ProgressBar bar = builder.build();
        forward = bar::stepBy;
        end = bar::close;
    }

    private Progress(LongConsumer forward) {
        this.forward = forward;
        end = () -> {};
    }

    /** Of a task that is shown elsewhere: is told of each part that is done. */
    public static Progress elsewhere(LongConsumer done) {
        return new Progress(done);
    }

    /** A task that ends after so many bytes, which {@link #watch} or {@link #advance} counts, or {@link #UNKNOWN}. */
    public static Progress ofBytes(String task, long total) {
        return new Progress(builder(task, total, " kB", KILOBYTE));
    }

    /** The same of a task that is part of another one: when it has ended, the bar is gone. What is logged, stays. */
    public static Progress passing(String task, long bytes) {
        ProgressBarBuilder builder = builder(task, bytes, " kB", KILOBYTE);
        return new Progress(TERMINAL ? builder.clearDisplayOnFinish() : builder);
    }

    /** A task that ends after so many calls of {@link #step}, or {@link #UNKNOWN}. */
    public static Progress ofSteps(String task, long total) {
        return new Progress(builder(task, total, "", 1));
    }

    public void step() {
        forward.accept(1);
    }

    /** So many bytes more are done. */
    public void advance(long bytes) {
        forward.accept(bytes);
    }

    /** What a line of text on standard error begins with while there is a bar, which it takes the place of. */
    public static String makeRoom() {
        return TERMINAL ? "\r\u001b[K" : "";
    }

    /** The same stream, the bytes of which are counted as they are read. */
    public InputStream watch(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                forward.accept(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                forward.accept(Math.max(count, 0));
                return count;
            }
        };
    }

    @Override
    public void close() {
        end.run();
    }

    private static ProgressBarBuilder builder(String task, long total, String unit, long unitSize) {
        ProgressBarBuilder builder =
                new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUnit(unit, unitSize);
        if (TERMINAL) {
            return builder.setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis((int) BAR_INTERVAL.toMillis());
        }
        return builder.setRenderer((state, width) -> line(state, unit, unitSize))
                .setConsumer(new DelegatingProgressBarConsumer(new ChangedLines(), LINE_WIDTH))
                .setUpdateIntervalMillis((int) LINE_INTERVAL.toMillis());
    }

    private static String line(ProgressState state, String unit, long unitSize) {
        // the bar is rendered when it begins and when it ends, too
        if (state.getTotalElapsed().compareTo(LINE_INTERVAL.dividedBy(2)) < 0) {
            return "";
        }
        long done = state.getCurrent() / unitSize;
        if (state.isIndefinite()) {
            return "%s: %d%s".formatted(state.getTaskName(), done, unit);
        }
        return "%s: %d of %d%s, %d%%"
                .formatted(
                        state.getTaskName(),
                        done,
                        state.getMax() / unitSize,
                        unit,
                        Math.round(100 * state.getNormalizedProgress()));
    }

    /** {@code System.console()} asks about standard input and output, which may be redirected while this is not. */
    private static boolean standardErrorIsTerminal() {
        try {
            return new ProcessBuilder("test", "-t", "2").inheritIO().start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** At its end the bar is rendered twice. */
    private static final class ChangedLines implements Consumer<String> {
        private String last = "";

        @Override
        public void accept(String line) {
            if (!line.equals(last)) {
                System.err.println(line);
            }
            last = line;
        }
    }
}
