package org.studentmanagement.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.EachOnce;

/** Who is to teach a course: 0 to 50 different teachers. */
@Schema(description = "Exactly the teachers of a course, by their ids; none where nobody teaches it")
record CourseTeachersRequest(
        @Schema(examples = "[1, 2]", type = SchemaType.ARRAY)
        @NotNull(message = ANY)
        @Size(max = MOST, message = ANY)
        @EachOnce(member = "teacher_ids", most = MOST)
        List<@NotNull Long> teacherIds) {

    private static final int MOST = 50;

    private static final String ANY = "must list at most " + MOST + " ids of teachers, each once, or none: []";
}
