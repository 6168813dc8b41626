package org.studentmanagement.cluster;

import java.time.Duration;

/** The longest time between two things of which many happen. */
final class Silence {
    private long last = System.nanoTime();
    private long longest;
    private long end = last;
    private int heard;

    synchronized void heard() {
        long now = System.nanoTime();
        if (now - last > longest) {
            longest = now - last;
            end = now;
        }
        last = now;
        heard++;
    }

    /** What was before is forgotten. */
    synchronized void begin() {
        last = System.nanoTime();
        longest = 0;
        heard = 0;
    }

    synchronized Duration longest() {
        return Duration.ofNanos(longest);
    }

    /** How much later than the other one's this one's ended. */
    Duration after(Silence other) {
        return Duration.ofNanos(end() - other.end());
    }

    private synchronized long end() {
        return end;
    }

    synchronized int times() {
        return heard;
    }
}
