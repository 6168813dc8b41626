package org.studentmanagement.api.callers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * So many requests are worked on at once; others wait for their turn. Who came first is next: were it the newest, a few would wait
 * in vain as soon as anybody always waits, though all could be served. The line is as long as was just served in half of the time
 * that anybody waits, so that hardly any wait in vain: who comes behind it is to come again.
 */
final class Turns {
    /** Nanoseconds. In so long, a crowd that has come at once is served. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** Nanoseconds. In so long, who comes to the end of the line has a turn, unless turns take longer than they just did. */
    static final long USUAL = PATIENCE / 2;

    enum Place {
        TURN,
        LINE,
        NONE
    }

    private record Waiting(Messages request, long since) {}

    private final Deque<Waiting> line = new ArrayDeque<>();
    private final int number;
    private final int longest;
    private final BooleanSupplier full;
    private final LongSupplier clock;
    private int free;
    private long length;
    private long ended;
    private long countedSince;
    private long looked;

    /**
     * @param number as many may wait as well, however long their turns take
     * @param longest more never wait
     * @param full whether there is no room for one more to wait
     * @param clock in nanoseconds
     */
    Turns(int number, int longest, BooleanSupplier full, LongSupplier clock) {
        this.number = number;
        this.longest = longest;
        this.full = full;
        this.clock = clock;
        free = number;
        length = longest;
        countedSince = clock.getAsLong();
        looked = countedSince;
    }

    /** A request may be worked on now, is told its turn or that it is refused, or is refused at once. */
    synchronized Place begin(Messages request) {
        if (free > 0) {
            free--;
            return Place.TURN;
        }
        if (line.size() >= longest || full.getAsBoolean()) {
            return Place.NONE;
        }
        line.add(new Waiting(request, clock.getAsLong()));
        return Place.LINE;
    }

    void end() {
        Waiting next = next();
        if (next != null) {
            next.request.turn();
        }
    }

    private synchronized Waiting next() {
        ended++;
        if (line.isEmpty()) {
            free++;
        }
        return line.poll();
    }

    /** Its caller is gone. False where its turn has come meanwhile, or it is to be refused. */
    synchronized boolean leave(Messages request) {
        return line.removeIf(waiting -> waiting.request == request);
    }

    synchronized int waiting() {
        return line.size();
    }

    /**
     * Takes those out of the line who have waited for too long, and those who came since it was last called and are too many. It is
     * to be called often, but not for each who comes: to those who come again at once, whatever they are told, all time would go.
     */
    synchronized List<Messages> refused() {
        long now = clock.getAsLong();
        measure(now);
        List<Messages> refused = new ArrayList<>();
        while (!line.isEmpty() && now - line.peek().since > PATIENCE) {
            refused.add(line.poll().request);
        }
        while (line.size() > length && line.peekLast().since - looked >= 0) {
            refused.add(line.pollLast().request);
        }
        looked = now;
        return refused;
    }

    private void measure(long now) {
        long counted = now - countedSince;
        if (free > 0) {
            // all who asked were served: nobody knows how many more could be
            length = longest;
        } else if (counted >= USUAL) {
            length = Math.max(number, Math.min(longest, ended * USUAL / counted));
        } else {
            return;
        }
        ended = 0;
        countedSince = now;
    }
}
