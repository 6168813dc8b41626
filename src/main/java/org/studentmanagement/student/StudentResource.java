package org.studentmanagement.student;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.Preconditions;
import org.studentmanagement.api.Preconditions.IfMatch;
import org.studentmanagement.api.Preconditions.IfNoneMatch;
import org.studentmanagement.api.RowChange;

/** Students: list, store, read, change, delete. */
@Path("/api/students")
@Tag(name = "Students")
class StudentResource {
    @Inject
    RowChange change;

    @GET
    @RolesAllowed(Role.READER)
    @Operation(operationId = "listStudents", summary = "The students, in pages")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            schema = @Schema(enumeration = {"id", "name", "number", "email", "created_at", "updated_at"}))
    public RestResponse<Page<StudentResponse>> list(@Valid @BeanParam PageQuery page, @BeanParam StudentFilter filter) {
        return Student.list(page, filter).map(StudentResponse::of).toResponse();
    }

    @POST
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "createStudent", summary = "Store a new student")
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StudentResponse.class)))
    public RestResponse<StudentResponse> create(@NotNull @Valid StudentRequest request) {
        Student student = new Student().set(request).store();
        // relative: what the Host header says is anybody's word
        return tagged(
                student,
                ResponseBuilder.<StudentResponse>create(Status.CREATED)
                        .header(HttpHeaders.LOCATION, "/api/students/" + student.id));
    }

    @GET
    @Path("/{id}")
    @OwnRecord
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "getStudent", summary = "One student")
    public RestResponse<StudentResponse> get(@PathParam("id") long id, @BeanParam IfNoneMatch known) {
        Student student = Student.byId(id);
        return known.names(student.version)
                ? ResponseBuilder.<StudentResponse>notModified(Preconditions.tag(student.version))
                        .build()
                : tagged(student, ResponseBuilder.ok());
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "replaceStudent", summary = "Change a student, naming every member that can be set")
    public RestResponse<StudentResponse> replace(
            @PathParam("id") long id,
            @BeanParam IfMatch read,
            @NotNull
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = StudentRequest.class)))
                    ObjectNode request)
            throws JsonProcessingException {
        Student student = Student.toChange(id);
        read.require(student.version);
        return changed(student, change.replace(request, StudentRequest.of(student), StudentResponse.of(student)));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(RowChange.MERGE_PATCH)
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "updateStudent", summary = "Change some members of a student (RFC 7396)")
    public RestResponse<StudentResponse> update(
            @PathParam("id") long id,
            @BeanParam IfMatch read,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = StudentRequest.class)))
                    ObjectNode request)
            throws JsonProcessingException {
        Student student = Student.toChange(id);
        read.require(student.version);
        return changed(student, change.patch(request, StudentRequest.of(student), StudentResponse.of(student)));
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "deleteStudent", summary = "Delete a student who is enrolled in nothing")
    public void delete(@PathParam("id") long id, @BeanParam IfMatch read) {
        Student student = Student.toChange(id);
        read.require(student.version);
        student.delete();
        Student.flush();
    }

    private static RestResponse<StudentResponse> changed(Student student, StudentRequest request) {
        return tagged(student.set(request).store(), ResponseBuilder.ok());
    }

    private static RestResponse<StudentResponse> tagged(Student student, ResponseBuilder<StudentResponse> response) {
        return response.entity(StudentResponse.of(student))
                .tag(Preconditions.tag(student.version))
                .build();
    }
}
