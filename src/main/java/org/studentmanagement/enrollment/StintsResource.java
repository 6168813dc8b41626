package org.studentmanagement.enrollment;

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

/** What a student has taken at any time. */
@Path("/api/students/{id}/enrollments")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class StintsResource {
    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "listEnrollmentsOfStudent",
            summary = "The enrollments of a student, those that are over too, complete, the latest begun first")
    public Uni<RestResponse<Stint.All>> stints(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Stint.ofStudent(id).map(stints -> Tagged.answer(new Stint.All(stints), stints, known));
    }
}
