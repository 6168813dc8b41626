package org.studentmanagement.grading;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.validator.constraints.CodePointLength;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.PlainText;
import org.studentmanagement.api.Tagged;

/** The marks of a test: the sheet, one of them, and what became of those that students had seen. */
@Path("/api/tests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marks")
class MarksResource {
    private static final int OK = 200;

    private static final int MULTI_STATUS = 207;

    @Inject
    SecurityIdentity identity;

    @GET
    @Path("/{id}/marks")
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listMarks",
            summary = "The mark sheet of a test, complete, by name, with those who have no mark yet")
    public Uni<RestResponse<MarkEntry.All>> sheet(@PathParam("id") long id, @BeanParam KnownTags known) {
        return TestReach.of(identity, id, Role.READER)
                .flatMap(reached -> MarkEntry.sheet(id))
                .map(sheet -> Tagged.answer(sheet, sheet.items(), known));
    }

    @PUT
    @Path("/{id}/marks")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(
            operationId = "markMany",
            summary = "Give or change up to 1,000 marks of a test, each with the version that was read",
            description =
                    "All or nothing, unless atomic is false: then each has its own status. Who is not named keeps the mark."
                            + " Repeating it changes nothing. Marks of a test that was ever published change only with a reason, which is kept.")
    @APIResponse(responseCode = "200", description = "All marks are stored, or would be")
    @APIResponse(
            responseCode = "207",
            description = "What became of each mark, not all or nothing",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MarksResponse.class)))
    @APIResponse(responseCode = "412", description = MarksRefused.WHEN)
    @APIResponse(responseCode = "422", description = MarksRefused.WHEN)
    public Uni<RestResponse<MarksResponse>> mark(@PathParam("id") long id, @NotNull @Valid MarksRequest request) {
        return TestReach.of(identity, id, Role.REGISTRAR)
                .flatMap(reached -> Marking.mark(id, request))
                .map(decisions -> RestResponse.ResponseBuilder.<MarksResponse>create(
                                request.allOrNothing() ? OK : MULTI_STATUS)
                        .entity(MarksResponse.of(decisions, request.dryRun()))
                        .build());
    }

    @GET
    @Path("/{id}/marks/{student_id}")
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(operationId = "getMark", summary = "The mark of a student in a test, which may be none")
    public Uni<RestResponse<MarkEntry>> get(
            @PathParam("id") long id, @PathParam("student_id") long student, @BeanParam KnownTags known) {
        return TestReach.of(identity, id, Role.READER)
                .flatMap(reached -> MarkEntry.of(id, student))
                .map(mark -> Tagged.answer(mark, mark.version(), known));
    }

    @PUT
    @Path("/{id}/marks/{student_id}")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(
            operationId = "mark",
            summary = "Give or change the mark of a student in a test",
            description =
                    "If-Match is \"0\" where there was none. The mark of a test that was ever published changes only with a reason.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = MarksRefused.WHEN)
    public Uni<RestResponse<MarkEntry>> put(
            @PathParam("id") long id,
            @PathParam("student_id") long student,
            @BeanParam KnownVersion known,
            @NotNull @Valid MarkRequest request) {
        return TestReach.of(identity, id, Role.REGISTRAR)
                .flatMap(reached -> MarkEntry.of(id, student))
                .invoke(mark -> known.require(mark.version()))
                .flatMap(mark -> Marking.mark(id, request.of(student, mark.version())))
                .flatMap(marked -> MarkEntry.of(id, student))
                .map(mark -> Tagged.changed(mark, mark.version()));
    }

    @DELETE
    @Path("/{id}/marks/{student_id}")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "deleteMark", summary = "Take the mark of a student in a test away")
    @APIResponse(responseCode = "204", description = "No Content")
    @APIResponse(responseCode = "422", description = MarksRefused.WHEN)
    public Uni<Void> delete(
            @PathParam("id") long id,
            @PathParam("student_id") long student,
            @BeanParam KnownVersion known,
            @QueryParam("reason")
                    @Parameter(description = "Why; asked for where the test was ever published")
                    @PlainText
                    @CodePointLength(max = TestValues.REASON_LENGTH)
                    String reason) {
        return TestReach.of(identity, id, Role.REGISTRAR)
                .flatMap(reached -> Marking.delete(id, student, known, reason));
    }

    @GET
    @Path("/{id}/mark-changes")
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listMarkChanges",
            summary = "What became of marks since the test was first published, in pages, the first change first")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "id"))
    public Uni<RestResponse<Page<MarkChange>>> changes(
            @PathParam("id") long id,
            @Valid @BeanParam PageQuery page,
            @QueryParam("student_id") @Parameter(description = "Those of one student") Long student) {
        return TestReach.of(identity, id, Role.READER)
                .flatMap(reached -> MarkChange.of(id, student, page))
                .map(Page::toResponse);
    }
}
