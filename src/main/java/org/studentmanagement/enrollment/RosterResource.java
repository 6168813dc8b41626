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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.people.Teaching;

/** Who takes a course. A class of its own, because JAX-RS chooses the class by the beginning of the path. */
@Path("/api/courses/{id}/students")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class RosterResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listRoster",
            summary = "The roster of a course, in pages, by name unless sorted otherwise",
            description = "A teacher is shown those of the own courses only.")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            schema = @Schema(enumeration = {"name", "number", "id", "enrolled_at"}))
    public Uni<RestResponse<Page<EnrollmentResponse.RosterEntry>>> roster(
            @PathParam("id") long id,
            @Valid @BeanParam PageQuery page,
            @QueryParam("q")
                    @Parameter(
                            description = "Text that the student's name, number or e-mail address contains, without"
                                    + " regard to case")
                    String q) {
        return Teaching.reaches(identity, id, Role.READER)
                .flatMap(reached -> Enrollment.roster(id, page, q))
                .map(Page::toResponse);
    }
}
