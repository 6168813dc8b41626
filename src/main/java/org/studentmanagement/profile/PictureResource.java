package org.studentmanagement.profile;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.student.NoSuchStudent;

/** What a student looks like: read, set, take away. */
@Path("/api/students/{id}/picture")
@OwnRecord
@Tag(name = "Profiles")
class PictureResource {
    private static final String JPEG = "image/jpeg";

    private static final String PNG = "image/png";

    @Inject
    PictureFiles pictures;

    @GET
    @Produces(JPEG)
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "getPicture", summary = "The picture of a student")
    @APIResponse(
            responseCode = "200",
            description = "A square of at most 400 pixels a side",
            content = @Content(mediaType = JPEG, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<byte[]> get(@PathParam("id") long id, @BeanParam KnownTags known) throws SQLException {
        PictureFiles.Found found = pictures.find(id).orElseThrow(() -> new NoPicture(id));
        EntityTag tag = new EntityTag(found.sha256());
        return known.have(tag)
                ? ResponseBuilder.<byte[]>notModified(tag).build()
                : ResponseBuilder.ok(pictures.read(found)).tag(tag).build();
    }

    @PUT
    @Consumes({JPEG, PNG})
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR})
    @Operation(
            operationId = "setPicture",
            summary = "Set the picture of a student",
            description =
                    "A JPEG or PNG of at most 16 million pixels. The square in its middle is kept, upright, as a JPEG of at most 400 pixels"
                            + " a side and without what was written into the file, as the place where it was taken.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = JPEG, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "204", description = "No Content")
    @APIResponse(responseCode = "422", description = UnfitPicture.WHEN)
    public void set(@PathParam("id") long id, @NotNull byte[] picture) throws SQLException {
        if (!pictures.set(id, Portrait.of(picture))) {
            throw new NoSuchStudent(id);
        }
    }

    @DELETE
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR})
    @Operation(operationId = "deletePicture", summary = "Take the picture of a student away")
    public void delete(@PathParam("id") long id) throws SQLException {
        if (!pictures.remove(id)) {
            throw new NoPicture(id);
        }
    }
}
