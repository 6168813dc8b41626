package org.studentmanagement.course;

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
import org.studentmanagement.access.NobodysRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.RowResource;
import org.studentmanagement.api.SharedResponse;

/** Courses: list, store, read, change, delete. */
@Path("/api/courses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Courses")
class CourseResource extends RowResource<Course, CourseRequest, CourseResponse> {
    CourseResource() {
        super("course", "/api/courses", Course.class, Course::set, CourseRequest.class, CourseResponse.class);
    }

    @GET
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "listCourses", summary = "The courses, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = {"name", "code"}))
    public Uni<RestResponse<Page<CourseResponse>>> list(@Valid @BeanParam CourseQuery query) {
        return Course.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "createCourse", summary = "Store a new course")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownTerm.WHEN)
    public RestResponse<CourseResponse> create(@NotNull @Valid CourseRequest request) {
        return store(new Course(), request);
    }

    @GET
    @Path("/{id}")
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "getCourse", summary = "One course")
    public Uni<RestResponse<CourseResponse>> get(@BeanParam ToRead asked) {
        return show(asked);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "replaceCourse", summary = "Change a course, naming every member that can be set")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownTerm.WHEN)
    @APIResponse(responseCode = "409", description = SharedResponse.EXISTS + ". Or: " + Course.SEATS_TAKEN)
    public RestResponse<CourseResponse> put(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return replace(asked, request);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "updateCourse", summary = "Change some members of a course (RFC 7396)")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownTerm.WHEN)
    @APIResponse(responseCode = "409", description = SharedResponse.EXISTS + ". Or: " + Course.SEATS_TAKEN)
    public RestResponse<CourseResponse> update(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "deleteCourse", summary = "Delete a course that nobody is enrolled in")
    public void delete(@BeanParam ToChange asked) {
        remove(asked);
    }
}
