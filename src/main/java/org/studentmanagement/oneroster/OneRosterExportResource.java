package org.studentmanagement.oneroster;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.studentmanagement.access.Actor;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.Exports;
import org.studentmanagement.transfer.RefusedValueException;

/** The files of OneRoster, as the command writes them. */
@Path("/api/exports/oneroster.zip")
@Tag(name = "Exports")
class OneRosterExportResource {
    private static final String ZIP = "application/zip";

    @Inject
    Archive files;

    @Inject
    Exports exports;

    @GET
    @Blocking
    @Produces(ZIP)
    @RolesAllowed(Role.READER)
    @Operation(
            operationId = "exportOneRoster",
            summary = "The school as a ZIP of the CSV files of OneRoster 1.2",
            description =
                    "All files as of the moment when it begins, and sent while they are read. What ends without the last chunk of HTTP"
                            + " is not complete.")
    @APIResponse(
            responseCode = "200",
            description = "The files, the last of which is manifest.csv",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<byte[]> files(
            @QueryParam("since")
                    @Parameter(
                            description =
                                    "A time, or a date: only what has changed from then on, and what is gone, each with its status and dateLastModified",
                            example = "2026-01-31T09:00:00Z")
                    String since,
            @Context SecurityIdentity identity,
            @Context RoutingContext routing)
            throws SQLException {
        return exports.answer(files, time(since), Actor.of(identity), routing);
    }

    private static Instant time(String since) {
        try {
            return Archive.since(since);
        } catch (RefusedValueException e) {
            throw ProblemException.invalidParameter("since", e.getMessage());
        }
    }
}
