package org.studentmanagement.api.callers;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many requests are worked on at once; others wait for their turn, and who has waited for too long is to come again. A crowd
 * that comes at once is served; while there are always more than can be served, no more wait than are worked on, and not for
 * long. So the oldest is next: to serve the newest first would hardly be sooner, and would make it a matter of luck.
 */
final class Turns {
    /** Nanoseconds. In so long, a crowd that has come at once is served. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** As long as there are always more than can be served: to wait for longer would serve no more of them. */
    static final long PATIENCE_WHILE_FULL = TimeUnit.MILLISECONDS.toNanos(100);

    enum Place {
        TURN,
        LINE,
        NONE
    }

    private final Map<Messages, Long> line = new LinkedHashMap<>();
    private final int number;
    private final LongSupplier clock;
    private int free;
    private long lastEmpty;

    /** @param clock in nanoseconds */
    Turns(int number, LongSupplier clock) {
        this.clock = clock;
        this.number = number;
        free = number;
    }

    /** A request is worked on now, is told its turn or that it is refused, or is refused at once. */
    synchronized Place begin(Messages request) {
        if (free > 0) {
            free--;
            return Place.TURN;
        }
        long now = clock.getAsLong();
        if (line.isEmpty()) {
            lastEmpty = now;
        } else if (line.size() >= number && isFull(now)) {
            return Place.NONE;
        }
        line.put(request, now);
        return Place.LINE;
    }

    /** Whether there was always somebody waiting for so long that it is no crowd that has come at once. */
    private boolean isFull(long now) {
        return now - lastEmpty > PATIENCE;
    }

    void end() {
        Messages next = next();
        if (next != null) {
            next.turn();
        }
    }

    private synchronized Messages next() {
        Iterator<Messages> waiting = line.keySet().iterator();
        if (!waiting.hasNext()) {
            free++;
            return null;
        }
        Messages next = waiting.next();
        waiting.remove();
        return next;
    }

    /** Its caller is gone. False where its turn has come meanwhile, or it is to be refused. */
    synchronized boolean leave(Messages request) {
        return line.remove(request) != null;
    }

    synchronized int waiting() {
        return line.size();
    }

    /** Takes those who have waited for too long out of the line. */
    synchronized List<Messages> overdue() {
        long now = clock.getAsLong();
        if (line.isEmpty()) {
            lastEmpty = now;
        }
        long patience = isFull(now) ? PATIENCE_WHILE_FULL : PATIENCE;
        List<Messages> overdue = new ArrayList<>();
        Iterator<Map.Entry<Messages, Long>> waiting = line.entrySet().iterator();
        while (waiting.hasNext()) {
            Map.Entry<Messages, Long> first = waiting.next();
            if (now - first.getValue() <= patience) {
                break;
            }
            overdue.add(first.getKey());
            waiting.remove();
        }
        return overdue;
    }
}
