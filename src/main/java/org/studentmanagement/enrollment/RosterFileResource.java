package org.studentmanagement.enrollment;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.studentmanagement.access.Actor;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.Course;
import org.studentmanagement.transfer.Exports;

/** The roster of one course as a file. */
@Path("/api/courses/{id}/roster.csv")
@Tag(name = "Exports")
class RosterFileResource {
    @Inject
    Exports exports;

    @GET
    @Blocking
    @Produces(Exports.CSV)
    @RolesAllowed(Role.READER)
    @Operation(
            operationId = "exportRoster",
            summary = "The roster of a course as CSV, as import takes enrollments",
            description = "As of the moment when it begins, and sent while it is read, as the files of all rows are.")
    @APIResponse(
            responseCode = "200",
            description = "The file, its first line the names of the columns",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(implementation = String.class),
                            example =
                                    "student_number,course_code,enrolled_at,withdrawn_at,completed_on,result,over_capacity\n"
                                            + "11391,AAA-2013J,2013-04-25T00:00:00Z,,,,\n"))
    public RestMulti<byte[]> file(
            @PathParam("id") long id, @Context SecurityIdentity identity, @Context RoutingContext routing)
            throws SQLException {
        Course.mustExist(id).await().indefinitely();
        return exports.answer("roster.csv", List.of(EnrollmentSheet.roster(id)), Actor.of(identity), routing);
    }
}
