package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** What a student has to be ready for. */
@Path("/api/students/{id}/tests")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marks")
class DueTestsResource {
    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "listTestsOfStudent",
            summary = "The tests that are to come for a student, complete, by day",
            description =
                    "Those of the courses that the student takes and has not completed, and of the present class.")
    public Uni<RestResponse<DueTest.All>> tests(
            @PathParam("id") long id,
            @QueryParam("from")
                    @Parameter(
                            description = "The first day; today, by the calendar of UTC, unless sent",
                            example = "2013-10-01")
                    LocalDate from,
            @BeanParam KnownTags known) {
        return DueTest.of(id, from).map(tests -> Tagged.answer(tests, tests.items(), known));
    }
}
