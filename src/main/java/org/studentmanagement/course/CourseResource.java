package org.studentmanagement.course;

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
import org.studentmanagement.access.NobodysRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.Preconditions;
import org.studentmanagement.api.Preconditions.IfMatch;
import org.studentmanagement.api.Preconditions.IfNoneMatch;
import org.studentmanagement.api.RowChange;

/** Courses: list, store, read, change, delete. */
@Path("/api/courses")
@Tag(name = "Courses")
class CourseResource {
    @Inject
    RowChange change;

    @GET
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "listCourses", summary = "The courses, in pages")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            schema = @Schema(enumeration = {"id", "name", "code", "created_at", "updated_at"}))
    public RestResponse<Page<CourseResponse>> list(@Valid @BeanParam PageQuery page, @BeanParam CourseFilter filter) {
        return Course.list(page, filter).map(CourseResponse::of).toResponse();
    }

    @POST
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "createCourse", summary = "Store a new course")
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CourseResponse.class)))
    public RestResponse<CourseResponse> create(@NotNull @Valid CourseRequest request) {
        Course course = new Course().set(request);
        course.persistAndFlush();
        // relative: what the Host header says is anybody's word
        return tagged(
                course,
                ResponseBuilder.<CourseResponse>create(Status.CREATED)
                        .header(HttpHeaders.LOCATION, "/api/courses/" + course.id));
    }

    @GET
    @Path("/{id}")
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "getCourse", summary = "One course")
    public RestResponse<CourseResponse> get(@PathParam("id") long id, @BeanParam IfNoneMatch known) {
        Course course = Course.byId(id);
        return known.names(course.version)
                ? ResponseBuilder.<CourseResponse>notModified(Preconditions.tag(course.version))
                        .build()
                : tagged(course, ResponseBuilder.ok());
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "replaceCourse", summary = "Change a course, naming every member that can be set")
    public RestResponse<CourseResponse> replace(
            @PathParam("id") long id,
            @BeanParam IfMatch read,
            @NotNull
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = CourseRequest.class)))
                    ObjectNode request)
            throws JsonProcessingException {
        Course course = Course.toChange(id);
        read.require(course.version);
        return changed(course, change.replace(request, CourseRequest.of(course), CourseResponse.of(course)));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(RowChange.MERGE_PATCH)
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "updateCourse", summary = "Change some members of a course (RFC 7396)")
    public RestResponse<CourseResponse> update(
            @PathParam("id") long id,
            @BeanParam IfMatch read,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = CourseRequest.class)))
                    ObjectNode request)
            throws JsonProcessingException {
        Course course = Course.toChange(id);
        read.require(course.version);
        return changed(course, change.patch(request, CourseRequest.of(course), CourseResponse.of(course)));
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "deleteCourse", summary = "Delete a course that nobody is enrolled in")
    public void delete(@PathParam("id") long id, @BeanParam IfMatch read) {
        Course course = Course.toChange(id);
        read.require(course.version);
        course.delete();
        Course.flush();
    }

    private static RestResponse<CourseResponse> changed(Course course, CourseRequest request) {
        course.set(request);
        Course.flush();
        return tagged(course, ResponseBuilder.ok());
    }

    private static RestResponse<CourseResponse> tagged(Course course, ResponseBuilder<CourseResponse> response) {
        return response.entity(CourseResponse.of(course))
                .tag(Preconditions.tag(course.version))
                .build();
    }
}
