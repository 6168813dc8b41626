package org.studentmanagement.api;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** How many may be sent something for as long as they stay. Each replica counts for itself. */
public final class StreamPlaces {
    private final Semaphore places;
    private volatile boolean stopping;

    public StreamPlaces(int most) {
        places = new Semaphore(most);
    }

    /** Else the requests that are under way would not end by themselves. */
    public void stop() {
        stopping = true;
    }

    public boolean stopping() {
        return stopping;
    }

    /**
     * A place for one more, taken before anything is answered: whoever is answered 200 has one.
     *
     * @throws TooMany if there is none
     */
    public Place admit() {
        if (stopping || !places.tryAcquire()) {
            throw new TooMany();
        }
        return new Place(places);
    }

    /** Given back once, by whichever notices first that nothing more is sent. */
    public static final class Place {
        private final Semaphore places;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(Semaphore places) {
            this.places = places;
        }

        public void leave() {
            if (left.compareAndSet(false, true)) {
                places.release();
            }
        }
    }

    /** 503: there are as many listeners as there may be. */
    public static class TooMany extends ProblemException {
        private static final long serialVersionUID = 1L;

        @Example(path = "/api/enrollment-events")
        TooMany() {
            super(
                    StatusCode.SERVICE_UNAVAILABLE,
                    "too-many-listeners",
                    "Too many listeners at once",
                    COME_AGAIN + " Or ask for application/json, as often as you like.");
        }
    }
}
