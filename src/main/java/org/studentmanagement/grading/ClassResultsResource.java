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
import org.studentmanagement.schoolclass.ClassTeachers;

/** What the students of a class have reached. */
@Path("/api/classes/{id}/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marks")
class ClassResultsResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listResultsOfClass",
            summary = "What the students of a class have reached in its published tests, complete, the best first",
            description = StudentResult.HOW + " Who has left the class is listed with the marks that were given there.")
    public Uni<RestResponse<StudentResult.All>> results(@PathParam("id") long id, @BeanParam KnownTags known) {
        return ClassTeachers.reaches(identity, id, Role.READER)
                .flatMap(reached -> StudentResult.ofClass(id))
                .map(results -> Tagged.answer(results, results.items(), known));
    }
}
