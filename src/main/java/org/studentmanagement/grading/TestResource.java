package org.studentmanagement.grading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.RowResource;
import org.studentmanagement.people.Teaching;

/** Tests: list, store, read, change, delete, publish. A teacher reaches those of the own courses and classes. */
@Path("/api/tests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marks")
class TestResource extends RowResource<Test, TestRequest, TestResponse> {
    private static final String PUBLISH =
            "UPDATE tests SET published_at = now() WHERE id = $1 AND published_at IS NULL RETURNING id";

    private static final String WITHDRAW =
            "UPDATE tests SET published_at = NULL WHERE id = $1 AND published_at IS NOT NULL RETURNING id";

    @RegisterForReflection
    record Published(long id) {}

    @Inject
    SecurityIdentity identity;

    TestResource() {
        super("test", "/api/tests", Test.class, Test::set, TestRequest.class, TestResponse.class);
    }

    @GET
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listTests",
            summary = "The tests, in pages; for a teacher those of the own courses and classes")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "held_on"))
    public Uni<RestResponse<Page<TestResponse>>> list(@Valid @BeanParam TestQuery query) {
        return Test.list(query, Teaching.boundTo(identity, Role.READER)).map(Page::toResponse);
    }

    @POST
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(
            operationId = "createTest",
            summary = "Store a new test of a course or a class, as a draft, the marks of which no student sees")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = NobodysTest.WHEN)
    public RestResponse<TestResponse> create(@NotNull @Valid TestRequest request) {
        TestReach.of(identity, request, Role.REGISTRAR).await().indefinitely();
        return store(new Test(), request);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(operationId = "getTest", summary = "One test")
    public Uni<RestResponse<TestResponse>> get(@BeanParam ToRead asked) {
        return TestReach.of(identity, asked.id(), Role.READER).flatMap(reached -> show(asked));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "replaceTest", summary = "Change a test, naming every member that can be set")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = ScoresAbove.OR_TAKEN)
    public RestResponse<TestResponse> put(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        reach(asked);
        return replace(asked, request);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "updateTest", summary = "Change some members of a test (RFC 7396)")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = ScoresAbove.OR_TAKEN)
    public RestResponse<TestResponse> update(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        reach(asked);
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "deleteTest", summary = "Delete a test that has no marks")
    public void delete(@BeanParam ToChange asked) {
        reach(asked);
        remove(asked);
    }

    @PUT
    @Path("/{id}/publication")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(
            operationId = "publishTest",
            summary = "Let students see their marks of a test",
            description = "From then on each change of a mark is kept with its reason. Repeating it changes nothing.")
    @APIResponse(responseCode = "204", description = "No Content")
    public Uni<Void> publish(@BeanParam ToChange asked) {
        return set(asked, PUBLISH);
    }

    @DELETE
    @Path("/{id}/publication")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(
            operationId = "withdrawTest",
            summary = "Make a published test a draft again, the marks of which no student sees",
            description = "What becomes of them is still kept with its reason.")
    @APIResponse(responseCode = "204", description = "No Content")
    public Uni<Void> withdraw(@BeanParam ToChange asked) {
        return set(asked, WITHDRAW);
    }

    private Uni<Void> set(ToChange asked, String statement) {
        return TestReach.of(identity, asked.id(), Role.REGISTRAR)
                .flatMap(reached -> whileLocked(
                        asked,
                        (id, sql) -> sql.run(Published.class, statement, id).replaceWithVoid()));
    }

    private void reach(ToChange asked) {
        TestReach.of(identity, asked.id(), Role.REGISTRAR).await().indefinitely();
    }
}
