package org.studentmanagement.enrollment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.NoSuchCourse;

/** What a student takes: read, enroll, withdraw. */
@Path("/api/students/{id}/courses")
@OwnRecord
@Tag(name = "Enrollments")
class EnrollmentResource {
    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "listCoursesOfStudent", summary = "The courses of a student, complete, by code")
    public EnrollmentResponse.Courses courses(@PathParam("id") long id) {
        return EnrollmentResponse.Courses.of(Enrollment.coursesOf(id));
    }

    @POST
    @Transactional
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(
            operationId = "enroll",
            summary = "Enroll a student in courses: in all or in none",
            description = "Repeating it changes nothing.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownCourses.WHEN)
    public EnrollmentResponse.Enrolled enroll(@PathParam("id") long id, @NotNull @Valid EnrollmentRequest request) {
        return EnrollmentResponse.Enrolled.of(Enrollment.enroll(id, request.courseIds()));
    }

    @PUT
    @Transactional
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "replaceCoursesOfStudent", summary = "Make the courses of a student exactly these")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnknownCourses.WHEN)
    public EnrollmentResponse.Replaced replace(
            @PathParam("id") long id, @NotNull @Valid EnrollmentRequest.Whole request) {
        return EnrollmentResponse.Replaced.of(Enrollment.replace(id, request.courseIds()));
    }

    @GET
    @Path("/{course_id}")
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "getEnrollment", summary = "One enrollment")
    public EnrollmentResponse enrollment(@PathParam("id") long id, @PathParam("course_id") long courseId) {
        return EnrollmentResponse.of(Enrollment.of(id, courseId));
    }

    @PUT
    @Path("/{course_id}")
    @Transactional
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
    public RestResponse<EnrollmentResponse> enrollIn(@PathParam("id") long id, @PathParam("course_id") long courseId) {
        boolean added;
        try {
            added = !Enrollment.enroll(id, List.of(courseId)).added().isEmpty();
        } catch (UnknownCourses unknown) {
            throw new NoSuchCourse(courseId);
        }
        return RestResponse.status(
                added ? Status.CREATED : Status.OK, EnrollmentResponse.of(Enrollment.of(id, courseId)));
    }

    @DELETE
    @Path("/{course_id}")
    @Transactional
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "withdraw", summary = "End one enrollment")
    public void withdraw(@PathParam("id") long id, @PathParam("course_id") long courseId) {
        Enrollment.withdraw(id, courseId);
    }
}
