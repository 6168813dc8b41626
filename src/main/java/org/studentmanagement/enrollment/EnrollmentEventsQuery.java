package org.studentmanagement.enrollment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** From where on the history is read. */
public class EnrollmentEventsQuery {
    private static final String AFTER = "after";

    @QueryParam("limit")
    @DefaultValue("50")
    @Min(1)
    @Max(500)
    @Parameter(
            description =
                    "Events at once, 1 to 500. There may be fewer, and more to come, but none only if nothing is new")
    int limit;

    @QueryParam(AFTER)
    @Parameter(
            description =
                    "What was told already: follow `next`, or send the id of an event of the stream; all is told without it")
    String after;

    @Context
    UriInfo uri;

    FeedCursor cursor() {
        return after == null ? FeedCursor.START : FeedCursor.parse(AFTER, after);
    }

    /** Relative, because a proxy in front may have another name. */
    URI next(FeedCursor cursor) {
        URI absolute = uri.getRequestUriBuilder()
                .replaceQueryParam(AFTER, cursor.toString())
                .build();
        return URI.create(absolute.getRawPath() + '?' + absolute.getRawQuery());
    }
}
