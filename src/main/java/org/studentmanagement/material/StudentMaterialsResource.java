package org.studentmanagement.material;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Page;

/** Study material as a student sees it: what is for all, for the own courses and the own class. */
@Path("/api/students/{id}/materials")
@OwnRecord
@Tag(name = "Materials")
class StudentMaterialsResource {
    @Inject
    FileAnswer answer;

    @Inject
    MaterialFiles files;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "listMaterialsOfStudent",
            summary = "Study material for a student: for all, the courses and the class of the student; in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "title"))
    public Uni<RestResponse<Page<MaterialResponse>>> list(
            @PathParam("id") long id, @Valid @BeanParam MaterialQuery query) {
        return Material.of(id, query).map(Page::toResponse);
    }

    @GET
    @Path("/{material_id}/file")
    @Blocking
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "getMaterialFileOfStudent",
            summary = "The file of a material that is for a student, or with Range a part of it",
            description = FileAnswer.SAVED)
    @APIResponse(
            responseCode = "200",
            description = FileAnswer.WHOLE,
            content = @Content(mediaType = MediaType.WILDCARD))
    @APIResponse(
            responseCode = "206",
            description = "The part of it that Range asked for",
            headers = @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
            content = @Content(mediaType = MediaType.WILDCARD))
    @APIResponse(responseCode = "304", description = "It is the same as the caller knows")
    @APIResponse(responseCode = "416", description = FileRefused.RANGE)
    public RestMulti<byte[]> file(
            @PathParam("id") long id, @PathParam("material_id") long material, @BeanParam FileAnswer.Asked asked)
            throws SQLException {
        if (!files.isFor(id, material)) {
            throw new NotFound("No material with the id %d is for the student.".formatted(material));
        }
        return answer.of(material, asked);
    }
}
