package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Ids;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** Who it is that histories know as {@code user:5}, for everybody who works at the school. */
@Path("/api/users/names")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
class UserNamesResource {
    @GET
    @RolesAllowed({Role.READER, Role.REGISTRAR, Role.EDITOR, Role.BURSAR, Role.ADMIN, Role.TEACHER})
    @Operation(
            operationId = "listUserNames",
            summary = "What users are called, of whom a history has the id alone",
            description =
                    "Who took a payment, or changed a mark, is told as `user:5`; colleagues may know that this is Mary"
                            + " Somerville. E-mail addresses are not told: with them one signs in, and administrators alone need them.")
    public Uni<RestResponse<UserNames>> names(
            @QueryParam("id")
                    @Parameter(
                            required = true,
                            description =
                                    "Of these users, at most 500 with commas between; an id that no user has is left out",
                            style = ParameterStyle.FORM,
                            explode = Explode.FALSE,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Long.class))
                    String id,
            @BeanParam KnownTags known) {
        return UserNames.of(Ids.read("id", id)).map(found -> Tagged.answer(found, found.items(), known));
    }
}
