package org.studentmanagement.student;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.RowResource;

/** Students: list, store, read, change, delete, erase. */
@Path("/api/students")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Students")
class StudentResource extends RowResource<Student, StudentRequest, StudentResponse> {
    StudentResource() {
        super("student", "/api/students", Student.class, Student::set, StudentRequest.class, StudentResponse.class);
    }

    @GET
    @RolesAllowed(Role.READER)
    @Operation(operationId = "listStudents", summary = "The students, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = {"name", "number", "email"}))
    public Uni<RestResponse<Page<StudentResponse>>> list(@Valid @BeanParam StudentQuery query) {
        return Student.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "createStudent", summary = "Store a new student")
    public RestResponse<StudentResponse> create(@NotNull @Valid StudentRequest request) {
        return store(new Student(), request);
    }

    @GET
    @Path("/{id}")
    @OwnRecord
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "getStudent", summary = "One student")
    public Uni<RestResponse<StudentResponse>> get(@BeanParam ToRead asked) {
        return show(asked);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "replaceStudent", summary = "Change a student, naming every member that can be set")
    public RestResponse<StudentResponse> put(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return replace(asked, request);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "updateStudent", summary = "Change some members of a student (RFC 7396)")
    public RestResponse<StudentResponse> update(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "deleteStudent", summary = "Delete a student who is enrolled in nothing")
    public void delete(@BeanParam ToChange asked) {
        remove(asked);
    }

    @POST
    @Path("/{id}/erasure")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "eraseStudent",
            summary = "Erase a student on request, with all that is held",
            description =
                    "Enrollments and waits end, and freed seats go to who waits. The history stays, with another number that is"
                            + " nobody's and without actors, requests and reasons; an event of the kind erased tells those who"
                            + " follow it. Nothing brings the student back.")
    @APIResponse(responseCode = "204", description = "No Content")
    public Uni<Void> erase(@BeanParam ToChange asked) {
        Cause cause = Cause.of(null);
        return whileLocked(asked, (id, sql) -> Student.erase(id, cause, sql));
    }
}
