package org.studentmanagement.api.callers;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What goes on over a connection: whether the service waits for the caller, since when, and what it holds for him meanwhile.
 * The event loop of the connection changes it, others may ask.
 */
class Exchange {
    /** A byte of a request takes about so many, as strings and entries, or copied until it is parsed. */
    private static final int EACH_BYTE = 8;

    /** One that waits for its turn, and of which nothing is made yet, takes fewer. */
    private static final int EACH_BYTE_WAITING = 3;

    /** What a request takes besides. */
    private static final int EACH_REQUEST = 512;

    /** Of a longer part that was read last, some may belong to the next request. */
    private static final int ORDINARY = 4096;

    /** A request that comes alone and without a body holds less. */
    private static final int MUCH = 16 * 1024;

    private static final Duration KEPT_IDLE = Duration.ofSeconds(10);

    private enum Phase {
        RECEIVING,
        WORKING,
        READING,
        IDLE
    }

    private final Connections all;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong leaving = new AtomicLong();
    private volatile Phase phase = Phase.RECEIVING;
    private volatile long since = System.nanoTime();
    private boolean receiving = true;
    private boolean answeredEarly;
    private boolean over;
    private boolean waits;
    private boolean streams;
    private int unanswered;
    private int lastRead;
    private long read;
    private long unread;

    Exchange(Connections all) {
        this.all = all;
    }

    void read(int bytes) {
        lastRead = bytes;
        // what comes of a request that has been answered is thrown away, and what is read as it comes is not kept
        // either
        read = answeredEarly || streams ? bytes : read + bytes;
        if (streams) {
            since = System.nanoTime();
        }
        receiving |= unanswered == 0;
        update();
    }

    void written(int bytes) {
        unread += bytes;
        update();
    }

    void sent(int bytes) {
        unread -= bytes;
        update();
    }

    /** The request that comes is worked on meanwhile: it may take as long as it does, but must not pause. */
    void streams() {
        streams = true;
        since = System.nanoTime();
    }

    void requestEnded() {
        receiving = false;
        streams = false;
        read += EACH_REQUEST;
        if (answeredEarly) {
            answeredEarly = false;
        } else {
            unanswered++;
        }
        update();
    }

    void answered() {
        if (unanswered == 0) {
            answeredEarly = true;
            // nothing is done any more with what still comes, however steadily
            streams = false;
        } else {
            unanswered--;
        }
        if (unanswered == 0) {
            read = lastRead > ORDINARY ? lastRead : 0;
        }
        update();
    }

    /** Whether its request waits for its turn. */
    void waits(boolean inLine) {
        waits = inLine;
        update();
    }

    void update() {
        Phase now = Phase.IDLE;
        if (unread > 0) {
            now = Phase.READING;
        } else if (unanswered > 0) {
            now = Phase.WORKING;
        } else if (receiving) {
            now = Phase.RECEIVING;
        }
        if (now != phase) {
            since = System.nanoTime();
            phase = now;
        }
        hold(over ? 0 : read * (waits ? EACH_BYTE_WAITING : EACH_BYTE) + unread);
    }

    /** It is to be closed; until its event loop comes to that, what it holds is not free. */
    void leave() {
        long bytes = held.getAndSet(0);
        all.hold(-bytes);
        leaving.addAndGet(bytes);
        all.leave(bytes);
    }

    /** It is closed, or stays after all. */
    void hasLeft() {
        all.leave(-leaving.getAndSet(0));
    }

    /** The connection is closed; that what was not sent has failed is still to come. */
    void end() {
        over = true;
        hold(0);
        hasLeft();
    }

    private void hold(long bytes) {
        all.hold(bytes - held.getAndSet(bytes));
    }

    long held() {
        return held.get();
    }

    boolean holdsMuch() {
        return held.get() > MUCH;
    }

    /** Requests that have come in full. */
    int unanswered() {
        return unanswered;
    }

    /** Bytes of answers that the caller has not taken. */
    long unread() {
        return unread;
    }

    /** Whether nothing was answered to what has come, if anything has. */
    boolean mayBeRefused() {
        return phase == Phase.RECEIVING && !answeredEarly;
    }

    boolean silent() {
        return read == 0;
    }

    boolean waitsForCaller() {
        return phase != Phase.WORKING;
    }

    /** For how long, in nanoseconds. Who has had all answers is kept for longer than who lets the service wait. */
    long waited() {
        return System.nanoTime() - since - (phase == Phase.IDLE ? KEPT_IDLE.toNanos() : 0);
    }

    boolean overdue() {
        return switch (phase) {
            case RECEIVING -> waited() > all.config().requestTime().toNanos();
            case READING -> waited() > all.config().answerTime().toNanos();
            case WORKING, IDLE -> false;
        };
    }
}
