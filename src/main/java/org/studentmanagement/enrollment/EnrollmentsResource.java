package org.studentmanagement.enrollment;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
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
import org.studentmanagement.people.Teaching;

/** Enrollments of many students, or in many courses, in one call. */
@Path("/api/enrollments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class EnrollmentsResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listEnrollments",
            summary = "The enrollments, in pages, by student and course: all, or those of some students or courses",
            description = "A teacher is shown those in the own courses only.")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "student_id"))
    public Uni<RestResponse<Page<EnrollmentResponse>>> list(@Valid @BeanParam EnrollmentsQuery query) {
        return Enrollment.list(query, Teaching.boundTo(identity, Role.READER)).map(Page::toResponse);
    }
}
