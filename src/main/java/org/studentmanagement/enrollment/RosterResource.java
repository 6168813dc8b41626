package org.studentmanagement.enrollment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;

/** Who takes a course. A class of its own, because JAX-RS chooses the class by the beginning of the path. */
@Path("/api/courses/{id}/students")
@Tag(name = "Enrollments")
class RosterResource {
    @GET
    @RolesAllowed(Role.READER)
    @Operation(
            operationId = "listRoster",
            summary = "The roster of a course, in pages, by name unless sorted otherwise")
    public RestResponse<Page<EnrollmentResponse.RosterEntry>> roster(
            @PathParam("id") long id, @Valid @BeanParam PageQuery page) {
        return Enrollment.roster(id, page)
                .map(EnrollmentResponse.RosterEntry::of)
                .toResponse();
    }
}
