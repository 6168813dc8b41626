package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

/** What a listener is sent, for batches that come as they do from {@link Listeners}: in silence one each pause. */
@BesideTheService
class SentEventsTest {
    private static final int SILENT = (int) Duration.ofSeconds(15).dividedBy(Listeners.PAUSE);

    private static final FeedCursor CURSOR = FeedCursor.behind(1, TransactionSnapshot.parse("1:1:"));

    private final SentEvents sent = new SentEvents(SseImpl.INSTANCE);

    @Test
    void afterFifteenSecondsOfSilenceAndEachFifteenMoreItIsSentACommentAlone() {
        for (int time = 0; time < 2; time++) {
            assertThat(silence(SILENT - 1)).isEmpty();
            assertThat(silence(1)).singleElement().satisfies(event -> {
                assertThat(event.getComment()).isNotNull();
                assertThat(event.getId()).as("it would be where to read on").isNull();
                assertThat(event.getData()).isNull();
            });
        }
    }

    @Test
    void theSilenceBeginsAnewBehindAnEvent() {
        silence(SILENT - 1);
        assertThat(sent.of(new EnrollmentFeed.Batch(List.of(event()), CURSOR, CURSOR)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getComment()).isNull();
                    assertThat(event.getId()).isEqualTo(CURSOR.toString());
                });
        assertThat(silence(SILENT - 1)).isEmpty();
        assertThat(silence(1)).hasSize(1);
    }

    private List<OutboundSseEvent> silence(int batches) {
        return IntStream.range(0, batches)
                .boxed()
                .flatMap(n -> sent.of(new EnrollmentFeed.Batch(List.of(), CURSOR, CURSOR)).stream())
                .toList();
    }

    private static EnrollmentEvent event() {
        return new EnrollmentEvent(
                1, "enrolled", null, 1, 1L, null, Instant.EPOCH, null, null, new String[0], null, null, null);
    }
}
