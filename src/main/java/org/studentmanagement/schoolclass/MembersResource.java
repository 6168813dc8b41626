package org.studentmanagement.schoolclass;

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

/** Who is in a class. */
@Path("/api/classes/{id}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
class MembersResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listMembers",
            summary = "The present members of a class, in pages, by roll number unless sorted otherwise",
            description = "Who has no roll number comes last. A teacher is shown those of the own classes only.")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = {"roll_number", "name", "number"}))
    public Uni<RestResponse<Page<RegisterEntry>>> members(
            @PathParam("id") long id,
            @Valid @BeanParam PageQuery page,
            @QueryParam("q")
                    @Parameter(
                            description = "Text that the student's name, number or e-mail address contains, without"
                                    + " regard to case")
                    String q) {
        return ClassTeachers.reaches(identity, id, Role.READER)
                .flatMap(reached -> RegisterEntry.list(id, page, q))
                .map(Page::toResponse);
    }
}
