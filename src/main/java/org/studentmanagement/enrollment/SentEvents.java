package org.studentmanagement.enrollment;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;

/** What one listener is sent. */
final class SentEvents {
    /** After it, whatever is between hears that there is still somebody. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    /** So many batches in a row with nothing in them. */
    private static final int SILENT = (int) SILENCE.dividedBy(Listeners.PAUSE);

    private final Sse sse;
    private int silent;

    SentEvents(Sse sse) {
        this.sse = sse;
    }

    List<OutboundSseEvent> of(EnrollmentFeed.Batch batch) {
        silent = batch.items().isEmpty() ? silent + 1 : 0;
        if (silent == SILENT) {
            silent = 0;
            return List.of(sse.newEventBuilder().comment("").build());
        }
        return batch.items().stream().map(item -> event(batch, item)).toList();
    }

    /** The id is where to read on behind it. */
    private OutboundSseEvent event(EnrollmentFeed.Batch batch, EnrollmentEvent item) {
        return sse.newEventBuilder()
                .id(batch.behind(item).toString())
                .data(EnrollmentEvent.class, item)
                .build();
    }
}
