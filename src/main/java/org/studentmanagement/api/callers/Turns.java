package org.studentmanagement.api.callers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many requests are worked on at once; others wait for their turn, and who has waited for too long is to come again. Who came
 * first is next: were it the newest, a few would wait in vain as soon as anybody always waits, though all could be served. Who
 * is not served is not told so sooner, since he would come again sooner, and to refuse takes time from those who serve, too.
 */
final class Turns {
    /** Nanoseconds. In so long, a crowd that has come at once is served. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private record Waiting(Messages request, long since) {}

    private final Deque<Waiting> line = new ArrayDeque<>();
    private final LongSupplier clock;
    private int free;

    /** @param clock in nanoseconds */
    Turns(int number, LongSupplier clock) {
        this.clock = clock;
        free = number;
    }

    /** Whether a request may be worked on now; otherwise it is told its turn, or that it is refused. */
    synchronized boolean begin(Messages request) {
        if (free > 0) {
            free--;
            return true;
        }
        line.add(new Waiting(request, clock.getAsLong()));
        return false;
    }

    void end() {
        Waiting next = next();
        if (next != null) {
            next.request.turn();
        }
    }

    private synchronized Waiting next() {
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

    /** Takes those who have waited for too long out of the line. */
    synchronized List<Messages> overdue() {
        long now = clock.getAsLong();
        List<Messages> overdue = new ArrayList<>();
        while (!line.isEmpty() && now - line.peek().since > PATIENCE) {
            overdue.add(line.poll().request);
        }
        return overdue;
    }
}
