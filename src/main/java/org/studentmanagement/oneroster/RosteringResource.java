package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.studentmanagement.access.RosterScope;

/** The rostering service of OneRoster 1.2, read only. What there is, {@link Roster} and {@link Related} say. */
@Path(OneRosterAddress.ROSTERING + "/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OneRoster")
class RosteringResource {
    @Context
    UriInfo uri;

    @GET
    @RolesAllowed({RosterScope.CORE, RosterScope.ROSTER})
    @Operation(
            operationId = "listRoster12",
            summary = "Records of a collection, in pages",
            description =
                    "The collections are orgs, schools, academicSessions, terms, gradingPeriods, courses, classes, users, students, teachers and enrollments.")
    public Uni<Response> list(@PathParam("collection") String collection, @Valid @BeanParam RosterQuery query) {
        return OneRosterAddress.of(uri).page(Roster.at(Member.ROSTERING, collection), query);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({RosterScope.CORE, RosterScope.ROSTER})
    @Operation(operationId = "getRoster12", summary = "One record of a collection, by its sourcedId")
    public Uni<Response> one(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @QueryParam("fields") String fields) {
        return OneRosterAddress.of(uri).one(Roster.at(Member.ROSTERING, collection), id, fields);
    }

    @GET
    @Path("{id}/{related}")
    @RolesAllowed(RosterScope.ROSTER)
    @Operation(
            operationId = "listRelatedRoster12",
            summary = "What belongs to a record, as the classes of a student, in pages")
    public Uni<Response> related(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("related") String path,
            @Valid @BeanParam RosterQuery query) {
        Roster of = Roster.at(Member.ROSTERING, collection);
        return OneRosterAddress.of(uri)
                .page(of, id, Related.at(of, Member.ROSTERING, path), UnaryOperator.identity(), query);
    }

    @GET
    @Path("{id}/classes/{class_id}/{related}")
    @RolesAllowed(RosterScope.ROSTER)
    @Operation(
            operationId = "listRelatedOfClassRoster12",
            summary = "The enrollments, students or teachers of a class of a school, in pages",
            description = "The collection is schools.")
    public Uni<Response> ofClass(
            @PathParam("collection") String collection,
            @PathParam("id") String school,
            @PathParam("class_id") String id,
            @PathParam("related") String path,
            @Valid @BeanParam RosterQuery query) {
        OneRosterAddress address = OneRosterAddress.of(uri);
        if (Roster.at(Member.ROSTERING, collection) != Roster.SCHOOLS) {
            throw OneRosterRefusal.unknown("Only schools have classes that have collections.");
        }
        Related related = Related.inClass(path);
        return address.rows(Roster.SCHOOLS)
                .known(school)
                .flatMap(known -> address.page(Roster.CLASSES, id, related, UnaryOperator.identity(), query));
    }
}
