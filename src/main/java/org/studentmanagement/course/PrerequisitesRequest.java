package org.studentmanagement.course;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.EachOnce;

/** What a course asks for: 0 to 20 different courses. */
@Schema(description = "Exactly the courses to be completed before, by their ids; none for no prerequisite")
record PrerequisitesRequest(
        @Schema(examples = "[1, 2]", type = SchemaType.ARRAY)
        @NotNull(message = ANY)
        @Size(max = MOST, message = ANY)
        @EachOnce(member = "course_ids", most = MOST)
        List<@NotNull Long> courseIds) {

    private static final int MOST = 20;

    private static final String ANY = "must list at most " + MOST + " ids of courses, each once, or none: []";
}
