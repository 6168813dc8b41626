package org.studentmanagement.enrollment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;

/** Enrollments of many students, or in many courses, in one call. */
@Path("/api/enrollments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class EnrollmentsResource {
    @GET
    @RolesAllowed(Role.READER)
    @Operation(
            operationId = "listEnrollments",
            summary = "The enrollments, in pages, by student and course: all, or those of some students or courses")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "student_id"))
    public Uni<RestResponse<Page<EnrollmentResponse>>> list(@Valid @BeanParam EnrollmentsQuery query) {
        return Enrollment.list(query).map(Page::toResponse);
    }
}
