package org.studentmanagement.course;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.NobodysRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** What a course asks its students to have completed before. */
@Path("/api/courses/{id}/prerequisites")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses")
class PrerequisitesResource {
    @GET
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "listPrerequisites", summary = "The prerequisites of a course, complete, by code")
    public Uni<RestResponse<Prerequisites>> list(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Prerequisites.of(id).map(found -> Tagged.answer(found, found.items(), known));
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Operation(
            operationId = "replacePrerequisites",
            summary = "Make the prerequisites of a course exactly these",
            description = "Who is enrolled already stays so.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = PrerequisiteCycle.WHEN)
    @APIResponse(responseCode = "422", description = UnknownCourses.WHEN)
    public Uni<Prerequisites> replace(@PathParam("id") long id, @NotNull @Valid PrerequisitesRequest request) {
        return Prerequisites.replace(id, request.courseIds());
    }
}
