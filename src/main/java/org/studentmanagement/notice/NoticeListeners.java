package org.studentmanagement.notice;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.studentmanagement.api.Announcements;
import org.studentmanagement.api.StreamPlaces;
import org.studentmanagement.notice.StudentNotices.UnreadNotices;

/**
 * Who is told what is new as it happens. Each looks for himself when the database announces a change, which replica ever has made
 * it, so that nobody has to remember what the others were told.
 */
@ApplicationScoped
class NoticeListeners {
    /** That the trigger of the table names. */
    private static final String CHANNEL = "notices";

    /** After it one looks anyhow: a notice begins to be shown without being stored, and somebody joins a class. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    /** Within which those who hear the same announcement look one after the other. */
    private static final long SPREAD_MILLIS = 500;

    private final StreamPlaces places;
    private final Announcements announcements;
    private final Clock clock;

    NoticeListeners(NoticesConfig config, Announcements announcements, Clock clock) {
        places = new StreamPlaces(config.listeners());
        this.announcements = announcements;
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
     * What is unread, the first at once and then with each look, be it the same or not. It ends at that time, with the service, and at
     * a failure: a listener comes again.
     */
    Multi<UnreadNotices> follow(StreamPlaces.Place place, long student, UnreadNotices first, Instant end) {
        return Multi.createBy()
                .merging()
                .streams(
                        announcements.on(CHANNEL),
                        Multi.createFrom().ticks().every(LOOK).map(tick -> CHANNEL))
                .onOverflow()
                .dropPreviousItems()
                .select()
                .first(reason -> !places.stopping() && clock.instant().isBefore(end))
                .onItem()
                .transformToUniAndConcatenate(reason -> look(student))
                .plug(looks ->
                        Multi.createBy().merging().streams(Multi.createFrom().item(first), looks))
                .onFailure()
                .recoverWithCompletion()
                .onTermination()
                .invoke(place::leave);
    }

    private static Uni<UnreadNotices> look(long student) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, SPREAD_MILLIS)))
                .chain(() -> StudentNotices.unread(student));
    }
}
