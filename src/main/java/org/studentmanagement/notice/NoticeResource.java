package org.studentmanagement.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.ForbiddenException;
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
import jakarta.ws.rs.PathParam;
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
import org.studentmanagement.api.Sql;
import org.studentmanagement.people.Teaching;
import org.studentmanagement.schoolclass.ClassTeachers;

/** Notices: list, store, read, change, delete. A teacher writes those for the own courses and classes. */
@Path("/api/notices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
class NoticeResource extends RowResource<Notice, NoticeRequest, NoticeResponse> {
    private static final String CONCERNED = "SELECT n.course_id, n.class_id FROM notices n WHERE n.id = $1";

    @RegisterForReflection
    record Concerned(Long courseId, Long classId) {}

    @Inject
    SecurityIdentity identity;

    NoticeResource() {
        super("notice", "/api/notices", Notice.class, Notice::set, NoticeRequest.class, NoticeResponse.class);
    }

    @GET
    @RolesAllowed({Role.READER, Role.REGISTRAR, Role.TEACHER})
    @Operation(
            operationId = "listNotices",
            summary =
                    "The notices, be they shown at present or not, in pages; for a teacher those to the own courses and"
                            + " classes")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "shown_from"))
    public Uni<RestResponse<Page<NoticeResponse>>> list(@Valid @BeanParam NoticeQuery query) {
        return Notice.list(query, Teaching.boundTo(identity, Role.READER, Role.REGISTRAR))
                .map(Page::toResponse);
    }

    @POST
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(
            operationId = "createNotice",
            summary = "Tell something to all, to a class, to a course or to one student",
            description = "A teacher writes to the own courses and classes, and to nobody else.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownAudience.WHEN)
    public RestResponse<NoticeResponse> create(@NotNull @Valid NoticeRequest request) {
        reach(request.courseId(), request.classId(), Role.REGISTRAR).await().indefinitely();
        return store(new Notice(), request);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.READER, Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "getNotice", summary = "One notice")
    public Uni<RestResponse<NoticeResponse>> get(@BeanParam ToRead asked) {
        return reachStored(asked.id(), Role.READER, Role.REGISTRAR).flatMap(reached -> show(asked));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "replaceNotice", summary = "Change a notice, naming every member that can be set")
    @APIResponse(responseCode = "200")
    public RestResponse<NoticeResponse> put(
            @PathParam("id") long id, @BeanParam ToChange asked, @NotNull ObjectNode request) {
        reachStored(id, Role.REGISTRAR).await().indefinitely();
        return replace(asked, request);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "updateNotice", summary = "Change some members of a notice (RFC 7396)")
    @APIResponse(responseCode = "200")
    public RestResponse<NoticeResponse> update(
            @PathParam("id") long id, @BeanParam ToChange asked, @NotNull ObjectNode request) {
        reachStored(id, Role.REGISTRAR).await().indefinitely();
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "deleteNotice", summary = "Delete a notice, with who has seen it")
    public void delete(@PathParam("id") long id, @BeanParam ToChange asked) {
        reachStored(id, Role.REGISTRAR).await().indefinitely();
        remove(asked);
    }

    /** What is not there is told by who reads or changes it. */
    private Uni<Void> reachStored(long id, String... unbound) {
        if (Teaching.boundTo(identity, unbound) == null) {
            return Uni.createFrom().voidItem();
        }
        return Sql.newest(Concerned.class, CONCERNED, id)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : reach(found.get(0).courseId(), found.get(0).classId(), unbound));
    }

    /**
     * @param course that it concerns, or null
     * @param schoolClass likewise
     */
    private Uni<Void> reach(Long course, Long schoolClass, String... unbound) {
        if (course != null) {
            return Teaching.reaches(identity, course, unbound);
        }
        if (schoolClass != null) {
            return ClassTeachers.reaches(identity, schoolClass, unbound);
        }
        if (Teaching.boundTo(identity, unbound) != null) {
            throw new ForbiddenException("not for a course or a class of the teacher's own");
        }
        return Uni.createFrom().voidItem();
    }
}
