package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What became of the requests of some seconds. */
final class Answers {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int FIRST_REFUSAL = 300;

    private final long begun = System.nanoTime();
    private final List<Double> served = new ArrayList<>();
    private final List<Double> refused = new ArrayList<>();
    private final List<Integer> windows = new ArrayList<>();
    private double seconds;
    /** Requests that were to be sent. */
    long due;
    /** Those of them whose connection was closed without an answer. */
    long closed;
    /** Those that got none for so long that the caller went away. */
    long late;
    /** Those that were not sent, since all connections were waiting for an answer. */
    long unsent;

    void add(int status, long asked) {
        long now = System.nanoTime();
        (status < FIRST_REFUSAL ? served : refused).add((now - asked) / 1e6);
        int window = (int) ((now - begun) / WINDOW);
        while (windows.size() <= window) {
            windows.add(0);
        }
        if (status < FIRST_REFUSAL) {
            windows.set(window, windows.get(window) + 1);
        }
    }

    Answers end() {
        seconds = (System.nanoTime() - begun) / 1e9;
        return this;
    }

    double servedASecond() {
        return served.size() / seconds;
    }

    double dueASecond() {
        return due / seconds;
    }

    /** Milliseconds. */
    double served(double percentile) {
        return percentile(served, percentile);
    }

    double refused(double percentile) {
        return percentile(refused, percentile);
    }

    /** Of those that were to be sent. */
    double partRefused() {
        return 1.0 * refused.size() / due;
    }

    /** Until the first quarter of a second in which as many were served. */
    double secondsUntil(double perSecond) {
        for (int window = 0; window < windows.size(); window++) {
            if (windows.get(window) >= perSecond * WINDOW / 1e9) {
                return window * WINDOW / 1e9;
            }
        }
        return Double.NaN;
    }

    private static double percentile(List<Double> values, double percentile) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (percentile / 100 * (sorted.size() - 1)));
    }
}
