package org.studentmanagement.enrollment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.validator.constraints.CodePointLength;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.PlainText;
import org.studentmanagement.api.Tagged;

/** For what a student waits: read, leave. To join is to enroll with {@code waitlist}. */
@Path("/api/students/{id}/waitlist")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class WaitlistResource {
    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "listWaitlistOfStudent",
            summary = "The courses for which a student waits, complete, by code")
    public Uni<RestResponse<Waitlist.Courses>> courses(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Waitlist.ofStudent(id).map(awaited -> Tagged.answer(new Waitlist.Courses(awaited), awaited, known));
    }

    @DELETE
    @Path("/{course_id}")
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "leaveWaitlist", summary = "Wait for a seat in a course no longer")
    public Uni<Void> leave(
            @PathParam("id") long id,
            @PathParam("course_id") long courseId,
            @QueryParam("reason")
                    @PlainText
                    @CodePointLength(max = OverrideRequest.REASON_LENGTH)
                    @Parameter(description = "Why, for the history")
                    String reason) {
        return Waitlist.leave(id, courseId, reason);
    }
}
