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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;

/** Who is, or was, in a class. */
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
            summary = "The members of a class, in pages, by roll number unless sorted otherwise",
            description =
                    "The present ones, unless on or history says otherwise. Who has no roll number comes last. A teacher is shown those of the own classes only.")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = {"roll_number", "name", "number"}))
    public Uni<RestResponse<Page<RegisterEntry>>> members(
            @PathParam("id") long id, @Valid @BeanParam MembersQuery query) {
        return ClassTeachers.reaches(identity, id, Role.READER)
                .flatMap(reached -> RegisterEntry.list(id, query))
                .map(Page::toResponse);
    }
}
