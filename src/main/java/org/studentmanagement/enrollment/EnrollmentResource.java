package org.studentmanagement.enrollment;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.validator.constraints.CodePointLength;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.PlainText;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.course.UnknownCourses;
import org.studentmanagement.student.StudentLeft;

/** What a student takes: read, enroll, withdraw. */
@Path("/api/students/{id}/courses")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollments")
class EnrollmentResource {
    static final String ENROLLED = "Is enrolled in all of them";

    static final String WAITS = "Is enrolled, or waits";

    static final String KEPT = "Was enrolled already";

    static final String ADDED = "Is enrolled now";

    static final String OVERRIDDEN = "Is enrolled by override";

    static final String COMPLETED = "The enrollment is completed";

    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "listCoursesOfStudent", summary = "The courses of a student, complete, by code")
    public Uni<RestResponse<EnrollmentResponse.Courses>> courses(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Enrollment.coursesOf(id)
                .map(courses -> Tagged.answer(new EnrollmentResponse.Courses(courses), courses, known));
    }

    @POST
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(
            operationId = "enroll",
            summary = "Enroll a student in courses: in all or in none",
            description =
                    "Repeating it changes nothing. With waitlist the student waits for the courses that are full.")
    @APIResponse(responseCode = "200", description = ENROLLED)
    @APIResponse(
            responseCode = "202",
            description = WAITS,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EnrollmentResponse.Enrolled.class)))
    @APIResponse(responseCode = "409", description = EnrollmentRefused.WHEN + ". Or: " + StudentLeft.WHEN)
    @APIResponse(responseCode = "422", description = UnknownCourses.WHEN)
    public Uni<RestResponse<EnrollmentResponse.Enrolled>> enroll(
            @PathParam("id") long id, @NotNull @Valid EnrollmentRequest request) {
        return Enrollment.enroll(id, request.courseIds(), request.waitlist())
                .map(EnrollmentResponse.Enrolled::of)
                .map(done -> RestResponse.status(done.waiting().isEmpty() ? Status.OK : Status.ACCEPTED, done));
    }

    @PUT
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "replaceCoursesOfStudent", summary = "Make the courses of a student exactly these")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = EnrollmentRefused.WHEN + ". Or: " + StudentLeft.WHEN)
    @APIResponse(responseCode = "422", description = UnknownCourses.WHEN)
    public Uni<EnrollmentResponse.Replaced> replace(
            @PathParam("id") long id, @NotNull @Valid EnrollmentRequest.Whole request) {
        return Enrollment.replace(id, request.courseIds()).map(EnrollmentResponse.Replaced::of);
    }

    @GET
    @Path("/{course_id}")
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(operationId = "getEnrollment", summary = "One enrollment")
    public Uni<RestResponse<EnrollmentResponse>> enrollment(
            @PathParam("id") long id, @PathParam("course_id") long courseId, @BeanParam KnownTags known) {
        return Enrollment.of(id, courseId).map(found -> Tagged.answer(found, List.of(found), known));
    }

    @PUT
    @Path("/{course_id}")
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "enrollInCourse", summary = "Enroll a student in one course")
    @APIResponse(responseCode = "200", description = KEPT)
    @APIResponse(
            responseCode = "201",
            description = ADDED,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EnrollmentResponse.class)))
    @APIResponse(responseCode = "409", description = EnrollmentRefused.WHEN + ". Or: " + StudentLeft.WHEN)
    public Uni<RestResponse<EnrollmentResponse>> enrollIn(
            @PathParam("id") long id, @PathParam("course_id") long courseId) {
        return Enrollment.enrollIn(id, courseId).map(EnrollmentResource::answer);
    }

    @PUT
    @Path("/{course_id}/override")
    // a body of one text would else be taken as text
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.REGISTRAR)
    @Operation(
            operationId = "enrollByOverride",
            summary = "Enroll a student in one course whatever its seats, window and prerequisites",
            description = "The history has the reason, and the rules that were set aside. Who is enrolled over capacity"
                    + " takes none of the seats.")
    @APIResponse(responseCode = "200", description = KEPT)
    @APIResponse(
            responseCode = "201",
            description = OVERRIDDEN,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EnrollmentResponse.class)))
    public Uni<RestResponse<EnrollmentResponse>> override(
            @PathParam("id") long id, @PathParam("course_id") long courseId, @NotNull @Valid OverrideRequest request) {
        return Enrollment.override(id, courseId, request.reason()).map(EnrollmentResource::answer);
    }

    @PUT
    @Path("/{course_id}/completion")
    @RolesAllowed(Role.REGISTRAR)
    @Operation(
            operationId = "complete",
            summary = "Complete an enrollment with a result, or correct its completion",
            description =
                    "A completed enrollment stays, and meets the prerequisite of another course with distinction or pass.")
    @APIResponse(responseCode = "200", description = COMPLETED)
    public Uni<EnrollmentResponse> complete(
            @PathParam("id") long id, @PathParam("course_id") long courseId, @NotNull @Valid Completion completion) {
        return completion.of(id, courseId);
    }

    @DELETE
    @Path("/{course_id}/completion")
    @RolesAllowed(Role.REGISTRAR)
    @Operation(operationId = "takeCompletionBack", summary = "Take the completion of an enrollment back: it goes on")
    public Uni<Void> reopen(@PathParam("id") long id, @PathParam("course_id") long courseId) {
        return Completion.takeBack(id, courseId).replaceWithVoid();
    }

    private static RestResponse<EnrollmentResponse> answer(Tuple2<Boolean, EnrollmentResponse> enrolled) {
        return RestResponse.status(enrolled.getItem1() ? Status.CREATED : Status.OK, enrolled.getItem2());
    }

    @DELETE
    @Path("/{course_id}")
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "withdraw", summary = "End one enrollment")
    @APIResponse(responseCode = "204", description = "No Content")
    @APIResponse(responseCode = "409", description = EnrollmentRefused.WHEN + ". Or: " + StudentLeft.WHEN)
    public Uni<Void> withdraw(
            @PathParam("id") long id,
            @PathParam("course_id") long courseId,
            @QueryParam("reason")
                    @PlainText
                    @CodePointLength(max = OverrideRequest.REASON_LENGTH)
                    @Parameter(description = "Why, for the history")
                    String reason) {
        return Enrollment.withdraw(id, courseId, reason);
    }
}
