package org.studentmanagement.grading;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.people.Teaching;

/** What the students of a course have reached. */
@Path("/api/courses/{id}/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marks")
class ResultsResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listResults",
            summary = "What the students of a course have reached in its published tests, complete, the best first",
            description =
                    "Each mark counts with its share of the maximum and the weight of its test. Who was absent has 0; who"
                            + " was excused, or has no mark yet, is not judged by that test.")
    public Uni<RestResponse<CourseResult.All>> results(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Teaching.reaches(identity, id, Role.READER)
                .flatMap(reached -> CourseResult.of(id))
                .map(results -> Tagged.answer(results, results.items(), known));
    }
}
