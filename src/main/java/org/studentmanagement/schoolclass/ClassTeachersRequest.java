package org.studentmanagement.schoolclass;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.EachOnce;

/** Who is to have a class: 0 to 50 different teachers. */
@Schema(description = "Exactly the teachers of a class, by their ids; none where nobody has it")
record ClassTeachersRequest(
        @Schema(examples = "[1, 2]", type = SchemaType.ARRAY)
        @NotNull(message = ANY)
        @Size(max = MOST, message = ANY)
        @EachOnce(member = "teacher_ids", most = MOST)
        List<@NotNull Long> teacherIds) {

    private static final int MOST = 50;

    private static final String ANY = "must list at most " + MOST + " ids of teachers, each once, or none: []";
}
