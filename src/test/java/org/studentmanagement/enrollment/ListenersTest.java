package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.studentmanagement.api.StreamPlaces;

@QuarkusTest
class ListenersTest {
    private static final EnrollmentFeed.Batch NOTHING =
            new EnrollmentFeed.Batch(List.of(), FeedCursor.START, FeedCursor.START);

    private final Listeners listeners = new Listeners(() -> 1, Clock.systemUTC());

    @Test
    void thereIsRoomForAsManyAsAreAllowedAndAgainWhenOneHasGone() {
        StreamPlaces.Place only = listeners.admit();
        assertThatThrownBy(listeners::admit).isInstanceOf(StreamPlaces.TooMany.class);

        listen(only).cancel();
        only.leave();

        listen(listeners.admit()).assertNotTerminated();
        assertThatThrownBy(listeners::admit).isInstanceOf(StreamPlaces.TooMany.class);
    }

    @Test
    void whenTheServiceIsToldToStopTheyAreLetGoAndNobodyIsTakenIn() {
        AssertSubscriber<EnrollmentFeed.Batch> listener = listen(listeners.admit());

        listeners.stop(new ShutdownDelayInitiatedEvent());

        listener.awaitCompletion();
        assertThatThrownBy(listeners::admit).isInstanceOf(StreamPlaces.TooMany.class);
    }

    private AssertSubscriber<EnrollmentFeed.Batch> listen(StreamPlaces.Place place) {
        return listeners
                .follow(place, NOTHING, 500, Instant.MAX)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
