package org.studentmanagement.transfer;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.studentmanagement.access.Actor;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.NotFound;

/** All rows of a kind as a file, which import takes. */
@Path("/api/exports/{file}")
@Tag(name = "Exports")
class ExportResource {
    private static final String SUFFIX = ".csv";

    @Inject
    List<Sheet> sheets;

    @Inject
    Exports exports;

    @GET
    @Blocking
    @Produces(Exports.CSV)
    @RolesAllowed(Role.READER)
    @Operation(
            operationId = "exportFile",
            summary = "All rows of a kind as CSV, as import takes them",
            description =
                    "As of the moment when it begins, and sent while it is read. What ends without the last chunk of"
                            + " HTTP is not complete. Values are as they are stored: a spreadsheet takes one that begins with =, +, - or @ for a"
                            + " formula, unless it reads the columns as text.")
    @APIResponse(
            responseCode = "200",
            description = "The file, its first line the names of the columns",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(implementation = String.class),
                            example = "number,name,email\n11391,Ada Lovelace,ada@students.example\n"))
    public RestMulti<byte[]> file(
            @PathParam("file") @Parameter(description = "Which") String file,
            @QueryParam("history")
                    @DefaultValue("false")
                    @Parameter(
                            description =
                                    "Whether what is over comes behind what is present, where the file may have it, as enrollments and members of classes may")
                    boolean history,
            @Context SecurityIdentity identity,
            @Context RoutingContext routing)
            throws SQLException {
        Sheet sheet = sheets.stream()
                .filter(known -> file.equals(known.name() + SUFFIX))
                .findFirst()
                .orElseThrow(this::none);
        return exports.answer(file, sheet.exports(history), Actor.of(identity), routing);
    }

    private NotFound none() {
        return new NotFound(sheets.stream()
                .map(known -> known.name() + SUFFIX)
                .collect(Collectors.joining(", ", "No file has that name. There are ", ".")));
    }
}
