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

/** The resources service of OneRoster 1.2: study material, read only. */
@Path(OneRosterAddress.RESOURCES + "/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OneRoster")
class ResourcesResource {
    @Context
    UriInfo uri;

    @GET
    @RolesAllowed({RosterScope.RESOURCE_CORE, RosterScope.RESOURCE})
    @Operation(
            operationId = "listResources12",
            summary = "Study material, in pages",
            description = "The collection is resources.")
    public Uni<Response> list(@PathParam("collection") String collection, @Valid @BeanParam RosterQuery query) {
        return OneRosterAddress.of(uri).page(Roster.at(Member.RESOURCES, collection), query);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({RosterScope.RESOURCE_CORE, RosterScope.RESOURCE})
    @Operation(
            operationId = "getResource12",
            summary = "One material, by its sourcedId",
            description = "The collection is resources.")
    public Uni<Response> one(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @QueryParam("fields") String fields) {
        return OneRosterAddress.of(uri).one(Roster.at(Member.RESOURCES, collection), id, fields);
    }

    @GET
    @Path("{id}/{related}")
    @RolesAllowed(RosterScope.RESOURCE)
    @Operation(
            operationId = "listRelatedResources12",
            summary = "Study material for a course, a class or a user, in pages",
            description =
                    "The collection is courses, classes or users, what is related resources. Of a user it is what is for all, and for the courses"
                            + " and classes that a student takes and is in, or a teacher has.")
    public Uni<Response> related(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("related") String path,
            @Valid @BeanParam RosterQuery query) {
        Roster of = Roster.at(Member.ROSTERING, collection);
        return OneRosterAddress.of(uri)
                .page(of, id, Related.at(of, Member.RESOURCES, path), UnaryOperator.identity(), query);
    }
}
