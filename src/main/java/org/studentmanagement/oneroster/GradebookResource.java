package org.studentmanagement.oneroster;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.AccessRefusal;
import org.studentmanagement.access.RosterScope;

/** The gradebook service of OneRoster 1.2: tests and marks, as they are read. What there is, {@link Roster} and {@link Related} say. */
@Path(OneRosterAddress.GRADEBOOK + "/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OneRoster")
class GradebookResource {
    @Context
    UriInfo uri;

    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({RosterScope.GRADEBOOK_CORE, RosterScope.GRADEBOOK, RosterScope.ASSESSMENT})
    @Operation(
            operationId = "listGradebook12",
            summary = "Records of a collection, in pages",
            description =
                    "The collections are categories, lineItems, results, scoreScales, and assessmentLineItems and assessmentResults, which have scopes of their own.")
    public Uni<Response> list(@PathParam("collection") String collection, @Valid @BeanParam RosterQuery query) {
        return OneRosterAddress.of(uri).page(readable(collection), query);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({RosterScope.GRADEBOOK_CORE, RosterScope.GRADEBOOK, RosterScope.ASSESSMENT})
    @Operation(operationId = "getGradebook12", summary = "One record of a collection, by its sourcedId")
    public Uni<Response> one(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @QueryParam("fields") String fields) {
        return OneRosterAddress.of(uri).one(readable(collection), id, fields);
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
        Roster of = Roster.at(Member.ROSTERING, collection);
        return OneRosterAddress.of(uri).page(of, id, Related.at(of, Member.GRADEBOOK, path), this::shown, query);
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

    private Roster readable(String collection) {
        Roster roster = Roster.at(Member.GRADEBOOK, collection);
        List<String> scopes = roster.ofAssessments()
                ? List.of(RosterScope.ASSESSMENT)
                : List.of(RosterScope.GRADEBOOK_CORE, RosterScope.GRADEBOOK);
        if (scopes.stream().noneMatch(identity::hasRole)) {
            throw AccessRefusal.ofPart("This", scopes);
        }
        return shown(roster);
    }

    /** Whoever marks is told of drafts too, as teachers are. */
    private Roster shown(Roster roster) {
        boolean marks = identity.hasRole(RosterScope.GRADEBOOK_WRITE) || identity.hasRole(RosterScope.GRADEBOOK_POST);
        return marks ? roster : roster.seen();
    }
}
