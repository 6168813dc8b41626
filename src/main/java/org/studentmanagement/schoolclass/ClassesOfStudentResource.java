package org.studentmanagement.schoolclass;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** In which classes a student is and was. */
@Path("/api/students/{id}/classes")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
class ClassesOfStudentResource {
    @Schema(name = "ClassesOfStudent", description = "The classes of a student, complete, the latest first")
    record Classes(List<Membership> items) {}

    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "listClassesOfStudent",
            summary = "The classes of a student, present and former, complete, the latest first",
            description = "The first one is the present one, if its left_on is null.")
    public Uni<RestResponse<Classes>> list(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Membership.of(id).map(found -> Tagged.answer(new Classes(found), found, known));
    }
}
