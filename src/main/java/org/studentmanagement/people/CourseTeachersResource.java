package org.studentmanagement.people;

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

/** Who teaches a course. */
@Path("/api/courses/{id}/teachers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Teachers")
class CourseTeachersResource {
    @GET
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "listTeachersOfCourse", summary = "The teachers of a course, complete, by name")
    public Uni<RestResponse<CourseTeachers>> list(@PathParam("id") long id, @BeanParam KnownTags known) {
        return CourseTeachers.of(id).map(found -> Tagged.answer(found, found.items(), known));
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "replaceTeachersOfCourse", summary = "Make the teachers of a course exactly these")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownTeachers.WHEN)
    public Uni<CourseTeachers> replace(@PathParam("id") long id, @NotNull @Valid CourseTeachersRequest request) {
        return CourseTeachers.replace(id, request.teacherIds());
    }
}
