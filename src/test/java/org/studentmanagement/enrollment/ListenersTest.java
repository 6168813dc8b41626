package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListenersTest {
    private static final EnrollmentFeed.Batch NOTHING =
            new EnrollmentFeed.Batch(List.of(), FeedCursor.START, FeedCursor.START);

    private final Listeners listeners = new Listeners(() -> 1);

    @Test
    void thereIsRoomForAsManyAsAreAllowedAndAgainWhenOneHasGone() {
        AssertSubscriber<EnrollmentFeed.Batch> only = listen();
        assertThatThrownBy(listeners::requireRoom).isInstanceOf(Listeners.TooMany.class);
        listen().awaitCompletion().assertHasNotReceivedAnyItem();

        only.cancel();

        listeners.requireRoom();
        listen().assertNotTerminated();
    }

    @Test
    void whenTheServiceIsToldToStopTheyAreLetGoAndNobodyIsTakenIn() {
        AssertSubscriber<EnrollmentFeed.Batch> listener = listen();

        listeners.stop(new ShutdownDelayInitiatedEvent());

        listener.awaitCompletion();
        assertThatThrownBy(listeners::requireRoom).isInstanceOf(Listeners.TooMany.class);
    }

    private AssertSubscriber<EnrollmentFeed.Batch> listen() {
        return listeners
                .follow(NOTHING, 500, Instant.MAX)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
