package org.studentmanagement.enrollment;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.EachOnce;

/** The courses to enroll in: 1 to 500 different ids. */
@Schema(description = "Courses to enroll in, by their ids")
record EnrollmentRequest(
        @Schema(examples = "[1, 2]", type = SchemaType.ARRAY)
        @NotEmpty(message = SOME)
        @Size(max = MOST, message = SOME)
        @EachOnce(member = "course_ids", most = MOST)
        List<@NotNull Long> courseIds,

        @Schema(
                description = "Whether to wait for a seat where a course is full, rather than to be refused",
                defaultValue = "false")
        boolean waitlist) {

    /** More than anybody studies, and little enough for one answer. */
    static final int MOST = 500;

    private static final String SOME = "must list 1 to " + MOST + " ids of courses, each once";

    private static final String ANY = "must list at most " + MOST + " ids of courses, each once, or none: []";

    /** The courses that a student shall take from now on, and no others: 0 to 500 different ids. */
    @Schema(
            name = "EnrollmentSet",
            description = "Exactly the courses to take, by their ids; none ends all enrollments")
    record Whole(
            @Schema(examples = "[1, 2]", type = SchemaType.ARRAY)
            @NotNull(message = ANY)
            @Size(max = MOST, message = ANY)
            @EachOnce(member = "course_ids", most = MOST)
            List<@NotNull Long> courseIds) {}
}
