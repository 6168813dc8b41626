package org.studentmanagement.student;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.studentmanagement.access.Role;

/** What is held about a student, for who asks to be told. */
@Path("/api/students/{id}/disclosure")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Students")
class DisclosureResource {
    @Inject
    @All
    List<Holding> holdings;

    @GET
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "discloseStudent",
            summary = "All that is held about a student, as one document to be handed over",
            description = "It has the words of those who enrolled and withdrew the student, and who they were. Logs and"
                    + " backups are not in it. Who is to erase the student sees by it what would go.")
    public Uni<RestResponse<Disclosure>> disclose(@PathParam("id") long id) {
        return Disclosure.of(id, holdings)
                .map(all -> ResponseBuilder.ok(all)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"student-" + id + ".json\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }
}
