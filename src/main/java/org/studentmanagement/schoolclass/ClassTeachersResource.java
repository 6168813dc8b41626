package org.studentmanagement.schoolclass;

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
import org.studentmanagement.people.UnknownTeachers;

/** Who has a class. */
@Path("/api/classes/{id}/teachers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
class ClassTeachersResource {
    @GET
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "listTeachersOfClass", summary = "The teachers of a class, complete, by name")
    public Uni<RestResponse<ClassTeachers>> list(@PathParam("id") long id, @BeanParam KnownTags known) {
        return ClassTeachers.of(id).map(found -> Tagged.answer(found, found.items(), known));
    }

    @PUT
    @RolesAllowed(Role.REGISTRAR)
    @Operation(operationId = "replaceTeachersOfClass", summary = "Make the teachers of a class exactly these")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownTeachers.WHEN)
    public Uni<ClassTeachers> replace(@PathParam("id") long id, @NotNull @Valid ClassTeachersRequest request) {
        return ClassTeachers.replace(id, request.teacherIds());
    }
}
