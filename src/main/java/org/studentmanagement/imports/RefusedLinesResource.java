package org.studentmanagement.imports;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.studentmanagement.access.Actor;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.StreamedBody;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.Exports;
import org.studentmanagement.transfer.Sheet;

/** All lines that an import refuses, as a file for whoever corrects them. */
@Path(StreamedBody.PATH + "/{id}/refusals.csv")
@Tag(name = "Imports")
class RefusedLinesResource {
    @Inject
    ImportRows rows;

    @Inject
    List<Sheet> sheets;

    @Inject
    Archive archive;

    @Inject
    Exports exports;

    @GET
    @Blocking
    @Produces(Exports.CSV)
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR, Role.BURSAR, Role.ADMIN})
    @Operation(
            operationId = "getRefusedLines",
            summary = "All lines that an import refuses, as CSV",
            description =
                    "The report of the import has the first 1,000 of them. Before there is a report, there are none."
                            + " It is sent while it is read: what ends without the last chunk of HTTP is not complete.")
    @APIResponse(
            responseCode = "200",
            description = "The file, its first line the names of the columns",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(implementation = String.class),
                            example =
                                    "sheet,line,column,reason\nstudents,3,email,\"\"\"bob\"\" is not an e-mail address: send one like ada@example.org\"\n"))
    public RestMulti<byte[]> file(
            @PathParam("id") UUID id, @Context SecurityIdentity identity, @Context RoutingContext routing)
            throws SQLException {
        rows.find(id).await().indefinitely();
        return exports.answer(
                "refused-lines.csv", List.of(RefusedLines.of(id, sheets, archive)), Actor.of(identity), routing);
    }
}
