package org.studentmanagement.people;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.RowResource;
import org.studentmanagement.api.Tagged;

/** Teachers: list, store, read, change, delete; and what one teaches. */
@Path("/api/teachers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Teachers")
class TeacherResource extends RowResource<Teacher, TeacherRequest, TeacherResponse> {
    @Inject
    SecurityIdentity identity;

    TeacherResource() {
        super("teacher", "/api/teachers", Teacher.class, Teacher::set, TeacherRequest.class, TeacherResponse.class);
    }

    @GET
    @RolesAllowed(Role.READER)
    @Operation(operationId = "listTeachers", summary = "The teachers, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = {"name", "number"}))
    public Uni<RestResponse<Page<TeacherResponse>>> list(@Valid @BeanParam TeacherQuery query) {
        return Teacher.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "createTeacher", summary = "Store a new teacher")
    public RestResponse<TeacherResponse> create(@NotNull @Valid TeacherRequest request) {
        return store(new Teacher(), request);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.READER)
    @Operation(operationId = "getTeacher", summary = "One teacher")
    public Uni<RestResponse<TeacherResponse>> get(@BeanParam ToRead asked) {
        return show(asked);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "replaceTeacher", summary = "Change a teacher, naming every member that can be set")
    public RestResponse<TeacherResponse> put(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return replace(asked, request);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "updateTeacher", summary = "Change some members of a teacher (RFC 7396)")
    public RestResponse<TeacherResponse> update(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "deleteTeacher", summary = "Delete a teacher who teaches nothing")
    public void delete(@BeanParam ToChange asked) {
        remove(asked);
    }

    @GET
    @Path("/{id}/courses")
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(
            operationId = "listCoursesOfTeacher",
            summary = "The courses that a teacher teaches, complete, by code",
            description = "A teacher is shown the own ones only.")
    public Uni<RestResponse<TaughtCourses>> courses(@PathParam("id") long id, @BeanParam KnownTags known) {
        Long bound = Teaching.boundTo(identity, Role.READER);
        if (bound != null && bound != id) {
            throw new ForbiddenException("not the teacher's own courses");
        }
        return TaughtCourses.of(id).map(found -> Tagged.answer(found, found.items(), known));
    }
}
