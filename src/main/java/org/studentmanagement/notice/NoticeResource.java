package org.studentmanagement.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.studentmanagement.people.Teaching;
import org.studentmanagement.schoolclass.ClassTeachers;

/** Notices: list, store, read, change, delete. A teacher writes those for the own courses and classes. */
@Path("/api/notices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
class NoticeResource extends RowResource<Notice, NoticeRequest, NoticeResponse> {
    @Inject
    SecurityIdentity identity;

    NoticeResource() {
        super("notice", "/api/notices", Notice.class, Notice::set, NoticeRequest.class, NoticeResponse.class);
    }

    @GET
    @RolesAllowed({Role.READER, Role.REGISTRAR})
    @Operation(operationId = "listNotices", summary = "The notices, be they shown at present or not, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "shown_from"))
    public Uni<RestResponse<Page<NoticeResponse>>> list(@Valid @BeanParam NoticeQuery query) {
        return Notice.list(query).map(Page::toResponse);
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
        reach(request.courseId(), request.classId());
        return store(new Notice(), request);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.READER, Role.REGISTRAR})
    @Operation(operationId = "getNotice", summary = "One notice")
    public Uni<RestResponse<NoticeResponse>> get(@BeanParam ToRead asked) {
        return show(asked);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "replaceNotice", summary = "Change a notice, naming every member that can be set")
    @APIResponse(responseCode = "200")
    public RestResponse<NoticeResponse> put(
            @PathParam("id") long id, @BeanParam ToChange asked, @NotNull ObjectNode request) {
        reachStored(id);
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
        reachStored(id);
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Role.REGISTRAR, Role.TEACHER})
    @Operation(operationId = "deleteNotice", summary = "Delete a notice, with who has seen it")
    public void delete(@PathParam("id") long id, @BeanParam ToChange asked) {
        reachStored(id);
        remove(asked);
    }

    /** What is not there is told by who changes it. */
    private void reachStored(long id) {
        Notice stored = Notice.findById(id);
        if (stored != null) {
            reach(stored.courseId, stored.classId);
        }
    }

    /**
     * @param course that it concerns, or null
     * @param schoolClass likewise
     */
    private void reach(Long course, Long schoolClass) {
        if (Teaching.boundTo(identity, Role.REGISTRAR) == null) {
            return;
        }
        if (course == null && schoolClass == null) {
            throw new ForbiddenException("not for a course or a class of the teacher's own");
        }
        Uni<Void> own = course == null
                ? ClassTeachers.reaches(identity, schoolClass, Role.REGISTRAR)
                : Teaching.reaches(identity, course, Role.REGISTRAR);
        own.await().indefinitely();
    }
}
