package org.studentmanagement.enrollment;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/**
 * Who is sent what happens. Each looks for what is new to itself, with a read that costs what it finds: so nobody has to remember
 * what the others were told, and one who is slow asks for less.
 */
@ApplicationScoped
class Listeners {
    /** Between two looks for what is new, after one that has found nothing. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Semaphore places;
    private volatile boolean stopping;

    Listeners(ListenersConfig config) {
        places = new Semaphore(config.listeners());
    }

    /** Else the requests that are under way would not end by themselves. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /**
     * A place for one more, taken before anything is answered: whoever is answered 200 has one.
     *
     * @throws TooMany if there is none
     */
    Place admit() {
        if (stopping || !places.tryAcquire()) {
            throw new TooMany();
        }
        return new Place(places);
    }

    /**
     * Batches from a first one on, those with nothing in them too, each a second after such. It ends at that time, with the service, and
     * at a failure: a listener comes again with the id of the last event that it was sent.
     */
    Multi<EnrollmentFeed.Batch> follow(Place place, EnrollmentFeed.Batch first, int limit, Instant end) {
        return Multi.createFrom()
                .item(first)
                .onCompletion()
                .switchTo(() -> on(first, limit, end))
                .onFailure()
                .recoverWithCompletion()
                .onTermination()
                .invoke(place::leave);
    }

    private Multi<EnrollmentFeed.Batch> on(EnrollmentFeed.Batch first, int limit, Instant end) {
        Reading reading = new Reading(first);
        return Multi.createBy()
                .repeating()
                .uni((Supplier<Uni<? extends EnrollmentFeed.Batch>>) () -> reading.next(limit))
                .whilst(batch -> !stopping && Instant.now().isBefore(end));
    }

    /** Given back once, by whichever notices first that nothing more is sent. */
    static final class Place {
        private final Semaphore places;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(Semaphore places) {
            this.places = places;
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                places.release();
            }
        }
    }

    private static final class Reading {
        private EnrollmentFeed.Batch last;

        Reading(EnrollmentFeed.Batch first) {
            last = first;
        }

        Uni<EnrollmentFeed.Batch> next(int limit) {
            Uni<EnrollmentFeed.Batch> next =
                    EnrollmentFeed.read(last.next(), limit).invoke(batch -> last = batch);
            return last.items().isEmpty()
                    ? Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE).chain(() -> next)
                    : next;
        }
    }

    /** 503: there are as many listeners as there may be. */
    static class TooMany extends ProblemException {
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
