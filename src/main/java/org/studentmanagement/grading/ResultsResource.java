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
            description = StudentResult.HOW)
    public Uni<RestResponse<StudentResult.All>> results(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Teaching.reaches(identity, id, Role.READER)
                .flatMap(reached -> StudentResult.ofCourse(id))
                .map(results -> Tagged.answer(results, results.items(), known));
    }
}
