package org.studentmanagement.enrollment;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.studentmanagement.api.StreamPlaces;

/**
 * Who is sent what happens. Each looks for what is new to itself, with a read that costs what it finds: so nobody has to remember
 * what the others were told, and one who is slow asks for less.
 */
@ApplicationScoped
class Listeners {
    /** Between two looks for what is new, after one that has found nothing. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final StreamPlaces places;
    private final Clock clock;

    Listeners(ListenersConfig config, Clock clock) {
        places = new StreamPlaces(config.listeners());
        this.clock = clock;
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        places.stop();
    }

    /** A place for one more, or the refusal of it. */
    StreamPlaces.Place admit() {
        return places.admit();
    }

    /**
     * Batches from a first one on, those with nothing in them too, each a second after such. It ends at that time, with the service, and
     * at a failure: a listener comes again with the id of the last event that it was sent.
     */
    Multi<EnrollmentFeed.Batch> follow(StreamPlaces.Place place, EnrollmentFeed.Batch first, int limit, Instant end) {
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
                .whilst(batch -> !places.stopping() && clock.instant().isBefore(end));
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
}
