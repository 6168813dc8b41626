package org.studentmanagement.notice;

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
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
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
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.UntilWhen;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Sql;
import org.studentmanagement.api.StreamPlaces;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.notice.StudentNotices.StudentNotice;
import org.studentmanagement.notice.StudentNotices.UnreadNotices;

/** What concerns a student at present. */
@Path("/api/students/{id}/notices")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
class StudentNoticesResource {
    @Inject
    NoticeListeners listeners;

    @Inject
    Clock clock;

    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "listNoticesOfStudent",
            summary = "The notices that concern a student at present, in pages",
            description = "Those to all, to the class and the courses of the student, and to the student alone.")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "id"))
    public Uni<RestResponse<Page<StudentNotice>>> list(
            @PathParam("id") long id, @Valid @BeanParam StudentNoticesQuery query) {
        // whom the stream has told of one finds it
        Sql.stayAtPrimary();
        return StudentNotices.list(id, query).map(Page::toResponse);
    }

    @GET
    @Path("/unread-count")
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "countUnreadNotices", summary = "How many of the notices the student has not seen")
    public Uni<RestResponse<UnreadNotices>> unread(@PathParam("id") long id, @BeanParam KnownTags known) {
        return StudentNotices.unread(id).map(unread -> Tagged.answer(unread, List.of(unread), known));
    }

    @PUT
    @Path("/{notice_id}/seen")
    @RolesAllowed(Role.STUDENT)
    @Operation(
            operationId = "seeNotice",
            summary = "The student has seen a notice",
            description = "Repeating it changes nothing: the first time counts.")
    public Uni<Void> see(@PathParam("id") long id, @PathParam("notice_id") long noticeId) {
        return StudentNotices.see(id, noticeId);
    }

    /** Refuses before it has begun to answer, for which a thread waits. */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "followNoticesOfStudent",
            summary = "What the student has not seen, at once and whenever it becomes another",
            description =
                    "Server-Sent Events until the token expires. Each has all that the one before has said: who lost"
                            + " the connection comes again, and has missed nothing.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = UnreadNotices.class)))
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") long id,
            @Context Request request,
            @Context Sse sse,
            @Context SecurityIdentity identity,
            @Context RoutingContext routing) {
        // what was announced before is not announced again
        Sql.stayAtPrimary();
        UnreadNotices first = StudentNotices.unread(id).await().indefinitely();
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            return Multi.createFrom().empty();
        }
        StreamPlaces.Place place = listeners.admit();
        // a stream that nobody comes to read is never begun, and would not end
        routing.addEndHandler(ended -> place.leave());
        SentCounts sent = new SentCounts(sse);
        return listeners.follow(place, id, first, UntilWhen.of(identity, clock)).map(sent::of);
    }

    /** What one listener is sent: a comment where nothing is another, so that whatever is between hears that there is somebody. */
    private static final class SentCounts {
        private final Sse sse;
        private UnreadNotices last;

        SentCounts(Sse sse) {
            this.sse = sse;
        }

        OutboundSseEvent of(UnreadNotices unread) {
            if (unread.equals(last)) {
                return sse.newEventBuilder().comment("").build();
            }
            last = unread;
            return sse.newEventBuilder().data(UnreadNotices.class, unread).build();
        }
    }
}
