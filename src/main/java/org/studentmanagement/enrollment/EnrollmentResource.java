package org.studentmanagement.enrollment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;

/** What a student takes: read, enroll, withdraw. */
@Path("/api/students/{id}/courses")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class EnrollmentResource {
    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "listCoursesOfStudent", summary = "The courses of a student, complete, by code")
    public Uni<EnrollmentResponse.Courses> courses(@PathParam("id") long id) {
        return Enrollment.coursesOf(id).map(EnrollmentResponse.Courses::new);
    }

    @POST
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(
            operationId = "enroll",
            summary = "Enroll a student in courses: in all or in none",
            description = "Repeating it changes nothing.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownCourses.WHEN)
    public Uni<EnrollmentResponse.Enrolled> enroll(
            @PathParam("id") long id, @NotNull @Valid EnrollmentRequest request) {
        return Enrollment.enroll(id, request.courseIds()).map(EnrollmentResponse.Enrolled::of);
    }

    @PUT
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "replaceCoursesOfStudent", summary = "Make the courses of a student exactly these")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownCourses.WHEN)
    public Uni<EnrollmentResponse.Replaced> replace(
            @PathParam("id") long id, @NotNull @Valid EnrollmentRequest.Whole request) {
        return Enrollment.replace(id, request.courseIds()).map(EnrollmentResponse.Replaced::of);
    }

    @GET
    @Path("/{course_id}")
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "getEnrollment", summary = "One enrollment")
    public Uni<EnrollmentResponse> enrollment(@PathParam("id") long id, @PathParam("course_id") long courseId) {
        return Enrollment.of(id, courseId);
    }

    @PUT
    @Path("/{course_id}")
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "enrollInCourse", summary = "Enroll a student in one course")
    @APIResponse(responseCode = "200", description = "Was enrolled already")
    @APIResponse(
            responseCode = "201",
            description = "Is enrolled now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EnrollmentResponse.class)))
    public Uni<RestResponse<EnrollmentResponse>> enrollIn(
            @PathParam("id") long id, @PathParam("course_id") long courseId) {
        return Enrollment.enrollIn(id, courseId)
                .map(enrolled ->
                        RestResponse.status(enrolled.getItem1() ? Status.CREATED : Status.OK, enrolled.getItem2()));
    }

    @DELETE
    @Path("/{course_id}")
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "withdraw", summary = "End one enrollment")
    public Uni<Void> withdraw(@PathParam("id") long id, @PathParam("course_id") long courseId) {
        return Enrollment.withdraw(id, courseId);
    }
}
