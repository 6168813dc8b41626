package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** The marks of a student. */
@Path("/api/students/{id}/marks")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marks")
class StudentMarksResource {
    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "listMarksOfStudent",
            summary = "The marks of a student in published tests, complete, by day")
    public Uni<RestResponse<StudentMark.All>> marks(@PathParam("id") long id, @BeanParam KnownTags known) {
        return StudentMark.of(id).map(marks -> Tagged.answer(marks, marks.items(), known));
    }
}
