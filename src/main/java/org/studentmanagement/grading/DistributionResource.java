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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** How the scores of a test are spread. */
@Path("/api/tests/{id}/distribution")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marks")
class DistributionResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(operationId = "getDistribution", summary = "How the scores of a test are spread")
    public Uni<RestResponse<Distribution>> distribution(@PathParam("id") long id, @BeanParam KnownTags known) {
        return TestReach.of(identity, id, Role.READER)
                .flatMap(reached -> Distribution.of(id))
                .map(spread -> Tagged.answer(spread, List.of(spread), known));
    }
}
