package org.studentmanagement.enrollment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Many enrollments in one call: 1 to 5,000. */
@Schema(description = "Who is to be enrolled in what")
record BatchRequest(
        @Schema(examples = "[{\"student_id\": 1, \"course_id\": 2}]", type = SchemaType.ARRAY)
        @NotNull(message = SOME)
        @Size(min = 1, max = MOST, message = SOME)
        List<@NotNull @Valid Pair> enrollments,

        @Schema(
                description = "All or nothing; otherwise each that is not refused is stored, and the answer is 207",
                defaultValue = "true")
        Boolean atomic,

        @Schema(description = "Goes through every check, and stores nothing", defaultValue = "false")
        boolean dryRun,

        @Schema(
                description = "Whether to wait for a seat where a course is full, rather than to be refused",
                defaultValue = "false")
        boolean waitlist) {

    static final int MOST = 5_000;

    private static final String SOME = "must list 1 to 5000 enrollments";

    boolean allOrNothing() {
        return !Boolean.FALSE.equals(atomic);
    }

    /** A student and a course, both by their ids, or by number and code. */
    @Schema(
            name = "EnrollmentPair",
            description = "A student and a course: student_id or student_number, and course_id or course_code",
            minProperties = 2)
    record Pair(
            @Schema(examples = "1", nullable = true) Long studentId,
            @Schema(examples = "2", nullable = true) Long courseId,
            @Schema(examples = "11391", nullable = true) String studentNumber,
            @Schema(examples = "AAA-2013J", nullable = true) String courseCode) {

        @AssertTrue(message = "must have student_id or student_number, and course_id or course_code")
        @Schema(hidden = true)
        public boolean isComplete() {
            return (studentId == null) != (studentNumber == null) && (courseId == null) != (courseCode == null);
        }
    }
}
