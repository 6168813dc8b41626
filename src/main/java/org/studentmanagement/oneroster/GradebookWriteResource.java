package org.studentmanagement.oneroster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.AccessRefusal;
import org.studentmanagement.access.RosterScope;

/** The gradebook service of OneRoster 1.2: tests and marks, as they are stored and deleted. */
@Path(OneRosterAddress.GRADEBOOK + "/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OneRoster")
class GradebookWriteResource {
    private static final String IN_USE = "Something keeps it as it is: detail says what";
    private static final String UNFIT = "It cannot be stored as it is: detail says why. Nothing was stored";

    @Context
    UriInfo uri;

    @Inject
    SecurityIdentity identity;

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({RosterScope.GRADEBOOK_WRITE, RosterScope.ASSESSMENT_WRITE})
    @Operation(
            operationId = "putGradebook12",
            summary =
                    "Store a category, lineItem, result, assessmentLineItem or assessmentResult, or change the one that has the sourcedId",
            description =
                    "The body has the record as it is told, as in {\"lineItem\": {…}}. The last that is sent counts.")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(responseCode = "201", description = "Stored")
    @APIResponse(responseCode = "409", description = IN_USE)
    @APIResponse(responseCode = "422", description = UNFIT)
    public Uni<Response> put(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT)))
                    @NotNull
                    ObjectNode request) {
        return writes().put(roster(collection, RosterScope.GRADEBOOK_WRITE, RosterScope.ASSESSMENT_WRITE), id, request)
                .map(added -> Response.status(added ? Response.Status.CREATED : Response.Status.OK)
                        .build());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({RosterScope.GRADEBOOK_DELETE, RosterScope.ASSESSMENT_DELETE})
    @Operation(
            operationId = "deleteGradebook12",
            summary =
                    "Delete a category without lineItems, a lineItem or assessmentLineItem without results, or a result")
    @APIResponse(responseCode = "204", description = "No Content")
    @APIResponse(responseCode = "409", description = IN_USE)
    public Uni<Response> delete(@PathParam("collection") String collection, @PathParam("id") String id) {
        return writes().delete(roster(collection, RosterScope.GRADEBOOK_DELETE, RosterScope.ASSESSMENT_DELETE), id)
                .map(gone -> Response.noContent().build());
    }

    @POST
    @Path("{id}/{related}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({RosterScope.GRADEBOOK_WRITE, RosterScope.GRADEBOOK_POST})
    @Operation(
            operationId = "postGradebook12",
            summary =
                    "Store up to 100 lineItems of a class or school, or up to 1,000 results of a lineItem, all or none",
            description =
                    "The body has them as they are told, as in {\"lineItems\": [{…}]}, those of a class as /classes/{id}/lineItems, of a"
                            + " school as /schools/{id}/lineItems, and results as /lineItems/{id}/results. A sourcedId that is a UUID is kept, and"
                            + " what it stands for already is changed.")
    @APIResponse(responseCode = "201", description = "Stored, with the sourcedIds that they have")
    @APIResponse(responseCode = "409", description = IN_USE)
    @APIResponse(responseCode = "422", description = UNFIT)
    public Uni<Response> post(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("related") String path,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT)))
                    @NotNull
                    ObjectNode request) {
        return created(writes().post(collection, id, path, request));
    }

    @POST
    @Path("{id}/academicSessions/{session_id}/{related}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({RosterScope.GRADEBOOK_WRITE, RosterScope.GRADEBOOK_POST})
    @Operation(
            operationId = "postGradebookOfSession12",
            summary = "Store lineItems, or results of lineItems, of a class, all or none",
            description =
                    "The collection is classes, what is related lineItems or results. The session has to be one, and nothing else is made of it.")
    @APIResponse(responseCode = "201", description = "Stored, with the sourcedIds that they have")
    @APIResponse(responseCode = "409", description = IN_USE)
    @APIResponse(responseCode = "422", description = UNFIT)
    public Uni<Response> postOfSession(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("session_id") String session,
            @PathParam("related") String path,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT)))
                    @NotNull
                    ObjectNode request) {
        return created(writes().postOfSession(collection, id, session, path, request));
    }

    private static Uni<Response> created(Uni<SourcedIdPairs> stored) {
        return stored.map(
                pairs -> Response.status(Response.Status.CREATED).entity(pairs).build());
    }

    private GradebookWrites writes() {
        return new GradebookWrites(OneRosterAddress.of(uri));
    }

    /** Which of the two scopes is needed the collection says. */
    private Roster roster(String collection, String scope, String ofAssessments) {
        Roster roster = Roster.at(Member.GRADEBOOK, collection);
        String needed = roster.ofAssessments() ? ofAssessments : scope;
        if (!identity.hasRole(needed)) {
            throw AccessRefusal.ofPart("This", List.of(needed));
        }
        return roster;
    }
}
