package org.studentmanagement.enrollment;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.UntilWhen;
import org.studentmanagement.api.Sql;
import org.studentmanagement.api.StreamPlaces;

/** The history of all enrollments and waiting lists, for systems that keep up with it. */
@Path("/api/enrollment-events")
@Tag(name = "Enrollments")
class EnrollmentEventsResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    /** Only for who asks for it: who accepts anything would wait for an end. */
    private static final String STREAM = MediaType.SERVER_SENT_EVENTS + ";qs=0.1";

    /** What was found. */
    @Schema(name = "EnrollmentEvents", description = "What has happened to enrollments and waiting lists, in order")
    record Found(
            List<EnrollmentEvent> items,

            @Schema(
                    description =
                            "Where to read on, at once if there are items, and to ask for what is new then if there are none",
                    examples = "/api/enrollment-events?after=2c7Y9cX",
                    format = "uri-reference")
            URI next) {}

    @Inject
    Listeners listeners;

    @Inject
    Clock clock;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.READER)
    @Operation(
            operationId = "listEnrollmentEvents",
            summary = "The history of enrollments and waiting lists, from the beginning or from where reading ended",
            description =
                    "Each event is told once, whichever transactions overlap, and never before one that it follows from:"
                            + " `next` has what was told, not a place. Who accepts text/event-stream is sent events as they happen, each with"
                            + " the cursor behind it as its id, until the token expires.")
    @Parameter(
            name = LAST_EVENT_ID,
            in = ParameterIn.HEADER,
            description = "Of a stream, instead of `after`: the id of the last event that was received",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "What is new",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Found.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = EnrollmentEvent.class))
            })
    @APIResponse(responseCode = "410", description = OtherHistory.WHEN)
    public Uni<RestResponse<Found>> list(@Valid @BeanParam EnrollmentEventsQuery query) {
        Sql.tellPosition();
        return EnrollmentFeed.read(query.cursor(), query.limit).map(batch -> {
            URI next = query.next(batch.next());
            return ResponseBuilder.ok(new Found(batch.items(), next))
                    .header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next))
                    .build();
        });
    }

    /** Refuses before it has begun to answer, for which a thread waits. */
    @GET
    @Produces(STREAM)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @RolesAllowed(Role.READER)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> follow(
            @Valid @BeanParam EnrollmentEventsQuery query,
            @HeaderParam(LAST_EVENT_ID) String lastEventId,
            @Context Request request,
            @Context Sse sse,
            @Context SecurityIdentity identity,
            @Context RoutingContext routing) {
        StreamPlaces.Place place = listeners.admit();
        // a stream that nobody comes to read is never begun, and would not end
        routing.addEndHandler(ended -> place.leave());
        FeedCursor from = lastEventId == null ? query.cursor() : FeedCursor.parse(LAST_EVENT_ID, lastEventId);
        EnrollmentFeed.Batch first =
                EnrollmentFeed.read(from, query.limit).await().indefinitely();
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            return Multi.createFrom().empty();
        }
        SentEvents sent = new SentEvents(sse);
        return listeners
                .follow(place, first, query.limit, UntilWhen.of(identity, clock))
                .onItem()
                .transformToIterable(sent::of);
    }
}
