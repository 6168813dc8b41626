package org.studentmanagement.course;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller sets of a course. The lengths are those of the columns, but for the description, whose has none. */
@Schema(description = "A course to store")
record CourseRequest(
        @Schema(description = "Course code, unique", examples = "AAA-2013J")
        @NotNull
        @Size(max = 32)
        @Pattern(
                regexp = "[A-Z0-9]+(-[A-Z0-9]+)*",
                message = "must be of capitals, digits and single hyphens, like AAA-2013J")
        String code,

        @Schema(description = "Title", examples = "Module AAA, presentation 2013J") @NotBlank @Size(max = 100)
        String name,

        @Schema(description = "What it is about", examples = "Begins in October 2013", nullable = true)
        @Size(max = 4000)
        String description) {

    static CourseRequest of(Course course) {
        return new CourseRequest(course.code, course.name, course.description);
    }
}
