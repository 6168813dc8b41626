package org.studentmanagement.oneroster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.RosterScope;

/** The gradebook service of OneRoster 1.2: tests and marks. What there is, {@link Roster} and {@link Related} say. */
@Path(OneRosterAddress.GRADEBOOK + "/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OneRoster")
class GradebookResource {
    private static final String IN_USE = "Something keeps it as it is: detail says what";
    private static final String UNFIT = "It cannot be stored as it is: detail says why. Nothing was stored";

    @Context
    UriInfo uri;

    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({RosterScope.GRADEBOOK_CORE, RosterScope.GRADEBOOK})
    @Operation(
            operationId = "listGradebook12",
            summary = "Records of a collection, in pages",
            description =
                    "The collections are categories, lineItems, results, scoreScales, and assessmentLineItems and assessmentResults, which are empty.")
    public Uni<Response> list(@PathParam("collection") String collection, @Valid @BeanParam RosterQuery query) {
        return OneRosterAddress.of(uri).page(shown(roster(collection)), query, values -> "true");
    }

    @GET
    @Path("{id}")
    @RolesAllowed({RosterScope.GRADEBOOK_CORE, RosterScope.GRADEBOOK})
    @Operation(operationId = "getGradebook12", summary = "One record of a collection, by its sourcedId")
    public Uni<Response> one(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @QueryParam("fields") String fields) {
        return OneRosterAddress.of(uri).one(shown(roster(collection)), id, fields);
    }

    @GET
    @Path("{id}/{related}")
    @RolesAllowed(RosterScope.GRADEBOOK)
    @Operation(
            operationId = "listRelatedGradebook12",
            summary = "What belongs to a class or school, as the lineItems of a class, in pages")
    public Uni<Response> related(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("related") String path,
            @Valid @BeanParam RosterQuery query) {
        OneRosterAddress address = OneRosterAddress.of(uri);
        Roster of = Roster.at(Member.ROSTERING, collection);
        Related related = Related.at(of, Member.GRADEBOOK, path);
        return address.rows(of)
                .known(id)
                .flatMap(one -> address.page(shown(related.roster), query, values -> related.rows(one, values)));
    }

    @GET
    @Path("{id}/{related}/{related_id}/results")
    @RolesAllowed(RosterScope.GRADEBOOK)
    @Operation(
            operationId = "listResultsOfClass12",
            summary = "The results of a class in a lineItem, or of a student, in pages",
            description = "The collection is classes, what is related lineItems or students.")
    public Uni<Response> results(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("related") String path,
            @PathParam("related_id") String relatedId,
            @Valid @BeanParam RosterQuery query) {
        boolean ofItem = path.equals(Roster.LINE_ITEMS.path);
        if (!collection.equals(Roster.CLASSES.path) || !ofItem && !path.equals(Roster.STUDENTS.path)) {
            throw OneRosterRefusal.unknown("Only lineItems and students of classes have results here.");
        }
        OneRosterAddress address = OneRosterAddress.of(uri);
        Related related = ofItem ? Related.RESULTS_OF_LINE_ITEM : Related.RESULTS_OF_STUDENT;
        return address.rows(Roster.CLASSES)
                .known(id)
                .flatMap(held -> address.rows(ofItem ? Roster.LINE_ITEMS : Roster.STUDENTS)
                        .known(relatedId)
                        .flatMap(one -> address.page(
                                shown(Roster.RESULTS),
                                query,
                                values -> Related.RESULTS_OF_CLASS.rows(held, values) + " AND "
                                        + related.rows(one, values))));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(RosterScope.GRADEBOOK_WRITE)
    @Operation(
            operationId = "putGradebook12",
            summary = "Store a category, lineItem or result, or change the one that has the sourcedId",
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
        return writes().put(roster(collection), id, request)
                .map(added -> Response.status(added ? Response.Status.CREATED : Response.Status.OK)
                        .build());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(RosterScope.GRADEBOOK_DELETE)
    @Operation(
            operationId = "deleteGradebook12",
            summary = "Delete a category without lineItems, a lineItem without results, or a result")
    @APIResponse(responseCode = "204", description = "No Content")
    @APIResponse(responseCode = "409", description = IN_USE)
    public Uni<Response> delete(@PathParam("collection") String collection, @PathParam("id") String id) {
        return writes().delete(roster(collection), id)
                .map(gone -> Response.noContent().build());
    }

    @POST
    @Path("{id}/{related}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(RosterScope.GRADEBOOK_WRITE)
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
    @RolesAllowed(RosterScope.GRADEBOOK_WRITE)
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

    private static Roster roster(String collection) {
        return Roster.at(Member.GRADEBOOK, collection);
    }

    /** Whoever marks is told of drafts too, as teachers are. */
    private Roster shown(Roster roster) {
        return identity.hasRole(RosterScope.GRADEBOOK_WRITE) ? roster : roster.seen();
    }
}
