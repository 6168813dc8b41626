package org.studentmanagement.material;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.validator.constraints.CodePointLength;
import org.jboss.resteasy.reactive.RestMulti;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.PlainText;

/** The file of a material, sent and read as it comes: no more than a part of it is in memory. */
@Path("/api/materials/{id}/file")
@Tag(name = "Materials")
class MaterialFileResource {
    @Inject
    SecurityIdentity identity;

    @Inject
    MaterialFiles files;

    @Inject
    FileAnswer answer;

    @GET
    @Blocking
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "getMaterialFile",
            summary = "The file of a material, or with Range a part of it",
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
    public RestMulti<byte[]> get(@PathParam("id") long id, @BeanParam FileAnswer.Asked asked) throws SQLException {
        return answer.of(id, asked);
    }

    @PUT
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.EDITOR, Role.TEACHER})
    @Operation(
            operationId = "putMaterialFile",
            summary = "Upload the file of a material, in the place of the one that there is",
            description = "Its type is that of the request, and has to fit how the file begins.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "204", description = "It is stored")
    @APIResponse(responseCode = "409", description = FileRefused.LINK)
    @APIResponse(responseCode = "415", description = FileRefused.TYPE)
    @APIResponse(responseCode = "422", description = FileRefused.ANOTHER)
    public void put(
            @PathParam("id") long id,
            @BeanParam KnownVersion known,
            @QueryParam("name")
                    @NotNull
                    @PlainText
                    @CodePointLength(min = 1, max = MaterialValues.FILE_NAME_LENGTH)
                    @Parameter(
                            description = "Under which it is saved by who reads it",
                            required = true,
                            example = "exercises.pdf")
                    String name,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String type,
            InputStream file)
            throws SQLException, IOException {
        MaterialFiles.Target target = files.target(id);
        MaterialRights.require(identity, target.courseId(), target.classId());
        known.require(target.version());
        String plain = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!ContentTypes.known(plain)) {
            throw FileRefused.unknownType();
        }
        files.put(id, target, known, name, plain, file);
    }

    @DELETE
    @Blocking
    @RolesAllowed({Role.EDITOR, Role.TEACHER})
    @Operation(operationId = "deleteMaterialFile", summary = "Delete the file of a material, which stays")
    public void delete(@PathParam("id") long id, @BeanParam KnownVersion known) throws SQLException {
        MaterialFiles.Target target = files.target(id);
        MaterialRights.require(identity, target.courseId(), target.classId());
        known.require(target.version());
        files.remove(id, target, known);
    }
}
