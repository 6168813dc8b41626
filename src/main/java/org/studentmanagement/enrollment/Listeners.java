package org.studentmanagement.enrollment;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ProblemException;

/**
 * Who is sent what happens. Each looks for what is new to itself, with a read that costs what it finds: so nobody has to remember
 * what the others were told, and one who is slow asks for less.
 */
@ApplicationScoped
class Listeners {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ListenersConfig config;
    private final AtomicInteger listening = new AtomicInteger();
    private volatile boolean stopping;

    Listeners(ListenersConfig config) {
        this.config = config;
    }

    /** Else the requests that are under way would not end by themselves. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /** @throws TooMany if one more cannot be sent anything */
    void requireRoom() {
        if (stopping || listening.get() >= config.listeners()) {
            throw new TooMany();
        }
    }

    /**
     * Batches from a first one on, those with nothing in them too, each a second after such. It ends at that time, with the service, at
     * a failure, and at once if there is no room: a listener comes again with the id of the last event that it was sent.
     */
    Multi<EnrollmentFeed.Batch> follow(EnrollmentFeed.Batch first, int limit, Instant end) {
        return Multi.createFrom().deferred(() -> {
            if (listening.incrementAndGet() > config.listeners()) {
                listening.decrementAndGet();
                return Multi.createFrom().empty();
            }
            return Multi.createFrom()
                    .item(first)
                    .onCompletion()
                    .switchTo(() -> on(first, limit, end))
                    .onFailure()
                    .recoverWithCompletion()
                    .onTermination()
                    .invoke(listening::decrementAndGet);
        });
    }

    private Multi<EnrollmentFeed.Batch> on(EnrollmentFeed.Batch first, int limit, Instant end) {
        Reading reading = new Reading(first);
        return Multi.createBy()
                .repeating()
                .uni((Supplier<Uni<? extends EnrollmentFeed.Batch>>) () -> reading.next(limit))
                .whilst(batch -> !stopping && Instant.now().isBefore(end));
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

        TooMany() {
            super(
                    StatusCode.SERVICE_UNAVAILABLE,
                    "too-many-listeners",
                    "Too many listeners at once",
                    COME_AGAIN + " Or ask for application/json, as often as you like.");
        }
    }
}
