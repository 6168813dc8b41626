package org.studentmanagement.enrollment;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.NobodysRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.people.Teaching;

/** How full a course is, and who waits for it. */
@Path("/api/courses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class SeatsResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @Path("/{id}/seats")
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "getSeats", summary = "How many are enrolled in a course, and how many wait")
    public Uni<RestResponse<CourseSeats>> seats(@PathParam("id") long id, @BeanParam KnownTags known) {
        return CourseSeats.of(id).map(seats -> Tagged.answer(seats, seats.numbers(), known));
    }

    @GET
    @Path("/{id}/waitlist")
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listWaitlist",
            summary = "The waiting list of a course, in pages, first come first",
            description = "A teacher is shown those of the own courses only.")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "place"))
    public Uni<RestResponse<Page<Waitlist.WaitingStudent>>> waitlist(
            @PathParam("id") long id, @Valid @BeanParam PageQuery page) {
        return Teaching.reaches(identity, id, Role.READER)
                .flatMap(reached -> Waitlist.ofCourse(id, page))
                .map(Page::toResponse);
    }
}
