package org.studentmanagement.operator;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.schema.drift.DriftWatch;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.RunSummary;

/** What an administrator is told of the schema: nothing here changes it, which is done by the command alone. */
@Path("/api/schema")
@Tag(name = "Schema")
class SchemaResource {
    /** It was made outside, and this origin knows who has signed in: it runs no script, sends no form, and asks for nothing. */
    static final String OF_ANOTHER_ORIGIN =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    @Inject
    DataSource database;

    @Inject
    DriftWatch watch;

    @Inject
    LastRehearsal rehearsal;

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "getSchema",
            summary = "The revisions of the database, how long each took, what is pending, and drift",
            description =
                    "What the commands db current, db history --verbose and db drift tell. Drift is not looked for"
                            + " now: it is what the process that answers has found when migration.drift.every last told it to look.")
    public RestResponse<SchemaState> get(@BeanParam KnownTags known) throws SQLException {
        try (Connection connection = database.getConnection()) {
            SchemaState state = SchemaState.of(
                    Revisions.read(connection, Changelog.files()),
                    RunSummary.read(connection),
                    watch.last().map(FoundDrift::of).orElse(null),
                    rehearsal.written().orElse(null));
            return Tagged.answer(state, List.of(state), known);
        }
    }

    @GET
    @Path("/rehearsal")
    @Blocking
    @Produces(MediaType.TEXT_HTML)
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "getRehearsal",
            summary = "The page of the last rehearsal, to look at",
            description =
                    "The file that migration.rehearsal-page names, to which db rehearse and db deploy --rehearse write."
                            + " It is shown as if it were of another origin: no script of it runs.")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    public RestResponse<byte[]> rehearsal(@BeanParam KnownTags known, @Context HttpServerResponse response)
            throws IOException {
        byte[] page = rehearsal.page();
        // in place of the policy of all that is no page, which would leave it without its drawing
        response.headers().set("Content-Security-Policy", OF_ANOTHER_ORIGIN);
        return Tagged.answer(page, known);
    }
}
